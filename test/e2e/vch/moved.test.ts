import { usedByPool } from './pool-files';
import { BaseImage, ContainerHost, Port, Size, VirtualContainerHost } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';

const NAME = 'e2e-moved';

const stack = new AppliedStack(NAME);

/** A team with two containers that are connected and a set, in the share of a department or beside it. */
const synthesize = (department?: 'one' | 'two', name = 'team') => stack.synthesize((within) => {
  const host = ContainerHost.fromEnvironment(within, 'machine');
  const [one, two] = ['one', 'two'].map((id) => new VirtualContainerHost(within, id, {
    host, name: `${NAME}-${id}`, memory: Size.mebibytes(512), processes: 500,
  }));
  const team = new VirtualContainerHost(within, 'team', {
    host: department === undefined ? host : department === 'one' ? one! : two!,
    name: `${NAME}-${name}`,
    memory: Size.mebibytes(256),
    processes: 200,
    maxContainers: 4,
  });
  const app = { image: BaseImage.fromRegistry('busybox:latest'), command: ['sleep', '100000'], init: true, memory: Size.mebibytes(16) };
  const [server, client] = ['app', 'client'].map((id) => team.addContainer(id, app));
  client!.connections.allowTo(server!, Port.tcp(80));
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
  expect(await pools()).toEqual([pool, pool, pool, pool]);
  for (const left of before) await expect(usedByPool(left!.replace('/berth/', ''))).rejects.toThrow('ENOENT');
  synthesize(department);
  expect(await stack.isUpToDate()).toBe(true);
});

test('one apply gives it another name, with the networks of its connections', async () => {
  synthesize(undefined, 'crew');
  await stack.apply();
  expect((await onEngine(NAME)).filter((name) => name.includes(`${NAME}-team`))).toEqual([]);
  expect(await stack.isUpToDate()).toBe(true);
});

test('destroying it leaves nothing', async () => {
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
});
