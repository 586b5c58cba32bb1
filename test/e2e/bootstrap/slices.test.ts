import { BareMachine } from './bare-machine';
import { waitUntil } from '../../../dev/machine/wait-until';
import { HostBootstrap, HostDefault, HostDeviation, Size } from '../../../src';
import { userDataOf } from '../../bootstrap/samples';

const bootstrap = new HostBootstrap({
  slices: [{ name: 'pool', memory: Size.mebibytes(256), cpus: 0.5, pids: 100 }, { name: 'pool-web', memory: Size.mebibytes(64) }],
  deviations: [HostDeviation.of(HostDefault.USER_NAMESPACES, 'A container that is a machine can make none.')],
});

let machine: BareMachine;

beforeAll(async () => {
  machine = await BareMachine.start('berth-e2e-bootstrap-slices', { userData: userDataOf(bootstrap) });
  await machine.loadBusybox();
});

afterAll(() => machine?.remove());

test('a container in a slice is within the limits of the slice, and of the one around it', async () => {
  const options = ['--name', 'pooled', '--restart', 'always', '--cgroup-parent', 'pool-web.slice', '--ulimit', 'nofile=64'];
  await machine.run('docker', 'run', '-d', ...options, 'busybox', 'sleep', '100000');
  const pid = (await machine.run('docker', 'inspect', '--format', '{{.State.Pid}}', 'pooled')).trim();
  expect(await machine.run('cat', `/proc/${pid}/cgroup`)).toMatch(/:memory:\/pool\.slice\/pool-web\.slice\/docker-\w+\.scope\n/);
  const limit = async (file: string) => Number(await machine.run('cat', `/sys/fs/cgroup/${file}`));
  expect(await limit('memory/pool.slice/memory.limit_in_bytes')).toBe(256 * 2 ** 20);
  expect(await limit('memory/pool.slice/pool-web.slice/memory.limit_in_bytes')).toBe(64 * 2 ** 20);
  expect(await limit('cpu/pool.slice/cpu.cfs_quota_us')).toBe(0.5 * await limit('cpu/pool.slice/cpu.cfs_period_us'));
  expect(await limit('pids/pool.slice/pids.max')).toBe(100);
});

test('a machine that starts again has its firewall before its engine, and its containers', async () => {
  await machine.restart();
  expect(await machine.run('nft', 'list', 'table', 'inet', 'berth')).toContain('policy drop');
  const since = async (unit: string) =>
    Number((await machine.run('systemctl', 'show', '--property=ActiveEnterTimestampMonotonic', '--value', unit)).trim());
  expect(await since('berth-firewall.service')).toBeLessThan(await since('docker.service'));
  await waitUntil('the container runs', async () => (await machine.try('docker', 'exec', 'pooled', 'true')).exitCode === 0);
  expect((await machine.script(bootstrap.toShellScript())).stdout).not.toMatch(/^changed: (?!the kernel setting)/m);
});
