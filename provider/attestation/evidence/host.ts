import { EvidenceFor, EvidenceRow, HIDES_MOUNTS, NOT_REPORTED } from './row';
import { HOST_CONTROLS } from '../../../src/shared/controls/host';
import { ControlValue } from '../../../src/shared/controls/table';
import { socketsOf } from '../../isolation/engine-facts';
import { Mount } from '../../isolation/mountinfo';
import { foreignMountsOf, mountedHostPaths } from '../../isolation/mounts';
import { showsAllMounts } from '../../isolation/reachable-mounts';
import { pathControls } from '../configured';

export const HOST_EVIDENCE: EvidenceFor<keyof typeof HOST_CONTROLS> = {
  engine_socket: mountEvidence('engine_socket'),
  host_paths: mountEvidence('host_paths'),
};

function mountEvidence<N extends keyof typeof HOST_CONTROLS>(control: N): EvidenceRow<ControlValue<N>> {
  return {
    process(subject) {
      const { mounts, inspect, evidence: { hostMounts }, facts } = subject;
      if (mounts.length === 0 || hostMounts.length === 0) return NOT_REPORTED;
      const seen = { mounts, hostMounts, inspect, folder: facts.folder, sockets: socketsOf(facts) };
      const { added: [added], unjudged: [unjudged] } = foreignMountsOf(seen);
      const { [control]: value } = pathControls(mountedHostPaths(seen), subject);
      const from = 'mounts of its process, and of the host\'s';
      if (added !== undefined) return { value: value as ControlValue<N>, from, drift: `${named(added)} is none that the engine gave it` };
      if (!showsAllMounts(mounts, inspect) && value !== 'any') return HIDES_MOUNTS;
      if (unjudged !== undefined && value !== 'any') return { from: `it is unknown what ${named(unjudged)} shows` };
      const mayBeStrict = inspect.HostConfig.PidMode !== 'host' || value === 'any';
      if (!mayBeStrict) return { from: 'it sees the processes of the host, and the files of those of its user' };
      return { value: value as ControlValue<N>, from };
    },
    sandbox: () => ({ from: 'the mounts of a sandbox are not visible on the host' }),
  };
}

function named({ type, mountPoint }: Mount): string {
  return `the file system "${type}" at "${mountPoint}"`;
}
