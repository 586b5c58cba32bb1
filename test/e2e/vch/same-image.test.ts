import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BaseImage, ContainerHost, Registry, VirtualContainerHost } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';
import { run } from '../support/run';

const NAME = 'e2e-same-image';
const HOSTS = ['blue', 'green'];

const root = mkdtempSync(join(tmpdir(), 'berth-root-'));
let stack: AppliedStack;

beforeAll(async () => {
  stack = new AppliedStack(NAME);
  await run('sh', ['-ec', `docker export $(docker create --name ${NAME} busybox:latest) | tar -C ${root} -x; docker rm ${NAME}`]);
});
afterAll(() => rmSync(root, { recursive: true }));

test('two virtual container hosts make an image each from one folder, and stay as they are', async () => {
  const synthesize = () => stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'machine');
    const image = BaseImage.fromRootFilesystem(root, { id: 'files' });
    for (const id of HOSTS) {
      const vch = new VirtualContainerHost(within, id, { host, name: `${NAME}-${id}`, registries: [Registry.of('registry.example.com')] });
      vch.addContainer('web', { image, command: ['sleep', '1000'], init: true });
      vch.addCloneSet('worker', { image, replicas: 2, command: ['sleep', '1000'], init: true });
    }
  });
  const ids = async () => (await docker.listContainers({ filters: { name: [NAME] } })).map(({ Id: id }) => id).sort();
  synthesize();
  await stack.apply();
  const before = await ids();
  expect(before).toHaveLength(6);
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
  await stack.apply();
  expect(await ids()).toEqual(before);
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
});
