import { once } from 'node:events';
import { Agent, get, IncomingMessage } from 'node:http';
import { Fn } from 'cdktf';
import { Load, lostDuring, send } from './load';
import { waitUntil } from '../../../dev/machine/wait-until';
import { BaseImage, ContainerHost, Front, FrontServer, HealthCheck, Size } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { debianWith } from '../support/debian-root';
import { onEngine } from '../support/on-engine';
import { run } from '../support/run';

const NAME = 'e2e-front';
const IMAGE = `${NAME}-haproxy:latest`;
const FRONT = `${NAME}-front-proxy`;
const [PORT, FILES_PORT] = [21_780, 21_781];
const URL = `http://127.0.0.1:${PORT}/`;
const MEBIBYTES = 64;

/** A server that answers each request with its name, and that ends after its last answer when it is stopped. */
const serverOf = (name: string) => `
defaults
  mode http
  timeout client 10s
  timeout server 10s
  timeout connect 1s
frontend all
  bind :80
  http-request return status 200 content-type text/plain string ${name}
`;

/** Servers that don't exist, as in a list of all places where a clone could be. */
const NOWHERE = Array.from({ length: 12 }, (_, index) => FrontServer.of('127.0.0.1', 9_000 + index));

const stack = new AppliedStack(NAME);

/** Synthesizes a front for servers with these names, and for a server of files. */
const synthesize = (names: readonly string[], more: readonly FrontServer[] = NOWHERE) => stack.synthesize((within) => {
  const host = ContainerHost.fromEnvironment(within, 'host');
  const network = host.addNetwork('pool');
  const [image, memory] = [BaseImage.fromRegistry(IMAGE), Size.mebibytes(128)];
  const servers = names.map((name) => host.addContainer(name, {
    image,
    memory,
    user: '65532:65532',
    networks: [network],
    command: ['haproxy', '-db', '-f', '/etc/server.cfg'],
    files: [{ path: '/etc/server.cfg', content: serverOf(name) }],
    stopSignal: 'SIGUSR1',
  }));
  const files = host.addContainer('files', {
    image: BaseImage.fromRegistry('busybox:latest'),
    memory,
    networks: [network],
    command: ['sh', '-c', `mkdir /www && dd if=/dev/zero of=/www/file bs=1M count=${MEBIBYTES} && exec httpd -f -h /www`],
    healthCheck: HealthCheck.shell('wget -q -O /dev/null http://127.0.0.1/file'),
  });
  const front = new Front(within, 'front', { host, image });
  front.container.connectTo(network);
  front.addHttp(PORT, { servers: [...more, ...servers.map(({ name }) => FrontServer.of(name, 80))], healthPath: '/health' });
  front.addTcp(FILES_PORT, { servers: [FrontServer.of(files.name, 80)] });
});

const frontId = async () => (await docker.getContainer(FRONT).inspect()).Id;

/** Returns the servers that answer. */
const answering = async () => {
  const answers = [];
  for (let count = 0; count < 12; count += 1) answers.push(await send(URL));
  return [...new Set(answers.map(({ body }) => body))].sort();
};

/**
 * Leaves out requests that can't be sent twice. When a server stops, the kernel resets connections that it has accepted and the server has
 * not, and nobody knows whether the server has read such a request.
 */
const sentTwice = (lost: readonly string[]) => lost.filter((each) => each.startsWith('GET'));

beforeAll(async () => {
  await run('sh', ['-c', `tar -C ${await debianWith('debian-haproxy', 'bookworm', ['haproxy'])} -c . | docker import - ${IMAGE}`]);
});

afterAll(() => docker.getImage(IMAGE).remove({ force: true }));

test('one address answers for several servers, also if most of those that it knows don\'t exist', async () => {
  synthesize(['a', 'b']);
  await stack.apply();
  expect(await answering()).toEqual(['a', 'b']);
  expect(await stack.isUpToDate()).toBe(true);
});

test('it runs as an ordinary user on a read-only file system, without capabilities', async () => {
  const { Config: config, HostConfig: settings } = await docker.getContainer(FRONT).inspect();
  expect(config.User).toBe('65532:65532');
  expect(settings).toMatchObject({ ReadonlyRootfs: true, Privileged: false, CapAdd: [], CapDrop: ['ALL'] });
  await run('docker', ['exec', FRONT, 'haproxy', '-c', '-f', '/berth/front/haproxy.cfg']);
});

test('servers are added and removed without a lost request that may be sent twice, and are in force when the apply ends', async () => {
  const id = await frontId();
  for (const names of [['a', 'b', 'c'], ['b', 'c'], ['c'], ['a', 'b', 'c']]) {
    synthesize(names);
    expect(sentTwice(await lostDuring(URL, () => stack.apply()))).toEqual([]);
    expect(await answering()).toEqual(names);
  }
  expect(await frontId()).toBe(id);
  expect(await stack.isUpToDate()).toBe(true);
});

test('a server that is stopped gracefully loses no request that may be sent twice', async () => {
  const server = docker.getContainer(`${NAME}-host-b`);
  expect(sentTwice(await lostDuring(URL, async () => {
    await server.stop();
    await server.start();
  }))).toEqual([]);
});

test('a server that is killed loses no request that may be sent twice', async () => {
  const server = docker.getContainer(`${NAME}-host-b`);
  const lost = await lostDuring(URL, async () => {
    await server.kill();
    await server.start();
  });
  expect(sentTwice(lost)).toEqual([]);
});

test('a download and an idle connection survive a change', async () => {
  const download = get(`http://127.0.0.1:${FILES_PORT}/file`);
  const [response] = await once(download, 'response') as [IncomingMessage];
  response.pause();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await send(URL, 'POST', agent);

  synthesize(['a', 'b']);
  await stack.apply();

  expect(await send(URL, 'POST', agent)).toMatchObject({ status: 200 });
  agent.destroy();
  let size = 0;
  response.on('data', (chunk: Buffer) => { size += chunk.length; });
  await once(response.resume(), 'end');
  expect(size).toBe(MEBIBYTES * 1_024 * 1_024);
});

test('a server that is no address is refused by Terraform, if it is known only after apply', async () => {
  synthesize(['b'], [FrontServer.of(Fn.join('\n', ['web:80', 'listen x']), 80)]);
  expect((await stack.diagnose())[0]).toContain('Call to function "regex" failed');
});

test('a configuration that HAProxy refuses is an error of the apply, and changes nothing', async () => {
  synthesize(['b'], [FrontServer.of('10.0.0.9', Fn.parseint('99999', 10))]);
  const load = Load.start(URL);
  const [problem] = await stack.diagnose();
  expect(sentTwice((await load.stop()).lost)).toEqual([]);
  expect(problem).toContain(`Container "${FRONT}" is not healthy`);
  expect(problem).toContain('the last configuration is not in force');
  expect(problem).toContain('HAProxy refuses this configuration');

  synthesize(['a', 'b']);
  expect(await lostDuring(URL, () => stack.apply())).toEqual([]);
  expect(await answering()).toEqual(['a', 'b']);
  expect(await stack.isUpToDate()).toBe(true);
});

test('the requests that a restart of the front loses are noticed', async () => {
  const load = Load.start(URL);
  await docker.getContainer(FRONT).restart();
  expect((await load.stop()).lost).not.toEqual([]);
});

test('it starts again with its configuration', async () => {
  await waitUntil('the front answers', () => answering().then((names) => names.join() === 'a,b', () => false));
});

test('destroying it leaves nothing', async () => {
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
});
