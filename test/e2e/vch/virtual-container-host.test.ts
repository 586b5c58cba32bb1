import { usedByPool } from './pool-files';
import {
  BaseImage, Container, ContainerHost, ContainerOptions, IsolationReport, Port, Registry, Shares, Size, VirtualContainerHost,
  VirtualContainerHostOptions,
} from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';
import { attempt } from '../support/run';

const NAME = 'e2e-vch';

let stack: AppliedStack;
beforeEach(() => { stack = new AppliedStack(NAME); });

const app: ContainerOptions = {
  image: BaseImage.fromRegistry('busybox:latest'), command: ['sh', '-c', 'nc -ll -p 80 -e echo hello'], init: true,
};

function synthesize(options: VirtualContainerHostOptions = {}, more: (blue: VirtualContainerHost) => void = () => undefined) {
  return stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'machine');
    const vch = (name: string, own: VirtualContainerHostOptions) =>
      new VirtualContainerHost(within, name, { host, name: `${NAME}-${name}`, processes: 100, ...own });
    const blue = vch('blue', { memory: Size.mebibytes(128), cpus: 0.5, shares: Shares.LOW, ...options });
    const green = vch('green', { memory: Size.mebibytes(64) });
    const web = blue.addContainer('web', app);
    blue.addContainer('other', app).connections.allowTo(web, Port.tcp(80));
    const db = green.addContainer('db', app);
    db.connections.expose(Port.tcp(80));
    web.connections.allowTo(db, Port.tcp(80));
    new IsolationReport(within, 'report', { host });
    more(blue);
  });
}

const inspect = (name: string) => docker.getContainer(`${NAME}-${name}`).inspect();
const reaches = async (from: string, address: string) => (
  (await attempt('docker', ['exec', `${NAME}-${from}`, 'nc', '-w', '3', address, '80'])).stdout.includes('hello'));
const all = ['blue-web', 'blue-other', 'green-db'];
const starts = () => Promise.all(all.map(async (name) => {
  const { Id: id, State: { StartedAt: started } } = await inspect(name);
  return [id, started];
}));
const paused = () => Promise.all(all.map(async (name) => (await inspect(name)).State.Paused));

test('two virtual container hosts share an engine, and only what one exposes is reached by the other', async () => {
  synthesize();
  await stack.apply();
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
  const { HostConfig: { CgroupParent: parent, Memory: memory, NanoCpus: cpus }, Config: { Labels: labels } } = await inspect('blue-web');
  expect({ parent, memory, cpus, owner: labels['berth.virtual-host'] }).toEqual({
    parent: `/berth/${NAME}-blue`, memory: 128 * 1024 * 1024, cpus: 0.5e9, owner: `${NAME}-blue`,
  });
  expect((await usedByPool(`${NAME}-blue`)).processes).toBeGreaterThanOrEqual(4);
  expect(await reaches('blue-web', 'db')).toBe(true);
  const { NetworkSettings: { Networks: networks } } = await inspect('green-db');
  const [address] = Object.values(networks).map(({ IPAddress: ip }) => ip);
  expect(await reaches('blue-other', address!)).toBe(false);
  expect(await reaches('blue-other', 'web')).toBe(true);

  const before = await starts();
  synthesize({ memory: Size.mebibytes(256), cpus: 1, processes: 200, shares: Shares.HIGH });
  await stack.apply();
  expect((await inspect('blue-web')).HostConfig.NanoCpus).toBe(1e9);
  expect(await starts()).toEqual(before);
  expect(await stack.isUpToDate()).toBe(true);

  synthesize({ suspended: true });
  await stack.apply();
  expect(await paused()).toEqual([true, true, false]);
  expect(await stack.isUpToDate()).toBe(true);
  synthesize();
  await stack.apply();
  expect(await paused()).toEqual([false, false, false]);
  expect(await starts()).toEqual(before);

  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
  await expect(usedByPool(`${NAME}-blue`)).rejects.toThrow('ENOENT');
});

test('what breaks a rule is refused by the plan, also where synthesis does not validate', async () => {
  stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'machine');
    const blue = new VirtualContainerHost(within, 'blue', { host, name: NAME, registries: [Registry.of('registry.example.com')] });
    new Container(within, 'outside', { ...app, host: blue });
  }, { skipValidation: true });
  await stack.initialize();
  const { exitCode, stderr } = await stack.plan();
  expect(exitCode).toBe(1);
  expect(stderr.replace(/\s*[│╷╵]?\s+/g, ' ')).toContain('from the registry "docker.io"');
});
