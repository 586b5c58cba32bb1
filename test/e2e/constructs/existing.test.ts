import { AppliedStack } from './stack';
import { BaseImage, ContainerHost, Mount, Network, Volume } from '../../../src';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';
import { run } from '../support/run';

const NAME = 'e2e-existing';
/** Not begun with the name of the stack, since the stack must leave them. */
const NETWORK = 'e2e-of-others-network';
const VOLUME = 'e2e-of-others-volume';

const stack = new AppliedStack(NAME);

beforeEach(async () => {
  await docker.createNetwork({ Name: NETWORK });
  await docker.createVolume({ Name: VOLUME });
});

afterEach(async () => {
  await docker.getNetwork(NETWORK).remove();
  await docker.getVolume(VOLUME).remove();
});

const containers = (volume = VOLUME) => stack.synthesize((within) => {
  const host = ContainerHost.fromEnvironment(within, 'host');
  const networks = [Network.fromName(host, 'Network', { host, name: NETWORK })];
  const image = BaseImage.fromRegistry('busybox:latest');
  const data = Volume.fromName(host, 'Data', { host, name: volume });
  host.addContainer('writer', {
    image,
    networks,
    init: true,
    mounts: [Mount.volume(data, '/data')],
    command: ['sh', '-c', 'echo written > /data/file; exec httpd -f -h /data'],
  });
  host.addContainer('reader', { image, networks, init: true, command: ['sleep', '1000'] });
});

test('containers use a network and a volume of the engine, which a destroy leaves as they are', async () => {
  containers();
  await stack.apply();
  containers();
  expect(await stack.isUpToDate()).toBe(true);
  const answer = await run('docker', ['exec', `${NAME}-host-reader`, 'wget', '-qO-', `http://${NAME}-host-writer/file`]);
  expect(answer.trim()).toBe('written');
  expect(Object.keys((await docker.getContainer(`${NAME}-host-writer`).inspect()).NetworkSettings.Networks)).toEqual([NETWORK]);
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
  expect((await docker.getNetwork(NETWORK).inspect()).Name).toBe(NETWORK);
  expect((await docker.getVolume(VOLUME).inspect()).Name).toBe(VOLUME);
});

test('a volume that the engine does not have fails the plan, and is not created', async () => {
  containers('e2e-of-others-none');
  await expect(stack.apply()).rejects.toThrow('The engine has no volume "e2e-of-others-none"');
  await stack.destroy();
  await expect(docker.getVolume('e2e-of-others-none').inspect()).rejects.toMatchObject({ statusCode: 404 });
});
