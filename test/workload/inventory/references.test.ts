import { Fn } from 'cdktf';
import { BaseImage, Container, ContainerHost, ContainerOptions, HealthCheck, NetworkLevel, NetworkMode, Port } from '../../../src';
import { Synthesized, anImage, refusals, testHost } from '../../assertions';

function add(host: ContainerHost, id: string, options: Partial<ContainerOptions> = {}): Container {
  return host.addContainer(id, { image: anImage, ...options });
}

function warningsOf(host: ContainerHost): string[] {
  return Synthesized.of(host).warnings;
}

const warning = (prop: string, port = '…') => `[stack/Host/web-app] \`${prop}\` uses the name of stack/Host/redis, but the two share no `
  + 'network on which they reach each other, so the name does not resolve. '
  + `Add \`webApp.connections.allowTo(redis, Port.tcp(${port}))\`.`;

describe('the use of a container\'s name without a connection', () => {
  test.each<[prop: string, port: string | undefined, options: (redis: Container) => Partial<ContainerOptions>]>([
    ['environment.CACHE', '6379', ({ name }) => ({ environment: { CACHE: `redis://${name}:6379/0` } })],
    ['environment.CACHE', undefined, ({ name }) => ({ environment: { CACHE: Fn.join('-', ['a', name]) } })],
    ['command', undefined, ({ name }) => ({ command: ['ping', name] })],
    ['entryPoint', undefined, ({ name }) => ({ entryPoint: ['ping', name] })],
    ['healthCheck', undefined, ({ name }) => ({ healthCheck: HealthCheck.exec(['ping', name]) })],
    ['files (/etc/app.conf)', '80', ({ name }) => ({ files: [{ path: '/etc/app.conf', content: `proxy_pass http://${name}:80;` }] })],
    ['environment.URL', '6379', () => ({ environment: { URL: 'redis://user:secret@redis:6379' } })],
    ['environment.URL', undefined, () => ({ environment: { URL: 'http://Redis/path' } })],
    ['environment.REDIS_HOST', undefined, () => ({ environment: { REDIS_HOST: 'redis' } })],
    ['command', '6379', () => ({ command: ['wait-for', 'redis:6379'] })],
    ['command', '6379', () => ({ command: ['wait-for', 'stack-host-redis:6379'] })],
    ['command', '6379', () => ({ command: ['wait-for', 'cache-host:6379'] })],
  ])('in %s is a warning that names the line to add', (prop, port, options) => {
    const host = testHost();
    const redis = add(host, 'redis', { hostname: 'cache-host' });
    add(host, 'web-app', options(redis));
    expect(warningsOf(host)).toEqual([warning(prop, port)]);
  });

  test('is no warning if a connection or a network leads there, even one that is added later', () => {
    const host = testHost();
    const redis = add(host, 'redis');
    const environment = { CACHE: `redis://${redis.name}:6379` };
    const connected = add(host, 'connected', { environment, command: ['redis://redis:6379'] });
    const peers = host.addNetwork('peers', { level: NetworkLevel.PEERS });
    redis.connectTo(peers);
    add(host, 'neighbour', { environment, networks: [peers] });
    connected.connections.allowTo(redis, Port.tcp(6379));
    expect(warningsOf(host)).toEqual([]);
  });

  test('is a warning if the two share only a network on which members can\'t reach each other', () => {
    const host = testHost();
    const networks = [host.addNetwork('published', { level: NetworkLevel.PUBLISHED })];
    const redis = add(host, 'redis', { networks });
    add(host, 'web-app', { networks, environment: { CACHE: redis.name } });
    expect(warningsOf(host)).toEqual([warning('environment.CACHE')]);
  });

  test('is a warning if the container is reached, but not by that name', () => {
    const host = testHost();
    const networks = [host.addNetwork('peers', { level: NetworkLevel.PEERS })];
    const redis = add(host, 'redis', { networks, hostname: 'cache' });
    add(host, 'web', { networks, environment: { A: 'http://redis:80', B: 'http://stack-host-redis' } });
    const app = add(host, 'app', { environment: { CACHE_HOST: 'cache', OTHER: 'http://Redis http://own' } });
    app.connections.allowTo(redis, Port.tcp(80));
    app.connections.allowTo(redis, Port.tcp(80), { alias: 'own' });
    const advice = (from: string, name: string, port: string) => `"${name}" for stack/Host/redis, which does not resolve to it. `
      + `Use \`redis.name\`, or add \`${from}.connections.allowTo(redis, Port.tcp(${port}), { alias: '${name}' })\`.`;
    expect(warningsOf(host)).toEqual([
      `[stack/Host/web] \`environment.A\` uses the name ${advice('web', 'redis', '80')}`,
      `[stack/Host/app] \`environment.CACHE_HOST\` uses the name ${advice('app', 'cache', '…')}`,
      `[stack/Host/app] \`environment.OTHER\` uses the name ${advice('app', 'Redis', '…')}`,
    ]);
  });

  test('says how to reach a container on another host', () => {
    const host = testHost();
    const redis = add(ContainerHost.fromUnixSocket(host._placement.stack, 'Other'), 'redis');
    add(host, 'web', { environment: { CACHE: `${redis.name}:6379` } });
    expect(warningsOf(host)).toEqual([
      '[stack/Host/web] `environment.CACHE` uses the name of stack/Other/redis, which is on another host (stack/Other), so the name does '
      + 'not resolve. Publish the port on that host, and use `redis.publishedAddress(6379)`.',
    ]);
  });

  test('is no warning where a text only looks alike, or where a container has no networks of its own', () => {
    const host = testHost();
    const redis = add(host, 'redis');
    add(host, 'web', {
      command: ['redis', '--image', 'redis:7.0', 'registry/redis:6379', '--sum', 'redis:12345f', 'http://redis.example.com', '10.0.0.1:80'],
      environment: { CACHE_DRIVER: 'redis', SELF: 'http://web:80', URL: 'http://redis:secret@elsewhere:80' },
      labels: { uses: redis.name },
    });
    add(host, 'mapped', { extraHosts: { redis: '10.0.0.1' }, command: ['http://redis'] });
    add(host, 'joined', { networkMode: NetworkMode.of(`container:${redis.containerId}`), environment: { CACHE: redis.name } });
    expect(warningsOf(host)).toEqual([]);
  });

  test('warns once, however often the stack is synthesized, and shows no value', () => {
    const host = testHost();
    add(host, 'redis');
    add(host, 'web-app', { environment: { A: 'http://redis:80 secret http://redis:80' } });
    warningsOf(host);
    expect(warningsOf(host)).toEqual([warning('environment.A', '80')]);
  });
});

describe('containers that refer to each other', () => {
  test('are refused with their constructs and what to do, since Terraform would report a cycle of addresses', () => {
    const host = testHost();
    const a = add(host, 'a');
    const b = add(host, 'b', { environment: { PEER: `http://${a.name}:80` } });
    a.addEnvironment('PEER', b.name);
    a.connections.allowTo(b, Port.tcp(80));
    expect(refusals(host)).toEqual([
      '[stack] Terraform can\'t create these containers, since each one needs the next one first: stack/Host/a (`environment.PEER`) → '
      + 'stack/Host/b (`environment.PEER`) → stack/Host/a. Write one of the values as text: connect the two with '
      + 'allowTo(…, { alias: \'b\' }), and write "b" instead of `name`.',
    ]);
  });

  test('are refused in a longer loop, with a start order in it and across hosts', () => {
    const host = testHost();
    const other = ContainerHost.fromUnixSocket(host._placement.stack, 'Other');
    const a = add(host, 'a', { ports: [{ containerPort: 80 }] });
    const b = add(other, 'b', { labels: { peer: a.publishedAddress(80) } });
    const c = add(host, 'c', { startAfter: [b] });
    a.addFile({ path: '/peer', content: c.containerId });
    expect(refusals(host)).toEqual([expect.stringContaining(
      ': stack/Host/a (`files (/peer)`) → stack/Host/c (`startAfter`) → stack/Other/b (`labels.peer`) → stack/Host/a. ')]);
  });

  test('are refused if one refers to itself', () => {
    const host = testHost();
    const a = add(host, 'a', { image: BaseImage.fromRegistry('busybox:1.36') });
    a.addEnvironment('ME', a.name);
    expect(refusals(host)).toEqual([expect.stringContaining(': stack/Host/a (`environment.ME`) → stack/Host/a. ')]);
  });

  test('are accepted without a loop', () => {
    const host = testHost();
    const [a, b] = ['a', 'b'].map((id) => add(host, id));
    a!.addLabel('peer', b!.name);
    add(host, 'c', { labels: { peers: `${a!.name} ${b!.name}` }, startAfter: [a!] });
    expect(() => Synthesized.of(host)).not.toThrow();
  });
});
