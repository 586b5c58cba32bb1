import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput } from 'cdktf';
import Docker from 'dockerode';
import { nestedImages } from './nested-images';
import { BaseImage, ContainerHost, NestedAccess, NestedHost, Port, Size } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';
import { run } from '../support/run';

const NAME = 'e2e-nested-socket';

const stack = new AppliedStack(NAME);
const { engineImage, folder, busybox } = nestedImages(NAME);
const shared = join(folder, 'shared');

beforeAll(() => { mkdirSync(shared); });

const synthesize = () => stack.synthesize((within) => {
  const machine = ContainerHost.fromEnvironment(within, 'machine', { sharedFolders: [{ path: shared, readOnly: false }] });
  const host = new NestedHost(within, 'tenant', {
    host: machine,
    hostRoot: true,
    image: BaseImage.fromRegistry(engineImage),
    memory: Size.mebibytes(512),
    access: NestedAccess.unixSocket(shared),
    publishedPorts: [{ containerPort: 8080 }],
  });
  host.addContainer('server', {
    image: BaseImage.fromArchive(busybox),
    command: ['sh', '-c', 'echo hello > /tmp/a; exec httpd -f -h /tmp'],
    ports: [{ containerPort: 80, hostPort: 8080, hostIp: '0.0.0.0' }],
  });
  const client = machine.addContainer('client', { image: BaseImage.fromRegistry('busybox:latest'), command: ['sleep', '100000'] });
  client.connections.allowTo(host.engine, Port.tcp(8080));
  new TerraformOutput(within, 'port', { value: host.engine.publishedPort(8080) }).overrideLogicalId('port');
});

test('an engine behind a socket of the outer host is made and filled by one apply, and its published ports answer outside', async () => {
  synthesize();
  await stack.apply();
  const engine = new Docker({ socketPath: join(shared, 'engine.sock'), host: undefined } as never);
  expect((await engine.listContainers()).flatMap(({ Names: names }) => names)).toEqual([`/${NAME}-tenant-server`]);
  const { HostConfig: { PortBindings: ports } } = await docker.getContainer(`${NAME}-tenantengine-engine`).inspect();
  expect(Object.keys(ports as object)).toEqual(['8080/tcp']);
  const fromNeighbour = ['exec', `${NAME}-machine-client`, 'wget', '-qO-', `http://${NAME}-tenantengine-engine:8080/a`];
  expect((await run('docker', fromNeighbour)).trim()).toBe('hello');
  const answer = await fetch(`http://127.0.0.1:${await stack.output('port')}/a`);
  expect((await answer.text()).trim()).toBe('hello');
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});

test('destroying it leaves nothing', async () => {
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
  expect(existsSync(shared)).toBe(true);
});
