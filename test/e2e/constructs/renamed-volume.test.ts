import { AppliedStack } from './stack';
import { BaseImage, ContainerHost, Mount, VolumeOptions } from '../../../src';
import { onEngine } from '../support/on-engine';
import { removeNamed } from '../support/remove-named';
import { run } from '../support/run';

const NAME = 'e2e-renamed';
const VOLUME = `${NAME}-host-data`;

let stack: AppliedStack;

beforeEach(async () => {
  await removeNamed(NAME);
  stack = new AppliedStack(NAME);
});
afterEach(() => removeNamed(NAME));

const withVolume = (id: string, options: VolumeOptions = {}) => stack.synthesize((within) => {
  const host = ContainerHost.fromEnvironment(within, 'host');
  const volume = host.addVolume(id, options);
  host.addContainer('web', {
    image: BaseImage.fromRegistry('busybox:latest'), mounts: [Mount.volume(volume, '/data')], init: true, command: ['sleep', '1000'],
  });
});
const inside = (...command: string[]) => run('docker', ['exec', `${NAME}-host-web`, ...command]);

test('a renamed construct keeps its volume and the data, and its container keeps running', async () => {
  withVolume('data');
  await stack.apply();
  await inside('sh', '-c', 'echo kept > /data/file');
  const before = await run('docker', ['inspect', '--format', '{{.Id}} {{.State.StartedAt}}', `${NAME}-host-web`]);

  withVolume('files', { formerly: `${NAME}/host/data` });
  await stack.apply();
  expect(await stack.isUpToDate()).toBe(true);
  expect((await inside('cat', '/data/file')).trim()).toBe('kept');
  expect(await run('docker', ['inspect', '--format', '{{.Id}} {{.State.StartedAt}}', `${NAME}-host-web`])).toEqual(before);
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([expect.stringContaining(VOLUME)]);
});
