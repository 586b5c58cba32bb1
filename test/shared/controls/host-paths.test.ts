import { mountsOfPaths } from '../../../src/shared/controls/host';
import { HostPath } from '../../../src/shared/controls/host-path';
import { hostPathsOf, observe } from '../../../src/shared/controls/observe';
import { DescribedContainer } from '../../../src/shared/controls/reader';

const options = { isUnknown: (value: unknown) => value === '${unknown}' };
const mounted = (driverOptions: object, more: object = {}) => (
  { mounts: [{ type: 'volume', source: 'data', target: '/x', volume_options: { driver_options: driverOptions }, ...more }] });

test.each<[string, DescribedContainer, HostPath[]]>([
  ['a bind mount', { mounts: [{ type: 'bind', source: '/srv', read_only: true }] }, [{ path: '/srv', readOnly: true }]],
  ['a bind mount by `volumes`', { volumes: [{ host_path: '/srv', container_path: '/x' }] }, [{ path: '/srv', readOnly: false }]],
  ['a volume', { mounts: [{ type: 'volume', source: 'data', target: '/x' }], volumes: [{ volume_name: 'data' }] }, []],
  ['a volume whose name is a path', { volumes: [{ volume_name: '/', container_path: '/x' }] }, [{ path: '/', readOnly: false }]],
  ['a volume that binds a path', mounted({ type: 'none', o: 'bind', device: '/etc' }), [{ path: '/etc', readOnly: false }]],
  ['a volume that binds a path without a type', mounted({ o: 'rbind', device: '/etc' }), [{ path: '/etc', readOnly: false }]],
  ['a read-only volume that binds a path', mounted({ type: 'none', o: 'bind,ro', device: '/etc' }), [{ path: '/etc', readOnly: true }]],
  // The engine fills an empty volume when it creates the container.
  ['a read-only mount of a writable one', mounted({ type: 'none', device: '/etc' }, { read_only: true }), [
    { path: '/etc', readOnly: false },
  ]],
  ['a bind mount whose files get a new label', { volumes: [{ host_path: '/srv', read_only: true, selinux_relabel: 'Z' }] }, [
    { path: '/srv', readOnly: false },
  ]],
  ['a volume of the processes of the host', mounted({ type: 'proc', device: 'proc' }), [{ path: '/proc', readOnly: false }]],
  ['a volume of layers', mounted({ type: 'overlay', device: 'overlay', o: 'lowerdir=/' }), [{ path: '/', readOnly: false }]],
  ['a volume of a disk', mounted({ type: 'ext4', device: '/dev/sda1' }), [{ path: '/', readOnly: false }]],
  ['a volume with a type that a token may be', mounted({ type: 5, device: '/dev/sda1' }), [{ path: '/', readOnly: false }]],
  ['a volume that binds a path under a harmless type', mounted({ type: 'tmpfs', o: 'size=1m,bind', device: '/etc' }),
    [{ path: '/etc', readOnly: false }]],
  ['a volume of a driver that takes a path', {
    mounts: [{ type: 'volume', volume_options: { driver_name: 'local-persist', driver_options: { mountpoint: '/etc', size: '1' } } }],
  }, [{ path: '/etc', readOnly: false }]],
  ['a volume in memory', mounted({ type: 'tmpfs', device: 'tmpfs' }), []],
  ['a volume of a file server', mounted({ type: 'nfs', device: ':/srv', o: 'addr=10.0.0.1' }), [{ path: 'nfs::/srv', readOnly: false }]],
  ['a volume of a Windows server', mounted({ type: 'CIFS', device: '//srv/shared' }), [{ path: 'cifs://srv/shared', readOnly: false }]],
  ['a volume of a server without a device', mounted({ type: 'nfs4' }), [{ path: 'nfs4:', readOnly: false }]],
  ['a path that is known only after apply', mounted({ type: 'none', o: 'bind', device: '${unknown}' }), []],
  ['a type that is known only after apply', mounted({ type: '${unknown}', device: '/srv' }), [{ path: '/srv', readOnly: false }]],
  ['such a type of what is no path', mounted({ type: '${unknown}', device: 'tmpfs' }), []],
  ['options that are known only after apply', { mounts: [{ type: 'volume', volume_options: { driver_options: '${unknown}' } }] }, []],
])('the paths of the host that %s shows', (_, container, paths) => {
  expect(hostPathsOf(container, options.isUnknown)).toMatchObject(paths);
});

const bound = (propagation?: string) => ({ mounts: [{ type: 'bind', source: '/srv', read_only: true, bind_options: [{ propagation }] }] });
const volume = (o: string, noCopy: unknown = true) => ({
  mounts: [{ type: 'volume', volume_options: { driver_options: { type: 'none', o, device: '/srv' }, no_copy: noCopy } }],
});
type Propagation = [string, DescribedContainer, boolean];

test.each<Propagation>([
  ['a bind mount', bound(), false],
  ['a bind mount with "rprivate"', bound('rprivate'), false],
  ['a bind mount with "private"', bound('private'), false],
  ['a bind mount with a propagation that is known only after apply', bound('${unknown}'), false],
  ...['slave', 'rslave', 'shared', 'rshared'].map((each): Propagation => [`a bind mount with "${each}"`, bound(each), true]),
  ...['bind,ro,private', 'rbind,rprivate'].map((o): Propagation => [`a volume with "${o}"`, volume(o), false]),
  ...['bind,ro', 'bind,slave', 'bind,ro,private,rslave', 'bind,unbindable'].map((o): Propagation => (
    [`a volume with "${o}"`, volume(o), true])),
  ['a volume of another driver', {
    mounts: [{ type: 'volume', volume_options: { driver_name: 'plugin', driver_options: { o: 'bind,private', device: '/srv' } } }],
  }, true],
])('%s shows what is mounted later: %#', (_, container, propagates) => {
  const sharedFolders = [{ path: '/srv', readOnly: false }];
  expect(hostPathsOf(container, options.isUnknown).map((path) => path.propagates ?? false)).toEqual([propagates]);
  expect(observe(container, { ...options, sharedFolders })).toMatchObject({ host_paths: propagates ? 'any' : 'shared' });
});

test.each([
  ['for writing, without `no_copy`', volume('bind,private', false), 'any'],
  ['for writing, with `no_copy` not set', volume('bind,private', null), 'any'],
  ['for writing, with `no_copy`', volume('bind,private'), 'shared'],
  ['for writing, with a `no_copy` that is known only after apply', volume('bind,private', '${unknown}'), 'shared'],
  ['read-only: nothing can fill it', volume('bind,ro,private', false), 'shared'],
])('the engine may fill a volume with files of the image: one that binds a shared folder %s', (_, container, seen) => {
  expect(observe(container, { ...options, sharedFolders: [{ path: '/srv', readOnly: false }] })).toMatchObject({ host_paths: seen });
});

test('a volume of a server is in no shared folder', () => {
  const sharedFolders = [{ path: '/srv', readOnly: false }];
  for (const device of ['//srv', '/srv', ':/srv', 'srv']) {
    const found = observe(mounted({ type: 'cifs', o: 'private', device }), { ...options, sharedFolders });
    expect(found).toMatchObject({ host_paths: 'any', engine_socket: 'absent' });
  }
});

test('what the engine puts on another machine is no path of the host', () => {
  const [server] = hostPathsOf(mounted({ type: 'nfs', device: ':/srv' }), options.isUnknown);
  expect(server).not.toHaveProperty('filled');
});

test('a description by its paths shows the same paths', () => {
  const paths = [{ path: '/a', readOnly: true }, { path: '/b', readOnly: false, propagates: true },
    { path: '/c', readOnly: false, filled: true }, { path: '/d', readOnly: false, propagates: true, filled: true }];
  expect(hostPathsOf(mountsOfPaths(paths), options.isUnknown)).toEqual(paths);
});

test.each([
  ['bind,ro', true],
  ['ro,bind', true],
  ['rw,rbind,ro', true],
  ['bind,ro,nosuid,nodev,noexec,rprivate', true],
  ['bind,ro,rw', false],
  ['ro,bind,rw,', false],
  ['bind, ro', false],
  ['bind,ro ', false],
  ['bind,RO', false],
  ['bind,ro,', false],
  ['bind,ro,defaults', false],
  ['bind,ro,remount', false],
  ['bind,ro,rslave', false],
  ['bind,ro,shared', false],
  ['ro', false],
  [' bind,ro', false],
])('a volume with the options "%s" is read-only: %s', (o, readOnly) => {
  expect(hostPathsOf(mounted({ type: 'none', o, device: '/etc' }), options.isUnknown)).toMatchObject([{ path: '/etc', readOnly }]);
});

test('a volume of another driver is writable, whatever its options say', () => {
  const mount = { type: 'volume', volume_options: { driver_name: 'other', driver_options: { mountpoint: '/etc', o: 'bind,ro' } } };
  expect(hostPathsOf({ mounts: [mount] }, options.isUnknown)).toMatchObject([{ path: '/etc', readOnly: false }]);
});

test('a volume that binds the engine\'s socket is a mount of it', () => {
  expect(observe(mounted({ type: 'none', o: 'bind', device: '/var/run' }), options)).toMatchObject({ engine_socket: 'any' });
  expect(observe(mounted({ type: 'none', o: 'bind', device: '/etc' }), options)).toMatchObject({ host_paths: 'any' });
});

test.each<[string, { path: string; readOnly?: boolean }, string, string]>([
  ['the folder itself', { path: '/srv/shared' }, '/srv/shared', 'shared'],
  ['a file in it', { path: '/srv/shared/a/b/' }, '/srv/shared', 'shared'],
  ['another spelling of it', { path: '//srv/./x/../shared/a/' }, '/srv/shared', 'shared'],
  ['the way out of it', { path: '/srv/shared/../other' }, '/srv/shared', 'any'],
  ['a folder whose name only begins like it', { path: '/srv/shared-not' }, '/srv/shared', 'any'],
  ['the folder around it', { path: '/srv' }, '/srv/shared', 'any'],
  ['a writable mount of a folder that is shared read-only', { path: '/srv/shared', readOnly: false }, '/srv/shared', 'any'],
])('host paths by allowance: %s', (_, { path, readOnly = true }, folder, value) => {
  const container = { mounts: [{ type: 'bind', source: path, read_only: readOnly }] };
  expect(observe(container, { ...options, sharedFolders: [{ path: folder, readOnly: true }] })).toMatchObject({ host_paths: value });
});

test.each(['/proc/sys', '/sys', '/dev/sda', '/run/app', '/var/lib/docker/x', '/srv/engine/volumes/x', '/var', '/', '/etc'])(
  'no folder of %s is shared, whatever a host declares',
  (path) => {
    const folders = [path, '/', '/var', '/srv'].map((each) => ({ path: each, readOnly: true }));
    const container = { mounts: [{ type: 'bind', source: path, read_only: true }] };
    const found = observe(container, { ...options, sharedFolders: folders, engineFolders: ['/srv/engine'] });
    expect(found).toMatchObject({ host_paths: 'any' });
  },
);

test.each([
  '/run', '/run/docker', '/run/docker/containerd', '/run/docker/containerd/containerd.sock', '/run/user', '/run/user/1000',
  '/run/user/1000/docker.sock', '/var/run/user/0/podman/podman.sock', '/run/buildkit', '/run/podman', '/run/crio/', '/run/cri-dockerd.sock',
  '/x/containerd.sock.ttrpc', '/x/containerd-debug.sock',
])('a mount of %s exposes an engine', (path) => {
  expect(observe({ mounts: [{ type: 'bind', source: path, read_only: true }] }, options)).toMatchObject({ engine_socket: 'any' });
});

test.each([
  ['/srv/shared', 'shared'],
  // A container that writes to the folder could replace the path by a link.
  ['/srv/shared/a', 'any'],
])('of a folder that is shared for writing, %s is %s, writable or not', (source, value) => {
  const found = [true, false].map((readOnly) => observe(
    { mounts: [{ type: 'bind', source, read_only: readOnly }] },
    { ...options, sharedFolders: [{ path: '/srv', readOnly: true }, { path: '/srv/shared', readOnly: false }] },
  ).host_paths);
  expect(found).toEqual([value, value]);
});

test('without shared folders, no path of the host is allowed', () => {
  expect(observe({ volumes: [{ host_path: '/srv' }] }, options)).toMatchObject({ host_paths: 'any' });
});

test.each([
  ['srv', []], ['10G', []], ['backup@files.example.com:/data', []], ['https://files.example.com/data', []], ['a/b', []], ['.data', []],
  ['/srv', ['/srv']], [' /srv', ['/srv']],
  ['.', ['/']], ['..', ['/']], ['./srv', ['/']], ['../../etc', ['/']], ['data/../../etc', ['/']], ['~/data', ['/']],
  ['file:///etc', ['/']], ['bind,device=/etc', ['/']], ['rw -v /etc', ['/']], ['{"path":"/etc"}', ['/']],
])('the option %j of another driver shows %j', (option, paths) => {
  const mount = { type: 'volume', volume_options: { driver_name: 'other', driver_options: { option } } };
  expect(hostPathsOf({ mounts: [mount] }, options.isUnknown).map(({ path }) => path)).toEqual(paths);
});
