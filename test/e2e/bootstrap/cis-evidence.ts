import { BareMachine } from './bare-machine';
import { WATCHED } from '../../../src/bootstrap/audit-rules';
import { hostModel } from '../../../src/bootstrap/host-model';

/** How a machine shows that it passes a check of the CIS Docker Benchmark: returns whether it does. */
export type Evidence = (machine: BareMachine) => Promise<boolean>;

/** Whether a file belongs to a user and group, and has at most these permissions. */
const has = (path: string, owner: string, mode: number): Evidence => async (machine) => {
  const [actual = '', permissions = ''] = (await machine.run('stat', '-L', '-c', '%U:%G %a', path)).trim().split(' ');
  // eslint-disable-next-line no-bitwise
  return actual === owner && (Number.parseInt(permissions, 8) & ~mode) === 0;
};

const info = (test: (info: any) => boolean): Evidence => async (machine) =>
  test(JSON.parse(await machine.run('docker', 'info', '--format', '{{json .}}')));

const daemonJson = (test: (config: any) => boolean): Evidence => async (machine) =>
  test(JSON.parse(await machine.run('cat', '/etc/docker/daemon.json')));

const SERVICE = '/usr/lib/systemd/system/docker.service';
const SOCKET = '/usr/lib/systemd/system/docker.socket';
const DAEMON = '/etc/docker/daemon.json';
const CONTAINERD = '/run/containerd/containerd.sock';

/** What a machine shows for each check that a HostBootstrap passes. TLS has its own. */
export const EVIDENCE: { readonly [check: string]: Evidence } = {
  '1.1.1': async (machine) => (await machine.try('mountpoint', '-q', '/var/lib/docker')).exitCode === 0
    && (await machine.run('cat', '/etc/fstab')).includes(' /var/lib/docker ext4 '),
  '1.1.2': async (machine) => (await machine.run('getent', 'group', 'docker')).trim().split(':')[3] === 'deploy',
  // This kernel has no audit system for containers: the rules are what auditd loads when a machine starts.
  ...Object.fromEntries(WATCHED.map(({ id, path }): [string, Evidence] => [id, async (machine) =>
    (await machine.run('cat', '/etc/audit/audit.rules')).includes(`-w ${path(hostModel({}))} -p wa -k docker\n`)])),
  '2.2': async (machine) => (await machine.run('docker', 'network', 'inspect', 'bridge')).includes('bridge.enable_icc": "false"'),
  '2.3': daemonJson((config) => config['log-level'] === 'info'),
  '2.4': async (machine) => (await machine.run('iptables', '-S', 'FORWARD')).includes('DOCKER-USER'),
  '2.5': info(({ RegistryConfig }) => RegistryConfig.InsecureRegistryCIDRs.join() === '127.0.0.0/8'),
  '2.6': info(({ Driver }) => Driver === 'overlay2'),
  '2.8': daemonJson((config) => config['default-ulimits'].nofile.Hard === 65_536),
  '2.9': info(({ SecurityOptions }) => SecurityOptions.includes('name=userns')),
  '2.10': daemonJson((config) => !('cgroup-parent' in config)),
  '2.11': daemonJson((config) => !('storage-opts' in config)),
  '2.13': info(({ LoggingDriver }) => LoggingDriver !== 'json-file'),
  '2.14': daemonJson((config) => config['no-new-privileges'] === true),
  '2.15': info(({ LiveRestoreEnabled }) => LiveRestoreEnabled === true),
  '2.16': daemonJson((config) => config['userland-proxy'] === false),
  '2.17': info(({ SecurityOptions }) => SecurityOptions.some((option: string) => option.startsWith('name=seccomp,profile=default'))),
  '2.18': info(({ ExperimentalBuild }) => ExperimentalBuild === false),
  '3.1': has(SERVICE, 'root:root', 0o644),
  '3.2': has(SERVICE, 'root:root', 0o644),
  '3.3': has(SOCKET, 'root:root', 0o644),
  '3.4': has(SOCKET, 'root:root', 0o644),
  '3.5': has('/etc/docker', 'root:root', 0o755),
  '3.6': has('/etc/docker', 'root:root', 0o755),
  '3.15': has('/run/docker.sock', 'root:docker', 0o660),
  '3.16': has('/run/docker.sock', 'root:docker', 0o660),
  '3.17': has(DAEMON, 'root:root', 0o644),
  '3.18': has(DAEMON, 'root:root', 0o644),
  '3.19': has('/etc/default/docker', 'root:root', 0o644),
  '3.20': has('/etc/default/docker', 'root:root', 0o644),
  '3.23': has(CONTAINERD, 'root:root', 0o660),
  '3.24': has(CONTAINERD, 'root:root', 0o660),
};

/** What a machine with an engine that listens on TCP shows. */
export const TLS_EVIDENCE: { readonly [check: string]: Evidence } = {
  '2.7': daemonJson((config) => config.tlsverify === true && config.tlscacert !== undefined),
  '3.9': has('/etc/docker/tls/ca.pem', 'root:root', 0o444),
  '3.10': has('/etc/docker/tls/ca.pem', 'root:root', 0o444),
  '3.11': has('/etc/docker/tls/cert.pem', 'root:root', 0o444),
  '3.12': has('/etc/docker/tls/cert.pem', 'root:root', 0o444),
  '3.13': has('/etc/docker/tls/key.pem', 'root:root', 0o400),
  '3.14': has('/etc/docker/tls/key.pem', 'root:root', 0o400),
};
