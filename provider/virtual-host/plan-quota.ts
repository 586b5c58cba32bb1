import { noRoom, NoRoomToRun } from './errors';
import { named, rulesOf } from './judge';
import { countedContainers, memberVolumes, MemberVolume } from './members';
import { tooManyContainers, tooManyVolumes, VOLUMES_REMEDY } from './quota';
import { sizeOfVolume } from './volume-size';
import { Attributes } from '../../src/shared/virtual-host/broken-rule';
import { VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { PlanContext } from '../framework/resource';
import { Unknown } from '../framework/value/value';

/** How long a plan waits for the engine's answer, in milliseconds. The apply counts again, so a plan does not wait long. */
const PLAN_TIMEOUT = 5_000;

/** What a plan has in one virtual container host. What exists and is in no plan may belong to others, or be removed by this plan. */
class Planned {
  public readonly containers = new Set<string>();
  public readonly volumes = new Map<string, MemberVolume>();
  /** The names of containers that do not count after the apply: those they have before they get another one, or are suspended. */
  public readonly before = new Set<string>();
  private readonly warned = new Set<string>();

  /** Warns once of a kind. */
  public warnOnce(kind: string, warn: () => void): void {
    if (!this.warned.has(kind)) warn();
    this.warned.add(kind);
  }
}

const plans = new WeakMap<Engine, Map<string, Planned>>();

function plannedIn(engine: Engine, { name }: VirtualHostRules): Planned {
  const byName = plans.get(engine) ?? new Map<string, Planned>();
  plans.set(engine, byName);
  const planned = byName.get(name) ?? new Planned();
  byName.set(name, planned);
  return planned;
}

type Context = Pick<PlanContext<Engine>, 'prior' | 'config' | 'client' | 'warn'>;

/**
 * Refuses a container if the plan has more of them than the quota allows. Warns if there are too many with those that exist. One
 * that is to be suspended does not count.
 *
 * @param names  the names of the containers. @default - the name of the one container
 */
export async function planContainerQuota({ prior, config, client, warn }: Context, names = knownName(config)): Promise<void> {
  const rules = rulesOf(config);
  if (rules?.max_containers === undefined || client === undefined) return;
  const planned = plannedIn(client, rules);
  const isSuspended = config.suspended === true;
  names.forEach((name) => (isSuspended ? planned.before : planned.containers).add(name));
  if (prior !== null) return knownName(prior).forEach((name) => planned.before.add(name));
  if (isSuspended) return;
  const problem = tooManyContainers(planned.containers.size, rules);
  if (problem !== undefined) throw new NoRoomToRun(named('Container', config), rules.name, problem);
  const listed = await soon(countedContainers(client, rules, {}));
  const { containers, before } = planned;
  const all = new Set([...containers, ...(listed ?? []).filter((name) => !before.has(name) || containers.has(name))]);
  warnOf('containers', planned, rules, tooManyContainers(all.size, rules), warn);
}

/** Refuses a volume if the plan has more of them than the quota allows. Warns if there are too many with those that exist. */
export async function planVolumeQuota({ prior, config, client, warn }: Context): Promise<void> {
  const rules = rulesOf(config);
  const [name] = knownName(config);
  if (rules?.max_volumes === undefined && rules?.max_storage === undefined || client === undefined || name === undefined) return;
  const planned = plannedIn(client, rules);
  const { driver, driver_opts: options } = config;
  if ([driver, options].some((value) => value instanceof Unknown)) return;
  planned.volumes.set(name, { name, size: sizeOfVolume(driver ?? 'local', options as Attributes | null) });
  if (prior !== null) return;
  const problem = tooManyVolumes([...planned.volumes.values()], rules);
  if (problem !== undefined) throw noRoom(named('Volume', config), rules.name, problem, VOLUMES_REMEDY);
  const listed = await soon(memberVolumes(client, rules, {})) ?? [];
  const others = listed.filter((volume) => !planned.volumes.has(volume.name));
  warnOf('volumes', planned, rules, tooManyVolumes([...planned.volumes.values(), ...others], rules), warn);
}

function warnOf(
  kind: string, planned: Planned, { name }: VirtualHostRules, problem: string | undefined, warn: PlanContext<Engine>['warn'],
): void {
  if (problem === undefined) return;
  planned.warnOnce(kind, () => warn({
    summary: `The virtual container host "${name}" may have no room for all planned ${kind}`,
    detail: `${problem} The engine has others that are not in this plan. If this plan does not remove them, the apply is refused.`,
    path: ['virtual_host'],
  }));
}

function knownName({ name }: Attributes): string[] {
  return typeof name === 'string' ? [name] : [];
}

/** Returns an answer, or undefined if the engine does not give it soon. */
async function soon<T>(answer: Promise<T>): Promise<T | undefined> {
  const timeout = new Promise<undefined>((resolve) => { setTimeout(() => resolve(undefined), PLAN_TIMEOUT).unref(); });
  return Promise.race([timeout, answer.catch((error: unknown) => {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  })]);
}
