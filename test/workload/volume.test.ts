import { Backend, BaseImage, Mount, RemovalPolicy, Volume, VolumeOptions } from '../../src';
import { checkMount } from '../../src/isolation/check-mount';
import { addTo, Synthesized, refusal, testHost } from '../assertions';

const volumeWith = (options: VolumeOptions) => Synthesized.of(testHost().addVolume('Data', options)).resource('docker_volume');

test('renders all options', () => {
  expect(volumeWith({
    name: 'data',
    driver: 'nfs',
    driverOptions: { device: ':/srv', o: 'addr=10.0.0.1', type: 'nfs' },
    labels: { a: 'b' },
    preventDestroy: true,
  })).toEqual({
    name: 'data',
    driver: 'nfs',
    driver_opts: { device: ':/srv', o: 'addr=10.0.0.1', type: 'nfs' },
    labels: [{ label: 'a', value: 'b' }],
    lifecycle: { prevent_destroy: true },
    retain_as: 'stack/Host/Data',
  });
});

test('is retained unless the author says otherwise', () => {
  expect(volumeWith({})).toMatchObject({ retain_as: 'stack/Host/Data' });
  expect(volumeWith({ removalPolicy: RemovalPolicy.RETAIN })).toMatchObject({ retain_as: 'stack/Host/Data' });
  expect(volumeWith({ removalPolicy: RemovalPolicy.DESTROY })).not.toHaveProperty('retain_as');
});

test('is replaced with what mounts it, since an engine does not remove a volume that a container uses', () => {
  const host = testHost();
  const image = BaseImage.fromRegistry('nginx:1.27');
  const volumes = [
    host.addVolume('Replaced', { removalPolicy: RemovalPolicy.DESTROY }),
    host.addVolume('Retained', { removalPolicy: RemovalPolicy.RETAIN }),
    host.addVolume('Prevented', { removalPolicy: RemovalPolicy.DESTROY, preventDestroy: true }),
    Volume.fromName(host, 'Existing', { host, name: 'existing' }),
  ];
  const options = { image, mounts: volumes.map((volume, index) => Mount.volume(volume, `/data/${index}`)) };
  host.addContainer('One', options);
  host.addCloneSet('Some', { ...options, replicas: 2 });
  const synthesized = Synthesized.of(host);
  const [id] = Object.keys(synthesized.resources('docker_volume')).filter((name) => name.includes('Replaced'));
  expect(synthesized.resource('docker_container').lifecycle).toEqual({ replace_triggered_by: [`docker_volume.${id}.id`] });
  expect(synthesized.resource('docker_clone_set').lifecycle.replace_triggered_by).toEqual([`docker_volume.${id}.id`]);
});

test('on a back end that can\'t retain it, the author has to choose', () => {
  const add = (options: VolumeOptions) => () => testHost({ backend: Backend.KREUZWERKER }).addVolume('Data', options);
  for (const options of [{}, { removalPolicy: RemovalPolicy.RETAIN }]) {
    expect(refusal(add(options))).toBe('[stack/Host/Data] With kreuzwerker/docker, a volume can\'t stay when its resource is destroyed, '
      + 'so its data would be lost. Set `preventDestroy: true` to reject plans that destroy it, or `removalPolicy: RemovalPolicy.DESTROY` '
      + 'to allow the loss.');
  }
  expect(add({ preventDestroy: true })).not.toThrow();
  expect(add({ removalPolicy: RemovalPolicy.DESTROY })).not.toThrow();
});

test('rejects an invalid name', () => {
  expect(refusal(() => volumeWith({ name: '/data' }))).toBe('[stack/Host/Data] "/data" can\'t be the name of a volume: '
    + 'a name has at least two characters, begins with a letter or digit, and goes on with letters, digits, "_", "." and "-".');
});

test('rejects a label of the provider\'s own', () => {
  const refused = '"berth.retained-as" can\'t be the name of a label: the provider knows what it made by such labels. Use a name that does '
    + 'not begin with "berth.", except "berth.virtual-host" and "berth.exemption.CONTROL".';
  const labels = { 'berth.retained-as': 'shop/data', 'berth.virtual-host': 'red' };
  expect(refusal(() => volumeWith({ labels }))).toBe(`[stack/Host/Data] ${refused}`);
  expect(refusal(() => testHost().addNetwork('Net', { labels }))).toBe(`[stack/Host/Net] ${refused}`);
  expect(refusal(() => addTo(testHost(), { labels }))).toContain(refused);
});

test('allows binding a folder that the host shares', () => {
  const host = testHost({ sharedFolders: [{ path: '/srv/data', readOnly: false }] });
  const driverOptions = { type: 'none', o: 'bind,private', device: '/srv/data' };
  host.addVolume('Data', { driverOptions });
  expect(Synthesized.of(host).resource('docker_volume').driver_opts).toEqual(driverOptions);
});

test.each<[string, VolumeOptions, boolean | undefined, boolean]>([
  ['binds a folder for writing', { driverOptions: { type: 'none', o: 'bind,private', device: '/srv/data' } }, undefined, true],
  ['binds a folder for writing, if asked for', { driverOptions: { type: 'none', o: 'bind,private', device: '/srv/data' } }, false, false],
  ['binds a folder read-only', { driverOptions: { type: 'none', o: 'bind,ro,private', device: '/srv/data' } }, undefined, false],
  ['shows nothing of the host', {}, undefined, false],
])('whether the engine fills a volume that %s', (_, options, noCopy, isEmpty) => {
  const host = testHost({ sharedFolders: [{ path: '/srv/data', readOnly: false }] });
  const container = addTo(host, { mounts: [Mount.volume(host.addVolume('Data', options), '/data', { noCopy })] });
  expect(Synthesized.of(container).resource('docker_container').mounts)
    .toEqual([expect.objectContaining(isEmpty ? { volume_options: { no_copy: true } } : { type: 'volume' })]);
});

test('a raw mount of a volume that binds a folder for writing needs `no_copy`', () => {
  const shown = { path: '/srv/data', readOnly: false, filled: true };
  const sharedFolders = [{ path: '/srv/data', readOnly: false }];
  expect(checkMount(shown, { isUnknown: () => false, sharedFolders }).map(({ message }) => message)).toEqual([
    'The volume shows "/srv/data", and the engine would fill it with files of the image, as root, also with set-user-ID files. '
    + 'Mount it with `noCopy: true` (`no_copy` in `volume_options` of `mounts`).',
  ]);
  expect(checkMount({ ...shown, filled: false }, { isUnknown: () => false, sharedFolders })).toEqual([]);
});

test.each([
  ['the processes of the host', { type: 'proc', device: 'proc' }],
  ['a disk', { type: 'ext4', device: '/dev/sda1' }],
  ['layers of folders', { type: 'overlay', device: 'overlay', o: 'lowerdir=/' }],
  ['a path under another type', { type: 'tmpfs', o: 'size=1m,bind', device: '/srv/data' }],
  ['a system folder', { type: 'none', o: 'bind', device: '/etc' }],
])('rejects a volume that shows %s', (_, driverOptions) => {
  expect(refusal(() => volumeWith({ driverOptions }))).toContain('The host does not share');
});

test('allows a volume in memory', () => {
  const driverOptions = { type: 'tmpfs', device: 'tmpfs' };
  expect(volumeWith({ driverOptions }).driver_opts).toEqual(driverOptions);
});

describe('a volume whose construct was renamed', () => {
  const renamed = (formerly: string, options: VolumeOptions = {}) => {
    const host = testHost();
    host.addVolume('Renamed', { ...options, formerly });
    return Synthesized.of(host);
  };
  const before = (() => {
    const host = testHost();
    host.addVolume('Data', {});
    return Object.entries(Synthesized.of(host).resources('docker_volume'))[0]!;
  })();

  test('keeps its name and its mark, and its state moves', () => {
    const { json } = renamed('stack/Host/Data');
    const [[id, volume]] = Object.entries(json.resource.docker_volume as object);
    expect(volume).toEqual(before[1]);
    expect(id).not.toBe(before[0]);
    expect(json.moved).toEqual([{ from: `docker_volume.${before[0]}`, to: `docker_volume.${id}` }]);
  });

  test('keeps the name that the author chose', () => {
    const volume = renamed('stack/Host/Data', { name: 'data' }).resource('docker_volume');
    expect(volume).toMatchObject({ name: 'data', retain_as: 'stack/Host/Data' });
  });

  test('moves no state from another stack, but uses a volume again that was kept there', () => {
    const synthesized = renamed('old/Host/Data');
    expect(synthesized.json).not.toHaveProperty('moved');
    expect(synthesized.resource('docker_volume')).toMatchObject({ name: 'old-host-data', retain_as: 'old/Host/Data' });
  });

  test.each(['Data', '/Host/Data', 'stack/Host/Data/', 'stack//Data', 'stack/Host/Renamed'])('was not called %s', (formerly) => {
    expect(refusal(() => renamed(formerly))).toBe('[stack/Host/Renamed] `formerly` must be the path of the construct before it was '
      + `renamed, from the stack on, as in "store/host/data"; given: "${formerly}". Its path is now "stack/Host/Renamed".`);
  });
});
