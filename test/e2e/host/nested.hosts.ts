import { connect } from 'node:tls';
import { TerraformOutput } from 'cdktf';
import Docker from 'dockerode';
import { nestedImages } from './nested-images';
import { waitUntil } from '../../../dev/machine/wait-until';
import { BaseImage, ContainerHost, NestedHost, Port, Size } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';
import { run } from '../support/run';

const NAME = 'e2e-nested';
const ENGINE = `${NAME}-tenantengine-engine`;
const PUBLISHED = 8080;
const CERTIFICATES = 'docker_host_certificates.tenantEngine_Certificates_7EF075B6';

const stack = new AppliedStack(NAME);
const { engineImage, busybox } = nestedImages(NAME);

/** A host in a container, with a server and a client in it. */
const synthesize = () => stack.synthesize((within) => {
  const machine = ContainerHost.fromEnvironment(within, 'machine');
  const host = new NestedHost(within, 'tenant', {
    host: machine,
    hostRoot: true,
    image: BaseImage.fromRegistry(engineImage),
    memory: Size.mebibytes(512),
    engineMemory: Size.mebibytes(192),
  });
  const [image, memory] = [BaseImage.fromArchive(busybox), Size.mebibytes(64)];
  const server = host.addContainer('server', {
    image, memory, command: ['sh', '-c', 'echo hello > /tmp/a; exec httpd -f -h /tmp'], ports: [{ containerPort: 80, hostPort: PUBLISHED }],
  });
  const client = host.addContainer('client', { image, memory, command: ['sleep', '100000'] });
  client.connections.allowTo(server, Port.tcp(80));
  new TerraformOutput(within, 'memory', { value: host.addFacts().memory.toBytes() }).overrideLogicalId('memory');
  const { caMaterial, certMaterial, keyMaterial, host: address } = host.provider as unknown as Record<string, string>;
  new TerraformOutput(within, 'address', { value: address }).overrideLogicalId('address');
  new TerraformOutput(within, 'ca', { value: caMaterial }).overrideLogicalId('ca');
  new TerraformOutput(within, 'cert', { value: certMaterial }).overrideLogicalId('cert');
  new TerraformOutput(within, 'key', { value: keyMaterial, sensitive: true }).overrideLogicalId('key');
});

async function endpoint() {
  const [address, ca, cert, key] = await Promise.all(['address', 'ca', 'cert', 'key'].map((name) => stack.output(name)));
  const { hostname: host, port } = new URL(address!);
  return { host, port: Number(port), ca: ca!, cert: cert!, key: key! };
}

/** Returns the tenant's engine, as it is reached with its client certificate. */
async function tenant(): Promise<Docker> {
  return new Docker({ protocol: 'https', ...await endpoint() });
}

const namesIn = async (engine: Docker) => (await engine.listContainers()).flatMap(({ Names: names }) => names).sort();

/** Runs a program in a container of the tenant. */
const execute = (container: string, ...command: readonly string[]) =>
  run('docker', ['exec', ENGINE, 'docker', '-H', 'unix:///run/docker.sock', 'exec', container, ...command]);

/** Returns what the server answers at the port that it publishes in the tenant's engine. */
const published = async () => {
  const [, answer = ''] = (await run('docker', ['exec', ENGINE, 'bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${PUBLISHED}
    printf 'GET /a HTTP/1.0\r\n\r\n' >&3; cat <&3`])).split('\r\n\r\n');
  return answer.trim();
};

test('one apply creates an engine in a container and fills it', async () => {
  synthesize();
  await stack.apply();
  expect(await namesIn(await tenant())).toEqual([`/${NAME}-tenant-client`, `/${NAME}-tenant-server`]);
  expect((await execute(`${NAME}-tenant-client`, 'wget', '-qO-', 'http://server/a')).trim()).toBe('hello');
  // What the engine keeps is no memory for containers, by the facts of a host that did not exist when the apply began.
  expect(await stack.output('memory')).toBe(`${(512 - 192) * 1024 * 1024}`);
  const { HostConfig: settings, Mounts: mounts } = await docker.getContainer(ENGINE).inspect();
  expect(settings).toMatchObject({ Privileged: false, Binds: null, CgroupnsMode: 'private' });
  expect(mounts.map(({ Type: type, Destination: path }) => `${type} ${path}`).sort()).toEqual(['tmpfs /run', 'volume /var/lib/docker']);
});

test('the next plan is empty', async () => {
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});

test('nobody reaches the engine without its client certificate', async () => {
  const { host, port, ca } = await endpoint();
  const closed = new Promise<string>((resolve) => {
    const socket = connect({ host, port, ca, servername: host }, () => socket.write('GET /_ping HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket.once('data', (data) => resolve(String(data))).once('error', ({ message }) => resolve(message));
    socket.once('close', () => resolve('closed'));
  });
  expect(await closed).not.toContain('200 OK');
});

test('containers that use too much memory are ended, and the engine answers', async () => {
  const engine = await tenant();
  const { State: { Pid: before } } = await docker.getContainer(ENGINE).inspect();
  const container = await engine.createContainer({
    Image: (await engine.getContainer(`${NAME}-tenant-client`).inspect()).Image,
    Cmd: ['sh', '-c', 'tail /dev/zero'],
    HostConfig: { Memory: 480 * 1024 * 1024, NetworkMode: 'none' },
  });
  await container.start();
  expect(await container.wait()).toMatchObject({ StatusCode: 137 });
  await container.remove();
  expect(String(await engine.ping())).toBe('OK');
  expect((await docker.getContainer(ENGINE).inspect()).State).toMatchObject({ Running: true, Pid: before });
});

test('its containers run again after a restart of the engine', async () => {
  await docker.getContainer(ENGINE).restart();
  synthesize();
  expect(await stack.tryApply()).toMatchObject({ exitCode: 0 });
  expect(await namesIn(await tenant())).toEqual([`/${NAME}-tenant-client`, `/${NAME}-tenant-server`]);
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});

test('its containers run again after the engine was killed, with the ports that they publish', async () => {
  const engine = docker.getContainer(ENGINE);
  await engine.kill();
  await engine.start();
  await waitUntil('the engine answers', async () => (await engine.inspect()).State.Health?.Status === 'healthy');
  synthesize();
  expect(await stack.tryApply()).toMatchObject({ exitCode: 0 });
  expect(await published()).toBe('hello');
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});

test('ports are free again after the engine was killed while containers started that publish them', async () => {
  const before = await tenant();
  const [{ ImageID: image }] = await before.listContainers() as [Docker.ContainerInfo];
  const ids = await Promise.all([18_001, 18_002, 18_003, 18_004].map(async (port) => (await before.createContainer({
    Image: image, Cmd: ['sleep', '1000'], HostConfig: { PortBindings: { '80/tcp': [{ HostPort: `${port}` }] } },
  })).id));
  const joins = await before.getEvents({ filters: { event: ['connect'] } });
  const joined = new Promise((resolve) => { joins.once('data', resolve); });
  const starts = Promise.allSettled(ids.map((id) => before.getContainer(id).start()));
  await joined;
  const engine = docker.getContainer(ENGINE);
  await engine.kill();
  await starts;
  await engine.start();
  await waitUntil('the engine answers', async () => (await engine.inspect()).State.Health?.Status === 'healthy');

  // The outer engine has published another port for it.
  synthesize();
  expect(await stack.tryApply()).toMatchObject({ exitCode: 0 });
  const after = await tenant();
  for (const id of ids) {
    await after.getContainer(id).start();
    await after.getContainer(id).remove({ force: true });
  }
});

test('new certificates restart the engine, which keeps what is in it', async () => {
  const before = await endpoint();
  const idsIn = async () => (await (await tenant()).listContainers({ all: true })).map(({ Id: id }) => id).sort();
  const ids = await idsIn();
  await run('terraform', ['apply', '-auto-approve', '-input=false', `-replace=${CERTIFICATES}`], { cwd: stack.folder });
  expect((await endpoint()).ca).not.toBe(before.ca);
  expect(await idsIn()).toEqual(ids);
  await expect(new Docker({ protocol: 'https', ...before }).ping()).rejects.toThrow();
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});

test('destroying it leaves nothing', async () => {
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
});
