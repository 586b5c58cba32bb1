import { Backend, RemovalPolicy, VolumeOptions } from '../../src';
import { Synthesized, refusal, testHost } from '../assertions';

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

test('allows binding a folder that the host shares', () => {
  const host = testHost({ sharedFolders: [{ path: '/srv/data', readOnly: false }] });
  const driverOptions = { type: 'none', o: 'bind,private', device: '/srv/data' };
  host.addVolume('Data', { driverOptions });
  expect(Synthesized.of(host).resource('docker_volume').driver_opts).toEqual(driverOptions);
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
