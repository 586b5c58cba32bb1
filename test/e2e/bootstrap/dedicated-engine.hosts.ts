import { BareMachine } from './bare-machine';
import { waitUntil } from '../../../dev/machine/wait-until';
import { HostBootstrap, HostDefault, HostDeviation, Size } from '../../../src';
import { userDataOf } from '../../bootstrap/samples';

const SOCKET = 'unix:///run/docker-vch/blue/docker.sock';
const SERVICE = 'docker-vch@blue';

const bootstrap = new HostBootstrap({
  dedicatedEngines: [{ name: 'blue', subnet: '10.63.0.0/30', memory: Size.mebibytes(512), cpus: 1.5, pids: 300 }],
  deviations: [HostDeviation.of(HostDefault.USER_NAMESPACES, 'A container that is a machine can make none.')],
});

let machine: BareMachine;

/** Runs a command in the network namespace of the dedicated engine. */
const within = (...command: readonly string[]) => machine.run('ip', 'netns', 'exec', 'vch-blue', ...command);
const onEngine = (...command: readonly string[]) => machine.run('docker', '-H', SOCKET, ...command);

beforeAll(async () => {
  machine = await BareMachine.start('berth-e2e-bootstrap-dedicated', { userData: userDataOf(bootstrap) });
  await machine.loadBusybox(SOCKET);
});

afterAll(() => machine?.remove());

test('runs as a service, which a second run of the script leaves alone', async () => {
  expect(await machine.run('systemctl', 'is-active', SERVICE)).toBe('active\n');
  const pid = () => machine.run('systemctl', 'show', '--property=MainPID', SERVICE);
  const before = await pid();
  expect((await machine.script(bootstrap.toShellScript())).stdout).toMatch(/^Nothing changed/);
  expect(await pid()).toBe(before);
});

test('has a network of its own', async () => {
  expect(await within('ip', '-4', '-brief', 'address', 'show', 'dev', 'eth0')).toMatch(/ 10\.63\.0\.2\/30 /);
  expect(await within('ip', 'route', 'show', 'default')).toBe('default via 10.63.0.1 dev eth0 \n');
  expect((await machine.run('iptables', '-S', 'DOCKER-USER')).match(/vch-blue/g)).toHaveLength(2);
  expect(await within('iptables', '-S', 'DOCKER-USER')).not.toContain('vch-blue');
});

test('has data and a socket of its own', async () => {
  const info = JSON.parse(await onEngine('info', '--format', '{{json .}}'));
  expect(info).toMatchObject({ DockerRootDir: '/var/lib/docker-vch/blue', CgroupDriver: 'systemd', Containers: 0, Images: 1 });
  expect(await machine.run('docker', 'images', '-q')).toBe('');
  expect(await machine.run('stat', '-c', '%U:%G %a', '/run/docker-vch/blue/docker.sock')).toBe('root:vch-blue 660\n');
});

test('its containers run within its limits, and publish their ports at its address', async () => {
  await onEngine('run', '-d', '--name', 'web', '-p', '8080:80', '--ulimit', 'nofile=64', 'busybox', 'httpd', '-f', '-h', '/etc');
  const pid = (await onEngine('inspect', '--format', '{{.State.Pid}}', 'web')).trim();
  expect(await machine.run('cat', `/proc/${pid}/cgroup`)).toMatch(
    /:memory:\/vch\.slice\/vch-blue\.slice\/vch-blue-containers\.slice\/docker-\w+\.scope\n/);
  const limit = async (file: string) => Number(await machine.run('cat', `/sys/fs/cgroup/${file}`));
  const blue = 'vch.slice/vch-blue.slice';
  expect(await limit(`memory/${blue}/memory.limit_in_bytes`)).toBe(512 * 2 ** 20);
  expect(await limit(`memory/${blue}/vch-blue-containers.slice/memory.limit_in_bytes`)).toBe((512 - 128) * 2 ** 20);
  expect(await limit(`pids/${blue}/pids.max`)).toBe(300);
  expect(await limit(`cpu/${blue}/cpu.cfs_quota_us`)).toBe(1.5 * await limit(`cpu/${blue}/cpu.cfs_period_us`));
  await waitUntil('the container answers', async () => (await machine.try('python3', '-c',
    'import urllib.request; urllib.request.urlopen("http://10.63.0.2:8080/hostname", timeout=3)')).exitCode === 0);
  expect(await machine.run('docker', 'ps', '-q')).toBe('');
});

test('reaches what is beyond the machine, but not the networks of the machine\'s engine', async () => {
  const addresses = await machine.run('ip', '-4', '-brief', 'address', 'show', 'docker0');
  const [, bridge = '', prefix = ''] = / (([\d.]+\.)\d+)\/16 /.exec(addresses)!;
  const neighbour = `${prefix}9`;
  // A neighbour behind the machine's own bridge, in place of a container.
  await machine.run('sh', '-euc', [
    'ip netns add neighbour',
    'ip link add neighbour type veth peer name eth0 netns neighbour',
    'ip link set neighbour master docker0 up',
    `ip -n neighbour address add ${neighbour}/16 dev eth0`,
    'ip -n neighbour link set eth0 up',
    `ip -n neighbour route add default via ${bridge}`,
    'ip netns exec neighbour python3 -m http.server 8000 >/dev/null 2>&1 &',
  ].join('\n'));
  const connect = (address: string, port: number) =>
    ['python3', '-c', `import socket; socket.create_connection(("${address}", ${port}), 3)`];
  await waitUntil('the neighbour answers to the machine', async () => (await machine.try(...connect(neighbour, 8000))).exitCode === 0);
  expect((await machine.try('ip', 'netns', 'exec', 'vch-blue', ...connect(neighbour, 8000))).exitCode).toBe(1);
  const beyond = (await machine.run('ip', 'route', 'show', 'default')).split(' ')[2]!;
  expect((await machine.try('ip', 'netns', 'exec', 'vch-blue', ...connect(beyond, 1))).stderr).toContain('ConnectionRefusedError');
});

test('restarts without touching the machine\'s engine and its rules', async () => {
  // Without the counters and the date.
  const rules = async () => (await machine.run('iptables-save')).split('\n').filter((line) => line.startsWith('-A'));
  const pid = () => machine.run('cat', '/run/docker.pid');
  const before = [await rules(), await pid()];
  await machine.run('systemctl', 'restart', SERVICE);
  expect(await onEngine('ps', '-aq', '--filter', 'status=running')).toBe('');
  expect(await onEngine('start', 'web')).toBe('web\n');
  expect([await rules(), await pid()]).toEqual(before);
});

test('leaves no network when it is stopped', async () => {
  await machine.run('systemctl', 'stop', SERVICE);
  await waitUntil('its network is gone', async () => !(await machine.run('ip', 'netns', 'list')).includes('vch-blue'));
  expect(await machine.run('nft', 'list', 'tables')).not.toContain('vch_blue');
  expect((await machine.try('ip', 'link', 'show', 'vch-blue')).exitCode).toBe(1);
});
