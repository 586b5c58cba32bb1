import { EvidenceFor, EvidenceRow, Finding, NOT_REPORTED, NOT_REPORTED_BY_SANDBOX } from './row';
import { isOnHostsKernel } from './runtime';
import { Limit } from '../../../src/shared/controls/lattice';
import { RESOURCE_CONTROLS, takesPrecedence } from '../../../src/shared/controls/resources';
import { CgroupControl, cgroupLayout, Limits, Throttles } from '../cgroup';
import { ContainerFiles } from '../gather';
import { parseHardLimit } from '../proc';
import { Subject } from '../subject';

export const RESOURCE_EVIDENCE: EvidenceFor<keyof typeof RESOURCE_CONTROLS> = {
  memory: cgroupEvidence('memory', limitOf('memory'), memoryPrecedence),
  cpus: cgroupEvidence('cpus', limitOf('cpus'), cpuPrecedence),
  processes: cgroupEvidence('processes', limitOf('processes')),
  open_files: {
    process({ files }) {
      const text = files.process('limits');
      const value = text === undefined ? undefined : parseHardLimit(text, 'Max open files');
      return value === undefined ? NOT_REPORTED : { value, from: 'limits of its process' };
    },
    sandbox: () => NOT_REPORTED_BY_SANDBOX,
  },
  disk_io: cgroupEvidence('disk_io', diskLimit),
};

const NOT_REPORTED_BY_GROUP = { from: 'its control group does not report it' } as const;

function limitOf(control: keyof Limits): (subject: Subject) => Finding<Limit> {
  return ({ limits: { [control]: value } }) => value === undefined ? NOT_REPORTED_BY_GROUP : { value, from: 'its control group' };
}

/** The limit of the disk on which the engine keeps its files. A limit of any disk that is configured and not in force is drift. */
function diskLimit({ throttles, inspect: { HostConfig: settings }, evidence: { disk } }: Subject): Finding<Limit> {
  if (throttles === undefined) return NOT_REPORTED_BY_GROUP;
  const { read, write } = throttles;
  if (!areInForce(settings.BlkioDeviceReadBps, read) || !areInForce(settings.BlkioDeviceWriteBps, write)) {
    return { value: 'unlimited', from: 'its control group', drift: 'it lacks a limit of a disk that is configured' };
  }
  if (read.size === 0 || write.size === 0) return { value: 'unlimited', from: 'its control group' };
  if (disk === undefined) return { from: 'its control group: unknown for which disk, since the one of the engine\'s files is not known' };
  const limits = [read.get(disk), write.get(disk)].filter((rate) => rate !== undefined);
  return limits.length < 2
    ? { value: 'unlimited', from: `its control group, which does not limit ${disk}, the disk of the engine's files` }
    : { value: Math.max(...limits), from: `its control group, for ${disk}, the disk of the engine's files` };
}

interface ConfiguredRate {
  readonly Path?: string;
  readonly Rate?: number;
}

/** Whether there is a rate for each device that is configured, and no higher one. The engine does not report the number of a device. */
function areInForce(configured: readonly ConfiguredRate[] | null | undefined, rates: Throttles['read']): boolean {
  const ascending = (all: Iterable<number>) => [...all].sort((one, other) => one - other);
  const found = ascending(rates.values());
  const wanted = new Map((configured ?? []).map(({ Path: path, Rate: rate }) => [path, rate ?? 0]));
  return ascending(wanted.values()).every((rate, index) => (found[index] ?? Infinity) <= rate);
}

/**
 * A limit of the control group. The engine creates one for a sandbox, too.
 *
 * @param ofGroup     returns what the control group shows
 * @param precedence  returns what shows that the process comes before others in spite of the limit, if it does, or is not readable. The
 *                    process of a sandbox comes from its runtime, and not from the container
 */
function cgroupEvidence(
  control: CgroupControl, ofGroup: (subject: Subject) => Finding<Limit>,
  precedence: (files: ContainerFiles) => Finding<Limit> | undefined = () => undefined,
): EvidenceRow<Limit> {
  const read = (subject: Subject): Finding<Limit> => {
    const before = isOnHostsKernel(subject) ? precedence(subject.files) : undefined;
    return { ...(before ?? ofGroup(subject)), ...movedOut(subject, control) };
  };
  return { process: read, sandbox: read };
}

/** The kernel kills a process later than others if the adjustment is below 0. */
function memoryPrecedence({ process }: ContainerFiles): Finding<Limit> | undefined {
  const text = process('oom_score_adj')?.trim();
  if (text === undefined || !/^-?\d+$/.test(text)) return NOT_REPORTED;
  return Number(text) < 0 ? { value: 'unlimited', from: `oom_score_adj of its process: ${text}` } : undefined;
}

function cpuPrecedence({ process }: ContainerFiles): Finding<Limit> | undefined {
  const text = process('limits') ?? '';
  const limits = ([['rtprio', 'Max realtime priority'], ['nice', 'Max nice priority']] as const).map(([name, line]) => (
    { line, name, hard: parseHardLimit(text, line) }));
  if (limits.some(({ hard }) => hard === undefined)) return NOT_REPORTED;
  const found = limits.find(({ name, hard }) => takesPrecedence(name, hard === 'unlimited' ? -1 : hard!));
  return found && { value: 'unlimited', from: `limits of its process: ${found.line} ${found.hard}` };
}

/** Returns the drift of a process that is in another control group than the one that the engine created for it. */
export function movedOut(subject: Subject, control: CgroupControl | 'devices'): Pick<Finding, 'drift'> {
  const group = subject.files.movedTo(cgroupLayout(subject.facts.cgroupVersion).fileOf[control]);
  if (group === undefined) return {};
  // What has ended is in no group any more. The other threads are where they were.
  const hasEnded = subject.status.get('State')?.startsWith('Z') ?? false;
  return {
    drift: hasEnded ? `its first thread has ended, so the kernel shows it in "${group}", and not where its other threads are`
      : `its process was moved out of the engine's control group, to "${group}"`,
  };
}
