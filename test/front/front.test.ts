import { Fn } from 'cdktf';
import { Backend, ContainerHostOptions, Duration, Front, FrontProps, FrontServer, Size } from '../../src';
import { anImage, refusal, refusals, Synthesized, testHost } from '../assertions';

const A = FrontServer.of('10.0.0.5', 20_000);
const B = FrontServer.of('10.0.0.6', 20_000);

function newFront(props: Partial<FrontProps> = {}, options: { backend?: Backend } & ContainerHostOptions = {}): Front {
  const host = testHost(options);
  return new Front(host.node.scope!, 'Front', { host, image: anImage, ...props });
}

const proxyOf = (front: Front) => Synthesized.of(front).resource('docker_container');

function configurationOf(front: Front): string {
  const { upload } = proxyOf(front);
  return upload.find(({ file }: { file: string }) => file === '/berth/front/haproxy.cfg').content;
}

const section = (front: Front, title: string) => configurationOf(front).split('\n\n').find((each) => each.startsWith(title))!;

const noAddress = (given: string) => `"${given}" can't be the address of a server: write an IP address or a host name, such as `
  + '"10.0.0.5" or "web.example.com". The port is the second argument.';
const noServers = (port: number) => `The port ${port} of the front has no servers. Give one or more: `
  + 'servers: [FrontServer.of(\'10.0.0.5\', 8080)].';
const noPath = (given: string) => `[stack/Front] "${given}" can't be the \`healthPath\`: begin it with "/", and go on with letters, `
  + 'digits and the characters of a URL such as "-", "_", ".", "/", "?", "=" and "&".';
const noTimeout = (name: string, given: string) =>
  `[stack/Front] The \`${name}\` of a front must be from 1 millisecond to 24 days; given: ${given}.`;

const ON_ERROR = 'observe layer4 error-limit 1 on-error mark-down';

test('the configuration has a section for each port', () => {
  const front = newFront();
  front.addHttp(8_080, { servers: [A, B], healthPath: '/health?deep=1' });
  front.addTcp(5_432, { servers: [FrontServer.of('fd00::1', 5_432), FrontServer.of('db.example.com', 5_432)] });
  expect(configurationOf(front)).toBe(`global
  hard-stop-after 600000ms
  nbthread 1

resolvers names
  parse-resolv-conf

defaults
  option redispatch 1
  timeout connect 2s
  default-server check inter 1s fastinter 200ms fall 2 rise 1 ${ON_ERROR} init-addr libc,none resolvers names resolve-opts allow-dup-ip

listen port-8080
  bind :8080
  mode http
  option http-server-close
  option idle-close-on-response
  retry-on conn-failure empty-response
  http-request disable-l7-retry unless METH_GET
  http-request set-header X-Forwarded-For %[src]
  http-request set-header X-Forwarded-Proto http
  option httpchk
  http-check send meth GET uri /health?deep=1 ver HTTP/1.1 hdr Host front
  timeout client 1m
  timeout http-request 10s
  timeout http-keep-alive 1m
  timeout server 60000ms
  timeout tunnel 1h
  retries 3
  server server-1 10.0.0.5:20000
  server server-2 10.0.0.6:20000

listen port-5432
  bind :5432
  mode tcp
  timeout client 3600000ms
  timeout server 3600000ms
  retries 3
  server server-1 fd00::1:5432
  server server-2 db.example.com:5432

# complete
`);
});

test('it is an ordinary container under RESTRICTED, whose configuration is changed while it runs', () => {
  const front = newFront();
  front.addHttp(8_080, { servers: [A], hostIp: '0.0.0.0' });
  expect(proxyOf(front)).toMatchObject({
    name: 'stack-front-proxy',
    isolation_policy: 'restricted@1',
    user: '65532:65532',
    read_only: true,
    capabilities: { drop: ['ALL'] },
    memory: 1_024,
    upload_change: 'upload',
    wait: true,
    ports: [{ internal: 8_080, external: 8_080, ip: '0.0.0.0', protocol: 'tcp' }],
  });
  expect(front.addressOf(8_080)).toBe('localhost:8080');
});

test('its limits and timeouts can be set', () => {
  const front = newFront({ memory: Size.mebibytes(128), cpus: 1.5, drainTimeout: Duration.hours(1) });
  front.addHttp(8_080, { servers: [A], responseTimeout: Duration.seconds(5) });
  front.addTcp(8_081, { servers: [A], idleTimeout: Duration.minutes(5) });
  expect(proxyOf(front)).toMatchObject({ memory: 128, cpus: '1.5' });
  expect(section(front, 'global')).toBe('global\n  hard-stop-after 3600000ms\n  nbthread 2');
  expect(section(front, 'listen port-8080')).toContain('  timeout server 5000ms\n');
  expect(section(front, 'listen port-8081')).toContain('  timeout client 300000ms\n  timeout server 300000ms\n');
});

test('a port is published on the loopback address unless a prop says otherwise', () => {
  const front = newFront();
  front.addTcp(8_080, { servers: [A] });
  expect(proxyOf(front).ports).toEqual([{ internal: 8_080, external: 8_080, ip: '127.0.0.1', protocol: 'tcp' }]);
});

test('a request is sent on as often as there are servers, within reason', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => FrontServer.of('10.0.0.5', 20_000 + index));
  const front = newFront();
  front.addHttp(8_080, { servers: many(40) });
  front.addHttp(8_081, { servers: many(400) });
  expect(section(front, 'listen port-8080')).toContain('\n  retries 40\n');
  expect(section(front, 'listen port-8081')).toContain('\n  retries 100\n');
});

test('a health path can be known after apply, when Terraform refuses what is none', () => {
  const front = newFront();
  front.addHttp(8_080, { servers: [A], healthPath: Fn.join('/', ['', 'health']) });
  expect(configurationOf(front)).toContain(
    'http-check send meth GET uri ${regex("^/[0-9A-Za-z_.~/?&=+:@,;%-]*$", join("/", ["", "health"]))} ver');
});

test('addresses and ports can be known after apply, when Terraform refuses what is neither', () => {
  const front = newFront();
  const server = FrontServer.of(Fn.join('.', ['web', 'example']), Fn.parseint('80', 10));
  front.addHttp(8_080, { servers: [server, server] });
  expect(configurationOf(front)).toContain(
    '  server server-1 ${regex("^[0-9A-Za-z.:_-]+$", join(".", ["web", "example"]))}:${tonumber(parseint("80", 10))}\n');
});

test('servers can be listed as late as at synthesis', () => {
  const front = newFront();
  const servers: FrontServer[] = [];
  front._addHttp(8_080, { healthPath: '/' }, () => servers);
  front._addTcp(8_081, {}, () => servers);
  expect(refusals(front)).toEqual([8_080, 8_081].map((port) => `[stack/Front] ${noServers(port)}`));
  servers.push(A, B);
  expect(section(front, 'listen port-8080')).toContain('\n  server server-2 10.0.0.6:20000');
});

test.each<readonly [string, () => unknown, string]>([
  ['no address', () => FrontServer.of('10.0.0.5:80', 80), noAddress('10.0.0.5:80')],
  ['a mistyped IP address', () => FrontServer.of('10.0.0.500', 80), noAddress('10.0.0.500')],
  ['text that would end the line', () => FrontServer.of('web\n  bind :1', 80), noAddress('web\n  bind :1')],
  ['no port', () => FrontServer.of('10.0.0.5', 0), 'The port of a server must be a whole number from 1 to 65535; given: 0.'],
  ['no port of the front', () => newFront().addTcp(70_000, { servers: [A] }),
    '[stack/Front] The port of a front must be a whole number from 1 to 65535; given: 70000.'],
  ['no servers', () => newFront().addHttp(8_080, { servers: [] }), `[stack/Front] ${noServers(8_080)}`],
  ['a server twice', () => newFront().addHttp(8_080, { servers: [A, B, A] }),
    '[stack/Front] The port 8080 of the front has the server 10.0.0.5:20000 more than once. Keep one.'],
  ['a relative path', () => newFront().addHttp(8_080, { servers: [A], healthPath: 'health' }), noPath('health')],
  ['a path that would end the line', () => newFront().addHttp(8_080, { servers: [A], healthPath: '/ #' }), noPath('/ #')],
  ['more time than HAProxy can count', () => newFront({ drainTimeout: Duration.days(25) }), noTimeout('drainTimeout', '25 days')],
  ['no time', () => newFront({ drainTimeout: Duration.seconds(0) }), noTimeout('drainTimeout', '0 seconds')],
  ['no time to answer', () => newFront().addHttp(8_080, { servers: [A], responseTimeout: Duration.seconds(0) }),
    noTimeout('responseTimeout', '0 seconds')],
  ['no time to be idle', () => newFront().addTcp(8_080, { servers: [A], idleTimeout: Duration.seconds(0) }),
    noTimeout('idleTimeout', '0 seconds')],
  ['another back end', () => newFront({}, { backend: Backend.KREUZWERKER }),
    '[stack/Front] With kreuzwerker/docker, a front can\'t change its configuration while it runs. Use Backend.BERTH.'],
  ['servers of a wrong type', () => newFront().addHttp(8_080, { servers: ['10.0.0.5' as never] }),
    '[stack/Front] The prop `servers[0]` takes a value of the type FrontServer: FrontServer.of(address, port); given: "10.0.0.5".'],
])('%s is refused', (_, action, message) => {
  expect(refusal(action)).toBe(message);
});

test('a port can\'t be added twice', () => {
  const front = newFront();
  front.addHttp(8_080, { servers: [A] });
  expect(refusal(() => front.addTcp(8_080, { servers: [B] }))).toBe(
    '[stack/Front] The front listens on the port 8080 already. Choose another port, or give all servers of the port in one call.');
});

test('a front without a port is refused', () => {
  expect(refusals(newFront())).toEqual(['[stack/Front] The front listens on no port. Add one with addHttp() or addTcp().']);
});
