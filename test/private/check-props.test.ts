import { BaseImage, ContainerHost, Endpoint, HealthCheck, Mount, NetworkLevel, Size, Volume } from '../../src';
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
    + 'BaseImage.fromRootFilesystem(path); given: "nginx:1.22".'],
  ['one for a list', add({ mounts: Mount.tmpfs('/t') }), '[stack/Host/Web] The prop `mounts` takes a list, each of it a value of the '
    + 'type Mount: Mount.bind(hostPath, target), Mount.tmpfs(target), Mount.volume(volume, target); given: a value '
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
  ['a missing host', () => new Volume(testStack(), 'Data', {} as never), '[stack/Data] The prop `host` is missing. It takes a value of '
    + 'the type IContainerHost: ContainerHost.'],
  ['the props of a host', () => new ContainerHost(testStack(), 'Host', { endpoint: 'unix:///run/docker.sock' } as never), '[stack/Host] '
    + 'The prop `endpoint` takes a value of the type Endpoint: Endpoint.environment(), Endpoint.insecureTcp(hostname), Endpoint.of(url), '
    + 'Endpoint.ssh(hostname), Endpoint.tcp(hostname, options), Endpoint.unix(path); given: "unix:///run/docker.sock".'],
  ['options of a value', () => HealthCheck.shell('true', { interval: 30 } as never), 'The prop `interval` takes a value of the type '
    + 'Duration: Duration.days(amount), Duration.hours(amount), Duration.millis(amount), Duration.minutes(amount), '
    + 'Duration.seconds(amount); given: 30.'],
])('refuses %s', (_, action, message) => {
  expect(refusal(action)).toBe(message);
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
    .map((type) => type.replace(/\?$|\[\]|^Map<|>/g, ''));
  const known = ['string', 'number', 'boolean', ...Object.keys(PROP_TYPES), ...Object.keys(TYPE_SOURCES)];
  expect(types.filter((type) => !known.includes(type))).toEqual([]);
  expect(ENUMS).toContain('IpcMode');
  expect(BaseImage.name).toBe('BaseImage');
});
