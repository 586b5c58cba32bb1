import { hostPathsOf, observe } from '../../../src/shared/controls/observe';
import { DescribedContainer } from '../../../src/shared/controls/reader';

const options = { isUnknown: (value: unknown) => value === '${unknown}' };
const mounted = (driverOptions: object, more: object = {}) => (
  { mounts: [{ type: 'volume', source: 'data', target: '/x', volume_options: { driver_options: driverOptions }, ...more }] });

test.each<[string, DescribedContainer, Array<{ path: string; readOnly: boolean }>]>([
  ['a bind mount', { mounts: [{ type: 'bind', source: '/srv', read_only: true }] }, [{ path: '/srv', readOnly: true }]],
  ['a bind mount by `volumes`', { volumes: [{ host_path: '/srv', container_path: '/x' }] }, [{ path: '/srv', readOnly: false }]],
  ['a volume', { mounts: [{ type: 'volume', source: 'data', target: '/x' }], volumes: [{ volume_name: 'data' }] }, []],
  ['a volume whose name is a path', { volumes: [{ volume_name: '/', container_path: '/x' }] }, [{ path: '/', readOnly: false }]],
  ['a volume that binds a path', mounted({ type: 'none', o: 'bind', device: '/etc' }), [{ path: '/etc', readOnly: false }]],
  ['a volume that binds a path without a type', mounted({ o: 'rbind', device: '/etc' }), [{ path: '/etc', readOnly: false }]],
  ['a read-only volume that binds a path', mounted({ type: 'none', o: 'bind,ro', device: '/etc' }), [{ path: '/etc', readOnly: true }]],
  ['a read-only mount of such a one', mounted({ type: 'none', device: '/etc' }, { read_only: true }), [{ path: '/etc', readOnly: true }]],
  ['a volume of the processes of the host', mounted({ type: 'proc', device: 'proc' }), [{ path: '/', readOnly: false }]],
  ['a volume of layers', mounted({ type: 'overlay', device: 'overlay', o: 'lowerdir=/' }), [{ path: '/', readOnly: false }]],
  ['a volume of a disk', mounted({ type: 'ext4', device: '/dev/sda1' }), [{ path: '/', readOnly: false }]],
  ['a volume with a type that a token may be', mounted({ type: 5, device: '/dev/sda1' }), [{ path: '/', readOnly: false }]],
  ['a volume in memory', mounted({ type: 'tmpfs', device: 'tmpfs' }), []],
  ['a volume of a file server', mounted({ type: 'nfs', device: ':/srv', o: 'addr=10.0.0.1' }), []],
  ['a path that is known only after apply', mounted({ type: 'none', o: 'bind', device: '${unknown}' }), []],
  ['a type that is known only after apply', mounted({ type: '${unknown}', device: '/srv' }), [{ path: '/srv', readOnly: false }]],
  ['options that are known only after apply', { mounts: [{ type: 'volume', volume_options: { driver_options: '${unknown}' } }] }, []],
])('the paths of the host that %s shows', (_, container, paths) => {
  expect(hostPathsOf(container, options.isUnknown)).toEqual(paths);
});

test('a volume that binds the engine\'s socket is a mount of it', () => {
  expect(observe(mounted({ type: 'none', o: 'bind', device: '/var/run' }), options)).toMatchObject({ engine_socket: 'any' });
  expect(observe(mounted({ type: 'none', o: 'bind', device: '/etc' }), options)).toMatchObject({ host_paths: 'any' });
});
