import { EvidenceFor, EvidenceRow, SILENT, SILENT_SANDBOX } from './row';
import { Limit } from '../../../src/shared/controls/lattice';
import { RESOURCE_CONTROLS } from '../../../src/shared/controls/resources';
import { CgroupControl } from '../cgroup';
import { hardLimit } from '../proc';
import { Subject } from '../subject';

export const RESOURCE_EVIDENCE: EvidenceFor<keyof typeof RESOURCE_CONTROLS> = {
  memory: ofControlGroup('memory'),
  cpus: ofControlGroup('cpus'),
  processes: ofControlGroup('processes'),
  open_files: {
    process({ seen }) {
      const text = seen.process('limits');
      const value = text === undefined ? undefined : hardLimit(text, 'Max open files');
      return value === undefined ? SILENT : { value, from: 'limits of its process' };
    },
    sandbox: () => SILENT_SANDBOX,
  },
  disk_io: ofControlGroup('disk_io'),
};

/** A limit of the control group, which the engine creates for a sandbox, too. */
function ofControlGroup(control: CgroupControl): EvidenceRow<Limit> {
  const read = ({ limits: { [control]: value } }: Subject) =>
    value === undefined ? { from: 'its control group does not report it' } : { value, from: 'its control group' };
  return { process: read, sandbox: read };
}
