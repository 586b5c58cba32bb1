import { VolumeOptions } from '../../src';
import { Synthesized, refusal, testHost } from '../assertions';

const volumeWith = (options: VolumeOptions) => Synthesized.of(testHost().addVolume('Data', options)).resource('docker_volume');

test('defaults', () => {
  expect(volumeWith({})).toEqual({ name: 'stack-host-data', driver: 'local' });
});

test('all of it', () => {
  expect(volumeWith({
    name: 'data', driver: 'nfs', driverOptions: { device: ':/srv', o: 'addr=10.0.0.1', type: 'nfs' }, labels: { a: 'b' }, preventDestroy: true,
  })).toEqual({
    name: 'data',
    driver: 'nfs',
    driver_opts: { device: ':/srv', o: 'addr=10.0.0.1', type: 'nfs' },
    labels: [{ label: 'a', value: 'b' }],
    lifecycle: { prevent_destroy: true },
  });
});

test('fails for a name that is none', () => {
  expect(refusal(() => volumeWith({ name: '/data' }))).toBe('[stack/Host/Data] "/data" can\'t be the name of a volume: '
    + 'a name has at least two characters, begins with a letter or digit, and goes on with letters, digits, "_", "." and "-".');
});

test('a folder of the host passes where it holds no socket', () => {
  expect(volumeWith({ driverOptions: { type: 'none', o: 'bind', device: '/srv/data' } }).driver_opts).toEqual({ type: 'none', o: 'bind', device: '/srv/data' });
});
