import { usedByPool } from './pool-files';
import { BaseImage, ContainerHost, Size, VirtualContainerHost } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';

const NAME = 'e2e-moved';

const stack = new AppliedStack(NAME);

/** A team with a container and a set, in the share of a department or beside it. */
const synthesize = (department?: 'one' | 'two') => stack.synthesize((within) => {
  const host = ContainerHost.fromEnvironment(within, 'machine');
  const [one, two] = ['one', 'two'].map((name) => new VirtualContainerHost(within, name, {
    host, name: `${NAME}-${name}`, memory: Size.mebibytes(512), processes: 500,
  }));
  const team = new VirtualContainerHost(within, 'team', {
    host: department === undefined ? host : department === 'one' ? one! : two!,
    name: `${NAME}-team`,
    memory: Size.mebibytes(256),
    processes: 200,
    maxContainers: 3,
  });
  const app = { image: BaseImage.fromRegistry('busybox:latest'), command: ['sleep', '100000'], init: true, memory: Size.mebibytes(16) };
  team.addContainer('app', app);
  team.addCloneSet('worker', { ...app, replicas: 2 });
});

const pools = async () => {
  const containers = await docker.listContainers({ all: true, filters: { name: [`${NAME}-team`] } });
  return Promise.all(containers.map(async ({ Id: id }) => (await docker.getContainer(id).inspect()).HostConfig.CgroupParent));
};

test.each<['one' | 'two' | undefined, string]>([
  [undefined, `/berth/${NAME}-team`],
  ['one', `/berth/${NAME}-one/${NAME}-team`],
  ['two', `/berth/${NAME}-two/${NAME}-team`],
  [undefined, `/berth/${NAME}-team`],
])('one apply moves a virtual container host with a clone set into another one (%s)', async (department, pool) => {
  const before = [...new Set(await pools())];
  synthesize(department);
  await stack.apply();
  expect(await pools()).toEqual([pool, pool, pool]);
  for (const left of before) await expect(usedByPool(left!.replace('/berth/', ''))).rejects.toThrow('ENOENT');
  synthesize(department);
  expect(await stack.isUpToDate()).toBe(true);
});

test('destroying it leaves nothing', async () => {
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
});
