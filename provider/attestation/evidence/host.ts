import { EvidenceFor, EvidenceRow, NOT_REPORTED } from './row';
import { HOST_CONTROLS, HostPath } from '../../../src/shared/controls/host';
import { ControlValue } from '../../../src/shared/controls/table';
import { HARMLESS_TYPES } from '../../../src/shared/controls/volume-path';
import { pathControls } from '../configured';
import { hostPathOf, Mount } from '../proc';
import { Subject } from '../subject';

export const HOST_EVIDENCE: EvidenceFor<keyof typeof HOST_CONTROLS> = {
  engine_socket: mountEvidence('engine_socket'),
  host_paths: mountEvidence('host_paths'),
};

function mountEvidence<N extends keyof typeof HOST_CONTROLS>(control: N): EvidenceRow<ControlValue<N>> {
  return {
    process(subject) {
      if (subject.mounts.length === 0 || subject.evidence.hostMounts.length === 0) return NOT_REPORTED;
      const { [control]: value } = pathControls(hostPaths(subject), subject.facts);
      return { value: value as ControlValue<N>, from: 'mounts of its process, and of the host\'s' };
    },
    sandbox: () => ({ from: 'the mounts of a sandbox are not visible on the host' }),
  };
}

/** Where the engine mounts its init program, read-only, into a container with `HostConfig.Init` (moby, daemon/oci_linux.go). */
const INIT_PROGRAM = '/sbin/docker-init';

/**
 * Returns the paths of the host that a process sees: mounts of the host's file systems, except those that the engine itself adds.
 *
 * What the engine mounts for a volume is left out of the host's own mounts. Otherwise a volume that binds a path, of any container, would
 * make that path look like the folder of a volume, also where another container binds it.
 */
export function hostPaths({ mounts, inspect, evidence: { hostMounts }, facts: { folder } }: Subject): HostPath[] {
  const volumes = `${folder}/volumes/`;
  const hostsOwn = hostMounts.filter(({ mountPoint }) => !mountPoint.startsWith(volumes));
  const devices = new Set(hostsOwn.map(({ device }) => device));
  const devicesOfVolumes = new Set(hostMounts.map(({ device }) => device));
  const pathOf = (mount: Mount): string[] => {
    if (devices.has(mount.device)) return [hostPathOf(mount, hostsOwn)];
    // A file system that only a volume mounts, such as a disk, can have any file of the host.
    return devicesOfVolumes.has(mount.device) && !HARMLESS_TYPES.has(mount.type) ? ['/'] : [];
  };
  return mounts
    .filter(({ type, mountPoint }) => mountPoint !== '/' && !type.startsWith('cgroup'))
    .filter(({ mountPoint, readOnly }) => !(inspect.HostConfig.Init && mountPoint === INIT_PROGRAM && readOnly))
    .flatMap((mount) => pathOf(mount).map((path) => ({ path, readOnly: mount.readOnly })))
    .filter(({ path }) => !['containers', 'volumes'].some((part) => path.startsWith(`${folder}/${part}/`)));
}
