import { DedicatedEngine } from './host-bootstrap-props';
import { HostDefault } from './host-deviation';
import { DEDICATED_FOLDER, HostModel } from './host-model';

/** The configuration of an engine, by the names of `daemon.json`. */
export type DaemonJson = { readonly [name: string]: unknown };

/** Open files and processes of a container: enough for servers, too few to exhaust the machine. */
const ULIMITS = {
  nofile: { Name: 'nofile', Soft: 65_536, Hard: 65_536 },
  nproc: { Name: 'nproc', Soft: 16_384, Hard: 16_384 },
};

/** Returns the configuration of the machine's engine. */
export function daemonJson(model: HostModel): DaemonJson {
  const { tls, addressPools, registryMirrors, slices } = model;
  return {
    ...hardened(model),
    'live-restore': !model.swarm && !model.off.has(HostDefault.LIVE_RESTORE),
    // A service can't ask for it, and it is the engine's default only with control groups of version 2.
    ...(model.swarm ? { 'default-cgroupns-mode': 'private' } : {}),
    ...(addressPools.length === 0 ? {} : { 'default-address-pools': addressPools.map(({ base, size }) => ({ base, size })) }),
    ...(registryMirrors.length === 0 ? {} : { 'registry-mirrors': registryMirrors }),
    ...(slices.length === 0 ? {} : SYSTEMD),
    ...(tls === undefined ? {} : {
      hosts: ['unix:///run/docker.sock', `tcp://${anyAddress(tls.clientAddresses)}:${tls.port}`],
      tlsverify: true,
      tlscacert: `${tls.certificates._folder}/ca.pem`,
      tlscert: `${tls.certificates._folder}/cert.pem`,
      tlskey: `${tls.certificates._folder}/key.pem`,
    }),
  };
}

/** Slices are systemd's, so the engine must let it manage control groups. */
const SYSTEMD = { 'exec-opts': ['native.cgroupdriver=systemd'] };

/** Returns the configuration of a dedicated engine. */
export function dedicatedDaemonJson(model: HostModel, { name }: DedicatedEngine): DaemonJson {
  return {
    ...hardened(model),
    // Its containers would stay in the mount namespace of the engine that ended.
    'live-restore': false,
    ...SYSTEMD,
    'cgroup-parent': `vch-${name}-containers.slice`,
    'data-root': `${DEDICATED_FOLDER}/${name}`,
    'exec-root': `/run/docker-vch/${name}/exec`,
    'pidfile': `/run/docker-vch/${name}/docker.pid`,
    'hosts': [`unix:///run/docker-vch/${name}/docker.sock`],
    'group': `vch-${name}`,
    ...(model.registryMirrors.length === 0 ? {} : { 'registry-mirrors': model.registryMirrors }),
  };
}

/** What all engines of a machine have in common. */
function hardened(model: HostModel): DaemonJson {
  const runtimes = Object.assign({}, ...model.runtimes.map(({ entry }) => entry));
  return {
    'icc': model.off.has(HostDefault.NO_TRAFFIC_BETWEEN_CONTAINERS),
    'iptables': true,
    'log-level': 'info',
    'storage-driver': 'overlay2',
    'default-ulimits': ULIMITS,
    ...(model.off.has(HostDefault.USER_NAMESPACES) ? {} : { 'userns-remap': 'default' }),
    ...(model.family._facts.selinux ? { 'selinux-enabled': !model.off.has(HostDefault.SELINUX) } : {}),
    'no-new-privileges': !model.off.has(HostDefault.NO_NEW_PRIVILEGES),
    'userland-proxy': model.off.has(HostDefault.NO_USERLAND_PROXY),
    'experimental': false,
    'log-driver': model.logging._driver,
    ...(Object.keys(model.logging._options).length === 0 ? {} : { 'log-opts': model.logging._options }),
    ...(Object.keys(runtimes).length === 0 ? {} : { runtimes }),
  };
}

/** IPv6 only where a client needs it: a machine without it could not start the engine. `[::]` is IPv4, too. */
function anyAddress(clients: readonly string[]): string {
  return clients.some((address) => address.includes(':')) ? '[::]' : '0.0.0.0';
}
