import { BareMachine, changesOf, SCRIPT } from './bare-machine';
import { EnginePackage, HostBootstrap } from '../../../src';

/**
 * Debian 13, in which the command `docker` has a package of its own. Its systemd does not start with control groups of version 1, and its
 * cloud-init runs no user data without systemd.
 */
let machine: BareMachine;

beforeAll(async () => {
  machine = await BareMachine.start('berth-e2e-bootstrap-trixie', { init: 'sysvinit', release: 'trixie' });
});

afterAll(() => machine?.remove());

test('becomes a container host with the command docker, and a second run changes nothing', async () => {
  const { stdout } = await machine.script(new HostBootstrap().toShellScript());
  expect(changesOf(stdout)).toEqual(expect.arrayContaining(['changed: the package docker.io', 'changed: the package docker-cli']));
  expect(await machine.run('docker', 'info', '--format', '{{json .SecurityOptions}}')).toContain('name=userns');
  expect(await machine.run('sh', SCRIPT)).toMatch(/^Nothing changed, \d+ warnings\.\n$/);
});

test('a version that is named holds the engine and the command', async () => {
  const [, version] = /^Version: (?:\d+:)?(\d+\.\d+\.\d+)/m.exec(await machine.run('dpkg', '-s', 'docker.io'))!;
  await machine.script(new HostBootstrap({ engine: EnginePackage.distribution(version) }).toShellScript());
  expect(await machine.run('apt-mark', 'showhold')).toBe('docker-cli\ndocker.io\n');
  await machine.script(new HostBootstrap().toShellScript());
  expect(await machine.run('apt-mark', 'showhold')).toBe('');
});
