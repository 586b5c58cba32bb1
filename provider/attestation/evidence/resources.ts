import { EvidenceFor, EvidenceRow, Finding, NOT_REPORTED, NOT_REPORTED_BY_SANDBOX } from './row';
import { Limit } from '../../../src/shared/controls/lattice';
import { RESOURCE_CONTROLS } from '../../../src/shared/controls/resources';
import { CgroupControl, cgroupLayout } from '../cgroup';
import { parseHardLimit } from '../proc';
import { Subject } from '../subject';

export const RESOURCE_EVIDENCE: EvidenceFor<keyof typeof RESOURCE_CONTROLS> = {
  memory: cgroupEvidence('memory'),
  cpus: cgroupEvidence('cpus'),
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

/** A limit of the control group. The engine creates one for a sandbox, too. */
function cgroupEvidence(control: CgroupControl): EvidenceRow<Limit> {
  const read = ({ limits: { [control]: value }, files, facts }: Subject) => ({
    ...(value === undefined ? { from: 'its control group does not report it' } : { value, from: 'its control group' }),
    ...movedOut(files.movedTo(cgroupLayout(facts.cgroupVersion).fileOf[control])),
  });
  return { process: read, sandbox: read };
}

/** Returns the drift of a process that is in another control group than the one that the engine created for it. */
export function movedOut(group: string | undefined): Pick<Finding, 'drift'> {
  return group === undefined ? {} : { drift: `its process was moved out of the engine's control group, to "${group}"` };
}
