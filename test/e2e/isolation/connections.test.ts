import { TerraformStack } from 'cdktf';
import { BaseImage, Container, ContainerHost, Network, NetworkLevel, Port } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';
import { attempt } from '../support/run';

const NAME = 'e2e-connections';
const image = BaseImage.fromRegistry('busybox:latest');

let stack: AppliedStack;

beforeEach(() => {
  stack = new AppliedStack(NAME);
});

afterEach(async () => {
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
});

type Web = Record<'web' | 'app' | 'db', Container>;

/** Applies three listening containers with the given connections, and requires an empty next plan. */
async function apply(connect: (containers: Web) => void): Promise<void> {
  const describe = (within: TerraformStack) => {
    const host = ContainerHost.fromEnvironment(within, 'host');
    const add = (id: string) => host.addContainer(id, { image, init: true, command: ['httpd', '-f', '-p', '80', '-h', '/bin'] });
    connect({ web: add('web'), app: add('app'), db: add('db') });
  };
  stack.synthesize(describe);
  await stack.apply();
  stack.synthesize(describe);
  expect(await stack.isUpToDate()).toBe(true);
}

const inspect = (id: string) => docker.getContainer(`${NAME}-host-${id}`).inspect();
const ids = async () => Promise.all(['web', 'app', 'db'].map(async (id) => (await inspect(id)).Id));

async function reaches(from: string, to: string): Promise<boolean> {
  const request = `printf 'GET /nothing HTTP/1.0\\r\\n\\r\\n' | timeout 10 nc -w 3 ${NAME}-host-${to} 80`;
  const { stdout } = await attempt('docker', ['exec', `${NAME}-host-${from}`, 'sh', '-c', request]);
  return stdout.includes('404');
}

test('the first connection replaces a container, and later connections change while it runs', async () => {
  await apply(() => undefined);
  const isolated = await ids();
  expect(Object.keys((await inspect('app')).NetworkSettings.Networks)).toEqual(['none']);

  await apply(({ web, app }) => web.connections.allowTo(app, Port.tcp(80)));
  const [web, app, db] = await ids();
  expect(db).toBe(isolated[2]);
  expect([web, app]).not.toEqual(isolated.slice(0, 2));
  expect(await reaches('web', 'app')).toBe(true);
  // Docker networks have no direction.
  expect(await reaches('app', 'web')).toBe(true);

  await apply((all) => {
    all.web.connections.allowTo(all.app, Port.tcp(80));
    all.app.connections.allowTo(all.db, Port.tcp(80));
  });
  const connected = await ids();
  expect(connected.slice(0, 2)).toEqual([web, app]);
  expect([await reaches('web', 'app'), await reaches('app', 'db'), await reaches('web', 'db')]).toEqual([true, true, false]);

  await apply((all) => all.app.connections.allowTo(all.db, Port.tcp(80)));
  const [disconnected, ...others] = await ids();
  expect(others).toEqual(connected.slice(1));
  expect(disconnected).not.toBe(web);
  expect([await reaches('web', 'app'), await reaches('app', 'db')]).toEqual([false, true]);
});

test('the first internet access replaces a container, and later connections do not', async () => {
  await apply(({ app, db }) => app.connections.allowTo(db, Port.tcp(80)));
  await apply(({ app, db }) => {
    app.connections.allowTo(db, Port.tcp(80));
    app.connections.allowInternet();
  });
  const [, app] = await ids();
  expect(Object.keys((await inspect('app')).NetworkSettings.Networks)).toHaveLength(2);

  await apply(({ app: own, db }) => {
    own.connections.allowTo(db, Port.tcp(80));
    own.connections.allowInternet();
    own.connections.allowTo(db, Port.udp(53));
  });
  expect((await ids())[1]).toBe(app);
});

test('a change of a network\'s level replaces its containers too', async () => {
  const withLevel = (level: NetworkLevel) => apply((all) => {
    const network = new Network(all.web, 'net', { host: all.web.host, level });
    all.web.connectTo(network);
    all.app.connectTo(network);
  });
  await withLevel(NetworkLevel.OPEN);
  expect(await reaches('web', 'app')).toBe(true);
  await withLevel(NetworkLevel.PUBLISHED);
  expect(await reaches('web', 'app')).toBe(false);
});

test('an engine accepts sixty networks, twice as many as its default pools have subnets for', async () => {
  stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'host');
    for (let i = 0; i < 60; i++) host.addNetwork(`net${i}`);
  });
  await stack.apply();
  expect((await docker.listNetworks()).filter(({ Name }) => Name.startsWith(`${NAME}-host-net`))).toHaveLength(60);
});
