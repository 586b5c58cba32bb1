import { BaseImage, ContainerHost, Endpoint, HealthCheck, Mount, NetworkLevel, Port, Size, Volume } from '../../src';
import { ENUMS, PROP_TYPES, TYPE_SOURCES } from '../../src/private/generated/prop-types';
import { addTo, anImage, refusal, testHost, testStack } from '../assertions';

const SIZES = 'a value of the type Size: Size.bytes(amount), Size.gibibytes(amount), Size.kibibytes(amount), Size.mebibytes(amount)';

/** Adds a container as a program in plain JavaScript does, without a compiler that checks the props. */
const add = (options: object) => () => addTo(testHost(), options as never);

test.each<[string, () => unknown, string]>([
  ['a text for a class', add({ memory: '512m' }), `[stack/Host/Web] The prop \`memory\` takes ${SIZES}; given: "512m".`],
  ['a number for a class', add({ memory: 512 }), `[stack/Host/Web] The prop \`memory\` takes ${SIZES}; given: 512.`],
  ['the name of an image', add({ image: 'nginx:1.22' }), '[stack/Host/Web] The prop `image` takes a value of the type BaseImage: '
    + 'BaseImage.fromArchive(path), BaseImage.fromDockerfile(folder), BaseImage.fromRegistry(reference), '
    + 'BaseImage.fromRootFilesystem(path), BaseImage.minimal(options); given: "nginx:1.22".'],
  ['one for a list', add({ mounts: Mount.tmpfs('/t') }), '[stack/Host/Web] The prop `mounts` takes a list, each of it a value of the '
    + 'type Mount: Mount.bind(hostPath, target), Mount.tmpfs(target), Mount.volume(volume, target), '
    + 'Mount.volumeOfClone(name, target); given: a value '
    + 'of the type Mount.'],
  ['a text for a list', add({ command: 'sleep 1' }), '[stack/Host/Web] The prop `command` takes a list, each of it a string; '
    + 'given: "sleep 1".'],
  ['null', add({ user: null }), '[stack/Host/Web] The prop `user` takes a string; given: null.'],
  ['a text for a number', add({ cpus: '2' }), '[stack/Host/Web] The prop `cpus` takes a number; given: "2".'],
  ['a text for a boolean', add({ init: 'yes' }), '[stack/Host/Web] The prop `init` takes a boolean; given: "yes".'],
  ['a number for an enum', add({ ipcMode: 1 }), '[stack/Host/Web] The prop `ipcMode` takes a value of the type IpcMode: '
    + 'IpcMode.PRIVATE, IpcMode.SHAREABLE, IpcMode.NONE, IpcMode.HOST; given: 1.'],
  ['a member of an object', add({ files: [{ path: 1, content: 'x' }] }), '[stack/Host/Web] The prop `files[0].path` takes a string; '
    + 'given: 1.'],
  ['a missing member', add({ ulimits: [{ soft: 1 }] }), '[stack/Host/Web] The prop `ulimits[0].name` is missing. It takes a string.'],
  ['a value that may be secret', add({ environment: { PIN: 1234 } }), '[stack/Host/Web] The prop `environment.PIN` takes a string; '
    + 'given: a value of the type number.'],
  ['the props of a network', () => testHost().addNetwork('Net', { level: 'peers' } as never), '[stack/Host/Net] The prop `level` takes a '
    + 'value of the type NetworkLevel: NetworkLevel.CLOSED, NetworkLevel.OPEN, NetworkLevel.OUTBOUND, NetworkLevel.PEERS, '
    + 'NetworkLevel.PUBLISHED; given: "peers".'],
  ['a text in the place of options', () => testHost().addNetwork('Net', 'peers' as never), '[stack/Host] The parameter of the type '
    + 'NetworkOptions takes an object with the props of NetworkOptions; given: "peers".'],
  ['a missing host', () => new Volume(testStack(), 'Data', {} as never), '[stack/Data] The prop `host` is missing. It takes a value of '
    + 'the type IContainerHost: ContainerHost, HostPool, KubernetesCluster, SwarmCluster, '
    + 'VirtualContainerHost.'],
  ['the props of a host', () => new ContainerHost(testStack(), 'Host', { endpoint: 'unix:///run/docker.sock' } as never), '[stack/Host] '
    + 'The prop `endpoint` takes a value of the type Endpoint: Endpoint.environment(), Endpoint.insecureTcp(hostname), Endpoint.of(url), '
    + 'Endpoint.ssh(hostname), Endpoint.tcp(hostname, options), Endpoint.unix(path); given: "unix:///run/docker.sock".'],
  ['options of a value', () => HealthCheck.shell('true', { interval: 30 } as never), 'The prop `interval` takes a value of the type '
    + 'Duration: Duration.days(amount), Duration.hours(amount), Duration.millis(amount), Duration.minutes(amount), '
    + 'Duration.seconds(amount); given: 30.'],
])('refuses %s', (_, action, message) => {
  expect(refusal(action)).toBe(message);
});

const PORTS = 'a value of the type Port: Port.all(), Port.tcp(port), Port.tcpRange(first, last), Port.udp(port), '
  + 'Port.udpRange(first, last)';

/** Calls a method of a container as a program in plain JavaScript does. */
const call = (method: (web: any, db: any) => unknown) => () => {
  const host = testHost();
  return method(addTo(host), host.addContainer('Db', { image: anImage }));
};

test.each<[string, () => unknown, string]>([
  ['a number for a port', call((web, db) => web.connections.allowTo(db, 6379)), `The parameter \`port\` takes ${PORTS}; given: 6379.`],
  ['a missing port', call((web, db) => web.connections.allowTo(db)), `The parameter \`port\` is missing. It takes ${PORTS}.`],
  ['a name for a container', call((web) => web.connections.allowTo('db', Port.tcp(1))), 'The parameter `other` takes a value of the type '
    + 'IConnectable: Container, Front; given: "db".'],
  ['a text for options', call((web, db) => web.connections.allowTo(db, Port.tcp(1), 'db')), 'The parameter `options` takes an object '
    + 'with the props of ConnectionOptions; given: "db".'],
  ['a wrong prop of options', call((web, db) => web.connections.allowTo(db, Port.tcp(1), { alias: 1 })), 'The prop `alias` takes a string'
    + '; given: 1.'],
  ['a text for a port of the host', call((web) => web.connections.allowFromHost(Port.tcp(80), '80')), 'The parameter `hostPort` takes a '
    + 'number; given: "80".'],
  ['a number for a port mapping', call((web) => web.addPort(80)), 'The parameter `mapping` takes an object with the props of PortMapping; '
    + 'given: 80.'],
  ['a mapping without a port', call((web) => web.addPort({ hostPort: 80 })), 'The prop `containerPort` is missing. It takes a number.'],
  ['a text for a mount', call((web) => web.addMount('/data')), 'The parameter `mount` takes a value of the type Mount: '
    + 'Mount.bind(hostPath, target), Mount.tmpfs(target), Mount.volume(volume, target), '
    + 'Mount.volumeOfClone(name, target); given: "/data".'],
  ['a name for a network', call((web) => web.connectTo('back')), 'The parameter `network` takes a value of the type INetwork: '
    + 'Network; given: "back".'],
  ['a value that may be secret', call((web) => web.addEnvironment('PIN', 1234)), 'The parameter `value` takes a string; given: a value of '
    + 'the type number.'],
])('refuses %s in a call', (_, action, message) => {
  expect(refusal(action)).toBe(`[stack/Host/Web] ${message}`);
});

test('refuses a number where options are meant', () => {
  expect(refusal(() => HealthCheck.shell('true', 30 as never))).toBe('The parameter of the type HealthCheckOptions takes an object with '
    + 'the props of HealthCheckOptions; given: 30.');
});

test('lists all wrong props at once', () => {
  expect(refusal(add({ memory: '1g', cpus: 'all' }))).toMatch(/2 problems:\n {2}- .*`cpus`.*\n {2}- .*`memory`/);
});

test('accepts values of another copy of the package', () => {
  let copy = Size;
  jest.isolateModules(() => { copy = jest.requireActual<{ Size: typeof Size }>('../../src').Size; });
  expect(copy).not.toBe(Size);
  expect(add({ memory: copy.mebibytes(64) })).not.toThrow();
});

test('accepts tokens and subclasses', () => {
  class OtherHost extends ContainerHost {}
  const host = new OtherHost(testStack(), 'Host', { endpoint: Endpoint.unix('/run/docker.sock') });
  const network = host.addNetwork('Net', { level: NetworkLevel.PEERS });
  expect(() => host.addContainer('Web', {
    image: anImage, networks: [network], environment: { A: '${var.a}' }, cpus: 1,
  })).not.toThrow();
});

test('knows how one gets each type', () => {
  const types = Object.values<{ [name: string]: string }>(PROP_TYPES).flatMap((props) => Object.values(props))
    .map((type) => type.replace(/\?$|\[\]|Map<|>/g, ''));
  const known = ['string', 'number', 'boolean', 'any', ...Object.keys(PROP_TYPES), ...Object.keys(TYPE_SOURCES)];
  expect(types.filter((type) => !known.includes(type))).toEqual([]);
  expect(ENUMS).toContain('IpcMode');
  expect(BaseImage.name).toBe('BaseImage');
});
