import { BareMachine, SCRIPT } from './bare-machine';
import { EnginePackage, HostBootstrap } from '../../../src';
import { userDataOf } from '../../bootstrap/samples';

/** Debian 13, in which the command `docker` has a package of its own. Its systemd does not start with control groups of version 1. */
let machine: BareMachine;

beforeAll(async () => {
  machine = await BareMachine.start('berth-e2e-bootstrap-trixie', {
    userData: userDataOf(new HostBootstrap()), init: 'sysvinit', release: 'trixie',
  });
});

afterAll(() => machine?.remove());

test('becomes a container host with the command docker, and a second run changes nothing', async () => {
  expect(await machine.run('dpkg', '-S', '/usr/bin/docker')).toBe('docker-cli: /usr/bin/docker\n');
  expect(await machine.run('docker', 'info', '--format', '{{json .SecurityOptions}}')).toContain('name=userns');
  await machine.write(SCRIPT, new HostBootstrap().toShellScript());
  expect(await machine.run('sh', SCRIPT)).toMatch(/^Nothing changed, \d+ warnings\.\n$/);
});

test('a version that is named holds the engine and the command', async () => {
  const [, version = ''] = /^(?:\d+:)?(\d+\.\d+\.\d+)/.exec(await machine.run('dpkg-query', '-W', '-f', '${Version}', 'docker.io'))!;
  await machine.write(SCRIPT, new HostBootstrap({ engine: EnginePackage.distribution(version) }).toShellScript());
  await machine.run('sh', SCRIPT);
  expect(await machine.run('apt-mark', 'showhold')).toBe('docker-cli\ndocker.io\n');
});
