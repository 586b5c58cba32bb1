import { BareMachine, changesOf, errorsOf, SCRIPT } from './bare-machine';
import { HostBootstrap, HostLogging, Size } from '../../../src';
import { userDataOf } from '../../bootstrap/samples';

/** A machine without systemd, as Debian can have. */
let machine: BareMachine;

beforeAll(async () => {
  machine = await BareMachine.start('berth-e2e-bootstrap-sysvinit', { userData: userDataOf(new HostBootstrap()), init: 'sysvinit' });
});

afterAll(() => machine?.remove());

test('becomes a container host, and a second run changes nothing', async () => {
  expect(await machine.run('cat', '/proc/1/comm')).toBe('init\n');
  expect(await machine.run('docker', 'info', '--format', '{{json .SecurityOptions}}')).toContain('name=userns');
  await machine.write(SCRIPT, new HostBootstrap().toShellScript());
  const files = await machine.files();
  expect(await machine.run('sh', SCRIPT)).toMatch(/^Nothing changed, \d+ warnings\.\n$/);
  expect(await machine.files()).toEqual(files);
});

test('uses another configuration, and gets its firewall back', async () => {
  await machine.run('nft', 'delete', 'table', 'inet', 'berth');
  const logging = HostLogging.files({ maxSize: Size.mebibytes(1) });
  const { stdout } = await machine.script(new HostBootstrap({ logging }).toShellScript());
  expect(changesOf(stdout)).toEqual([
    'changed: the firewall', 'changed: /etc/docker/daemon.json', 'changed: the service docker restarted',
  ]);
});

test.each([
  ['slices', { slices: [{ name: 'pool' }] }],
  ['dedicated engines', { dedicatedEngines: [{ name: 'blue', subnet: '10.63.0.0/30' }] }],
])('refuses %s', async (what, props) => {
  const ended = await machine.script(new HostBootstrap(props).toShellScript());
  expect(errorsOf(ended)).toEqual([`error: This machine has no systemd, which ${what} need.`]);
  expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
});
