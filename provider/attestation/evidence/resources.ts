import { EvidenceFor, EvidenceRow, Finding, NOT_REPORTED, NOT_REPORTED_BY_SANDBOX } from './row';
import { isOnHostsKernel } from './runtime';
import { Limit } from '../../../src/shared/controls/lattice';
import { RESOURCE_CONTROLS, takesPrecedence } from '../../../src/shared/controls/resources';
import { CgroupControl, cgroupLayout } from '../cgroup';
import { ContainerFiles } from '../gather';
import { parseHardLimit } from '../proc';
import { Subject } from '../subject';

export const RESOURCE_EVIDENCE: EvidenceFor<keyof typeof RESOURCE_CONTROLS> = {
  memory: cgroupEvidence('memory', memoryPrecedence),
  cpus: cgroupEvidence('cpus', cpuPrecedence),
  processes: cgroupEvidence('processes'),
  open_files: {
    process({ files }) {
      const text = files.process('limits');
      const value = text === undefined ? undefined : parseHardLimit(text, 'Max open files');
      return value === undefined ? NOT_REPORTED : { value, from: 'limits of its process' };
    },
    sandbox: () => NOT_REPORTED_BY_SANDBOX,
  },
  disk_io: cgroupEvidence('disk_io'),
};

/**
 * A limit of the control group. The engine creates one for a sandbox, too.
 *
 * @param precedence  returns what shows that the process comes before others in spite of the limit, if it does, or is not readable. The
 *                    process of a sandbox comes from its runtime, and not from the container
 */
function cgroupEvidence(
  control: CgroupControl, precedence: (files: ContainerFiles) => Finding<Limit> | undefined = () => undefined,
): EvidenceRow<Limit> {
  const ofGroup = ({ limits: { [control]: value } }: Subject): Finding<Limit> => (
    value === undefined ? { from: 'its control group does not report it' } : { value, from: 'its control group' });
  const read = (subject: Subject): Finding<Limit> => {
    const { files, facts } = subject;
    const before = isOnHostsKernel(subject) ? precedence(files) : undefined;
    return { ...(before ?? ofGroup(subject)), ...movedOut(files.movedTo(cgroupLayout(facts.cgroupVersion).fileOf[control])) };
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
export function movedOut(group: string | undefined): Pick<Finding, 'drift'> {
  return group === undefined ? {} : { drift: `its process was moved out of the engine's control group, to "${group}"` };
}
