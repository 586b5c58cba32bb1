import { Member, PoolUse } from './members';
import { Use } from './row';
import { Bounds } from './schema';
import { Diagnostic, DiagnosticError } from '../../diagnostics/diagnostics';
import { MIB } from '../../engine/canonical/size';
import { errorName } from '../../probe/attempt';
import { endsBy, isHeadless, isUnfrozen } from '../shared/pause';

type Warning = Omit<Diagnostic, 'severity'>;

/** How many containers an error names. */
const MOST_NAMED = 5;

export function poolTaken(id: string): DiagnosticError {
  return new DiagnosticError({
    summary: `There is a resource pool ${id} already`,
    detail: 'Another resource or another program made this control group, and it has bounds or containers. Choose another `name`, or '
      + `manage this pool here: terraform import ADDRESS ${id}. With \`create_before_destroy\`, it may be the pool that is being replaced `
      + '(-replace): there is no need to, since a pool has nothing but its bounds.',
    path: ['name'],
  });
}

/** The state has an id that this provider gives to no pool. */
export function noPool(id: string): DiagnosticError {
  return new DiagnosticError({
    summary: `${JSON.stringify(id)} is the id of no resource pool`,
    detail: 'The state has this id, which no pool has. Let Terraform forget it (terraform state rm ADDRESS), and import the pool that is '
      + 'meant. Nothing has changed.',
  });
}

export function parentMissing(parent: string): DiagnosticError {
  return new DiagnosticError({
    summary: `There is no resource pool ${parent}`,
    detail: 'A pool is made in one that exists. Set `parent` to the `id` of a `docker_resource_pool` on the same engine.',
    path: ['parent'],
  });
}

/** A pool that is to be removed has containers. */
export function poolInUse(id: string, members: readonly Member[]): DiagnosticError {
  const named = members.map(({ name, isRunning }) => isRunning ? name : `${name} (not running)`).join(', ');
  return new DiagnosticError({
    summary: `${members.length === 1 ? '1 container is' : `${members.length} containers are`} in the resource pool ${id}`,
    detail: `Without the pool, they would run without its bounds: ${named}. Remove them, or create them with another \`cgroup_parent\`, `
      + 'and then remove the pool. If this apply moves a clone set to another pool that takes the place of this one, set '
      + '`create_before_destroy` in the `lifecycle` of the pool, or replace the set, too (-replace=ADDRESS). Nothing has changed.',
  });
}

/** The kernel does not remove a group that has others in it, or processes. */
export function notRemoved(id: string, error: number): DiagnosticError {
  return new DiagnosticError({
    summary: `Could not remove the resource pool ${id}: ${errorName(error)}`,
    detail: 'No container of the engine is in it. EBUSY means that there is another pool in it, which has to be removed first, or '
      + 'something that the engine does not know: look below /sys/fs/cgroup on the host.',
  });
}

/** Processes are in a pool that belong to no container any more. */
export function outlived(id: string, folders: readonly string[]): DiagnosticError {
  const groups = folders.slice(0, MOST_NAMED).map((folder) => `/sys/fs/cgroup${folder}/cgroup.procs`);
  return new DiagnosticError({
    summary: `Programs are in the resource pool ${id} that have outlived their container`,
    detail: 'No container is in it. As root of the engine\'s machine, end the processes whose numbers are in these files by kill -9, and '
      + `apply again: ${groups.join(', ')}`,
  });
}

/** A bound would be less than what is in use. */
export function shrinkRefused(
  id: string, attribute: 'memory' | 'memory_swap' | 'pids_limit', wanted: Bounds, prior: Bounds, { whole, members }: PoolUse,
): DiagnosticError {
  const isMemory = attribute !== 'pids_limit';
  const amountOf = ({ memory, processes }: Use) => (isMemory ? memory : processes) ?? 0;
  const shown = (amount: number) => isMemory ? `${Math.ceil(amount / MIB * 10) / 10} MiB` : `${amount} processes`;
  const users = [...members].sort((a, b) => amountOf(b.use) - amountOf(a.use)).slice(0, MOST_NAMED)
    .map(({ name, use }) => `${name} ${shown(amountOf(use))}`);
  const limit = prior[attribute] ?? 0;
  return new DiagnosticError({
    summary: `The resource pool ${id} uses more than \`${attribute} = ${wanted[attribute]}\``,
    detail: [
      `In use: ${shown(amountOf(whole))}${isMemory ? ', after the kernel has reclaimed what it could' : ''}.`,
      `The limit is and stays ${limit > 0 ? shown(isMemory ? limit * MIB : limit) : 'none'}.`,
      users.length === 0 ? 'No container runs in it.' : `The biggest users: ${users.join(', ')}.`,
      'Stop or shrink some of them and apply again, choose a higher bound, or set shrink = "as_far_as_possible".',
      'Nothing has changed.',
    ].join(' '),
    path: [attribute],
  });
}

/** With control groups version 1, no group may have more CPU time than the one in which it is. */
export function cpusRefused(id: string, { cpus }: Bounds, parent: string | null, members: readonly Member[]): DiagnosticError {
  const bigger = members.filter((member) => member.isRunning && member.cpus > Number(cpus));
  const named = bigger.map((member) => `${member.name} ${member.cpus}`).join(', ');
  return new DiagnosticError({
    summary: `The kernel refuses \`cpus = "${cpus}"\` of the resource pool ${id}`,
    detail: [
      'With control groups version 1, nothing may have more CPU time than the pool in which it is, and the least is "0.01".',
      ...bigger.length > 0 ? [`These containers have more: ${named}. Give them less, or the pool more.`] : [
        'No container in the pool has more, but a pool in it may. Give that less, or this one more.',
        ...parent === null ? [] : [`Or its parent, ${parent}, has less.`],
      ],
      'Nothing has changed.',
    ].join(' '),
    path: ['cpus'],
  });
}

/** The kernel refused to write a bound. */
export function boundRefused(id: string, attribute: keyof Bounds, error: number): DiagnosticError {
  const isMissing = errorName(error) === 'ENOENT';
  return new DiagnosticError({
    summary: isMissing ? `The kernel has no bound for \`${attribute}\`` : `The kernel refused \`${attribute}\`: ${errorName(error)}`,
    detail: isMissing
      ? `The control group of the pool ${id} has no file for it. Remove \`${attribute}\`, or use a host whose kernel has it. `
        + 'Nothing has changed.'
      : `The control group is that of the pool ${id}. Choose another value. Nothing has changed.`,
    path: [attribute],
  });
}

/** A container of a pool, and why something failed for it. */
export interface Failed {
  readonly member: Member;
  readonly error: DiagnosticError;
}

/** Not all containers of a pool could be paused. */
export function notPaused(id: string, failed: readonly Failed[]): DiagnosticError {
  return new DiagnosticError({
    summary: `${containers(failed)} in the resource pool ${id} could not be paused`,
    detail: `The others are. ${hints(failed).join(' ')} Then apply again.\n\n${reasons(failed)}`,
    path: ['suspended'],
  });
}

/** A container ran again each time that it had been paused, or had ended. */
export function startedAgain(member: Member): Failed {
  return { member, error: new DiagnosticError({ summary: 'It was started or unpaused again each time', detail: '' }) };
}

export const suspensionStopped = (id: string) => new DiagnosticError({
  summary: `Stopped suspending the resource pool ${id}`,
  detail: 'Terraform was asked to stop. Some containers are paused, and the next apply goes on.',
  path: ['suspended'],
});

/** Not all containers of a pool could be unpaused. */
export function notResumed(id: string, failed: readonly Failed[]): DiagnosticError {
  return new DiagnosticError({
    summary: `${containers(failed)} in the resource pool ${id} could not be unpaused`,
    detail: `The others run. Apply again, or remove what does not run any more.\n\n${reasons(failed)}`,
    path: ['suspended'],
  });
}

/** The memory of a pool that is suspended could not be reclaimed. */
export function notReclaimed(id: string, { diagnostics }: DiagnosticError): Warning {
  return {
    summary: `The resource pool ${id} is suspended, but the kernel was not asked to reclaim its memory`,
    detail: diagnostics.map(({ summary, detail }) => [summary, detail].filter(Boolean).join('\n')).join('\n\n'),
    path: ['suspended'],
  };
}

/** Returns what keeps containers from being paused, and what to do. */
function hints(failed: readonly Failed[]): string[] {
  const unfrozen = failed.filter(({ error }) => isUnfrozen(error));
  const headless = failed.filter(({ error }) => isHeadless(error));
  const waiting = unfrozen.filter(({ member }) => member.mayWait).map(({ member: { name } }) => name);
  return [
    ...unfrozen.length + headless.length === failed.length ? []
      : ['One that ends and restarts again and again can\'t be paused: stop it.'],
    ...headless.slice(0, MOST_NAMED).map(({ member: { name } }) => endsBy(name)),
    ...unfrozen.length === waiting.length ? []
      : ['One that starts programs again and again, or in which one waits for memory, can\'t be paused: stop it.'],
    ...waiting.length === 0 ? [] : [
      `With \`oom_kill_disable\`, programs wait for memory, and one that waits can't be paused: create ${waiting.join(', ')} without it.`,
    ],
  ];
}

function containers({ length: count }: readonly Failed[]): string {
  return count === 1 ? '1 container' : `${count} containers`;
}

function reasons(failed: readonly Failed[]): string {
  const more = failed.length - MOST_NAMED;
  return [
    ...failed.slice(0, MOST_NAMED).map(({ member: { name }, error }) => `${name}: ${error.diagnostics[0]!.summary}`),
    ...more > 0 ? [`${more} more`] : [],
  ].join('\n');
}

/** A bound went down, but not as far as wanted. */
export function shrunkPartly(id: string, attribute: 'memory' | 'cpus', wanted: string, reached: string): Warning {
  const reason = attribute === 'memory' ? 'What is in use needs that, with a reserve of an eighth, and at least 16 MiB.'
    : 'A container in it has as much.';
  return {
    summary: `The resource pool ${id} shrank to \`${attribute} = ${reached}\`, not to ${wanted}`,
    detail: `${reason} The next plan shows the difference, and each apply goes on. Stop or shrink some of its containers.`,
  };
}
