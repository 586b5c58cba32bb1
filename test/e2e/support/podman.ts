import { debianWith } from './debian-root';
import { NamespacedEngine } from './namespaced-engine';
import { NetworkNamespace } from './network-namespace';

const RELEASE = 'trixie';
const PACKAGES = ['podman', 'catatonit', 'runc', 'netavark', 'aardvark-dns', 'nftables', 'iptables', 'iproute2'];

/** Nothing but a process: no systemd keeps the control groups and the log of events. */
const CONTAINERS_CONF = `
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[containers]
cgroupns = "host"
`;

/** Starts the service of Debian 13's Podman, which serves Docker's API besides its own. */
export async function startPodman(name: string): Promise<NamespacedEngine> {
  const root = await debianWith(`podman-${RELEASE}`, RELEASE, PACKAGES);
  return NamespacedEngine.serve(await NetworkNamespace.create(name), {
    root,
    files: { 'containers.conf': { text: CONTAINERS_CONF } },
    command: (folder) => [
      'env', `CONTAINERS_CONF=${folder}/containers.conf`, 'PODMAN_IGNORE_CGROUPSV1_WARNING=1',
      'podman', '--root', `${folder}/data`, '--runroot', `${folder}/run`, '--tmpdir', `${folder}/tmp`,
      'system', 'service', '--time', '0', `unix://${folder}/docker.sock`,
    ],
  });
}
