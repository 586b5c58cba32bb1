import { BareMachine } from './bare-machine';
import { waitUntil } from '../../../dev/machine/wait-until';
import { HostBootstrap } from '../../../src';
import { fileIn } from '../../bootstrap/samples';

/*
 * The machine of the tests has no systemd, which starts dedicated engines. So the test does what the units do: it connects the network
 * namespace with the script that they run, and starts the engine in it with its configuration.
 */

const NETWORK = '/usr/local/sbin/berth-vch-network';
const SOCKET = 'unix:///run/docker-vch/blue/docker.sock';

let machine: BareMachine;

/** Runs a command in the network namespace of the dedicated engine. */
const within = (...command: readonly string[]) => machine.run('ip', 'netns', 'exec', 'vch-blue', ...command);

beforeAll(async () => {
  machine = await BareMachine.start('berth-e2e-bootstrap-dedicated', new HostBootstrap().toCloudInit());
  const script = new HostBootstrap({ dedicatedEngines: [{ name: 'blue', subnet: '10.63.0.0/30' }] }).toShellScript();
  // Control groups are systemd's.
  const { 'exec-opts': _options, 'cgroup-parent': _parent, ...config } = JSON.parse(fileIn(script, '/etc/docker/vch/blue.json')!);
  await machine.run('mkdir', '-p', '/etc/docker/vch', '/run/docker-vch/blue');
  await machine.run('groupadd', '--system', 'vch-blue');
  await machine.write('/etc/docker/vch/blue.json', JSON.stringify(config));
  await machine.write('/etc/docker/vch/blue.network', fileIn(script, '/etc/docker/vch/blue.network')!);
  await machine.write(NETWORK, fileIn(script, NETWORK)!);
});

afterAll(() => machine?.remove());

test('has a network of its own, however often it is connected', async () => {
  for (let times = 0; times < 2; times++) await machine.run('sh', NETWORK, 'up', 'blue');
  expect(await within('ip', '-4', '-brief', 'address', 'show', 'dev', 'eth0')).toMatch(/ 10\.63\.0\.2\/30 /);
  expect(await within('ip', 'route', 'show', 'default')).toBe('default via 10.63.0.1 dev eth0 \n');
  expect((await machine.run('iptables', '-S', 'DOCKER-USER')).match(/vch-blue/g)).toHaveLength(2);
});

test('runs beside the machine\'s engine, without touching its rules', async () => {
  const rules = await machine.run('iptables-save', '-t', 'filter');
  const dockerd = 'dockerd --config-file /etc/docker/vch/blue.json >/var/log/blue.log 2>&1';
  await machine.run('sh', '-c', `nsenter --net=/run/netns/vch-blue ${dockerd} &`);
  await waitUntil('the dedicated engine answers', async () => (await machine.try('docker', '-H', SOCKET, 'version')).exitCode === 0);
  const info = JSON.parse(await machine.run('docker', '-H', SOCKET, 'info', '--format', '{{json .}}'));
  expect(info.DockerRootDir).toMatch(/^\/var\/lib\/docker-vch\/blue\/\d+\.\d+$/);
  expect(info.SecurityOptions).toContain('name=userns');
  expect(await machine.run('stat', '-c', '%U:%G %a', '/run/docker-vch/blue/docker.sock')).toBe('root:vch-blue 660\n');
  // Without the counters and the date.
  const plain = (text: string) => text.split('\n').filter((line) => line.startsWith('-A'));
  expect(plain(await machine.run('iptables-save', '-t', 'filter'))).toEqual(plain(rules));
  expect(await within('iptables', '-S', 'DOCKER-USER')).not.toContain('vch-blue');
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

test('leaves nothing when its network is gone', async () => {
  await machine.run('sh', NETWORK, 'down', 'blue');
  expect(await machine.run('ip', 'netns', 'list')).not.toContain('vch-blue');
  expect(await machine.run('nft', 'list', 'tables')).not.toContain('vch_blue');
});
