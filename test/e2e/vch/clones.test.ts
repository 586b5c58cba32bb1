import {
  BaseImage, CloneSet, CloneSetOptions, ContainerHost, IsolationReport, Mount, Port, PortRange, Size, VirtualContainerHost,
  VirtualContainerHostOptions,
} from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';
import { attempt } from '../support/run';

const NAME = 'e2e-vch-clones';
const image = BaseImage.fromRegistry('busybox:latest');

let stack: AppliedStack;
beforeEach(() => { stack = new AppliedStack(NAME); });

const clone: CloneSetOptions = {
  replicas: 3,
  image,
  init: true,
  command: ['sh', '-c', 'nc -ll -p 80 -e echo "worker $WORKER"'],
  environment: { WORKER: CloneSet.INDEX },
  memory: Size.mebibytes(16),
  pidsLimit: 20,
};

function synthesize(set: Partial<CloneSetOptions> = {}, options: VirtualContainerHostOptions = {}) {
  return stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'machine');
    const blue = new VirtualContainerHost(within, 'blue', {
      host, name: NAME, maxContainers: 6, memory: Size.mebibytes(256), processes: 200, ...options,
    });
    const workers = blue.addCloneSet('worker', { ...clone, ...set });
    const client = blue.addContainer('client', { image, init: true, command: ['sleep', '1000'] });
    client.connections.allowTo(workers.template, Port.tcp(80), { alias: 'workers' });
    new IsolationReport(within, 'report', { host });
  });
}

const names = () => Array.from({ length: 6 }, (_, index) => `${NAME}-worker-${index}`);
const inspect = (name: string) => docker.getContainer(name).inspect();
const starts = (of: readonly string[]) => Promise.all(of.map(async (name) => (await inspect(name)).State.StartedAt));
const answers = async (address: string) => (
  (await attempt('docker', ['exec', `${NAME}-client`, 'nc', '-w', '3', address, '80'])).stdout.trim());

test('a set of clones is a part of a virtual container host: its pool, its rules, its quota and its connections', async () => {
  synthesize();
  await stack.apply();
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
  for (const name of names().slice(0, 3)) {
    const { HostConfig: { CgroupParent: parent }, Config: { Labels: labels } } = await inspect(name);
    expect({ parent, owner: labels['berth.virtual-host'] }).toEqual({ parent: `/berth/${NAME}`, owner: NAME });
  }
  expect(await answers(`${NAME}-worker-2`)).toBe('worker 2');
  expect(await answers('workers')).toMatch(/^worker [012]$/);

  const before = await starts(names().slice(0, 3));
  synthesize({ replicas: 5 });
  await stack.apply();
  expect(await starts(names().slice(0, 3))).toEqual(before);
  expect(await answers(`${NAME}-worker-4`)).toBe('worker 4');
  expect(await stack.isUpToDate()).toBe(true);

  synthesize({ replicas: 2 });
  await stack.apply();
  await expect(inspect(`${NAME}-worker-2`)).rejects.toThrow(/No such container/);
  expect(await starts(names().slice(0, 2))).toEqual(before.slice(0, 2));

  synthesize({ replicas: 2 }, { suspended: true });
  await stack.apply();
  expect((await inspect(`${NAME}-worker-1`)).State.Paused).toBe(true);
  expect(await stack.isUpToDate()).toBe(true);

  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
});

test('a port of the last clone that rules do not allow is refused when the stack is synthesized', () => {
  const ports = [{ containerPort: 80, hostPort: 20_990 }];
  const options = { publishedPorts: PortRange.of(20_000, 20_999) };
  expect(() => synthesize({ ports, replicas: 5 }, options)).not.toThrow();
  expect(() => synthesize({ ports: [{ containerPort: 80, hostPort: 20_996 }], replicas: 5 }, options)).toThrow(/given: 21000/);
});

test('one clone too many is refused before any container runs', async () => {
  expect(() => synthesize({ replicas: 6 })).toThrow(/7 containers/);
  stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'machine');
    const blue = new VirtualContainerHost(within, 'blue', { host, name: NAME, maxContainers: 6 });
    blue.addCloneSet('worker', { ...clone, replicas: 7 });
  }, { skipValidation: true });
  await expect(stack.apply()).rejects.toThrow(/"e2e-vch-clones"/);
  expect((await onEngine(NAME)).filter((each) => each.includes('worker'))).toEqual([]);
  await stack.destroy();
});

test('a volume of each clone is of the virtual container host, counts there, and stays', async () => {
  const mounts = [Mount.volumeOfClone('data', '/data')];
  const volume = (index: number) => docker.getVolume(`${NAME}-worker-${index}-data`);
  try {
    synthesize({ replicas: 2, mounts }, { maxVolumes: 2 });
    await stack.apply();
    expect((await volume(1).inspect()).Labels).toEqual({ 'berth.virtual-host': NAME });
    synthesize({ replicas: 2, mounts }, { maxVolumes: 2 });
    expect(await stack.isUpToDate()).toBe(true);

    await attempt('docker', ['exec', `${NAME}-worker-0`, 'touch', '/data/kept']);
    synthesize({ replicas: 3, mounts, environment: { WORKER: CloneSet.NUMBER } }, { maxVolumes: 2 });
    await expect(stack.apply()).rejects.toThrow(/With it, there are 3 volumes, and `max_volumes` is 2/);
    await expect(volume(2).inspect()).rejects.toThrow(/no such volume/i);

    synthesize({ replicas: 2, mounts, environment: { WORKER: CloneSet.NUMBER } }, { maxVolumes: 2 });
    await stack.apply();
    expect((await attempt('docker', ['exec', `${NAME}-worker-0`, 'ls', '/data'])).stdout.trim()).toBe('kept');
    await stack.destroy();
    expect((await volume(0).inspect()).Labels).toEqual({ 'berth.virtual-host': NAME });
  } finally {
    await Promise.all([0, 1, 2].map((index) => volume(index).remove().catch(() => undefined)));
  }
});
