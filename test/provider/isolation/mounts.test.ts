import { parseMounts } from '../../../provider/isolation/mountinfo';
import { hostPathOf, mountedHostPaths, MountEvidence } from '../../../provider/isolation/mounts';

const FOLDER = '/var/lib/docker';

/** The host's mounts: its disk, another disk, and what the engine mounts for three volumes. */
const HOST = [
  '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
  '2 1 8:2 / /srv rw - ext4 /dev/sdb1 rw',
  `3 1 8:1 /etc ${FOLDER}/volumes/disguised/_data rw - ext4 /dev/sda1 rw`,
  `4 1 8:3 / ${FOLDER}/volumes/disk/_data rw - ext4 /dev/sdc1 rw`,
  `5 1 0:50 / ${FOLDER}/volumes/memory/_data rw - tmpfs tmpfs rw`,
  '7 1 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup rw',
  `6 1 0:51 / ${FOLDER}/volumes/server/_data rw - nfs4 :/srv rw`,
].join('\n');

/** The container whose mounts are read: it has a volume, and the engine's files. */
const container = (id: string) => ({
  Id: id,
  ResolvConfPath: `${FOLDER}/containers/${id}/resolv.conf`,
  HostnamePath: `${FOLDER}/containers/${id}/hostname`,
  HostsPath: `${FOLDER}/containers/${id}/hosts`,
  Mounts: [{ Type: 'volume', Name: 'data', Source: `${FOLDER}/volumes/data/_data`, Destination: '/data' }],
});

const pathsOf = (mounts: readonly string[], init = false, more: readonly string[] = []) => mountedHostPaths({
  mounts: parseMounts(mounts.join('\n')),
  inspect: { ...container('abc'), HostConfig: { Init: init } },
  hostMounts: parseMounts([HOST, ...more].join('\n')),
  folder: FOLDER,
  sockets: ['/run/docker.sock'],
} as unknown as MountEvidence);

test.each([
  ['a bind mount', '9 8 8:1 /opt/app /app ro - ext4 /dev/sda1 rw', [{ path: '/opt/app', readOnly: true }]],
  ['a bind mount of another disk', '9 8 8:2 /data /data rw - ext4 /dev/sdb1 rw', [{ path: '/srv/data', readOnly: false }]],
  ['a bind mount of a path that a volume of another container binds, too', '9 8 8:1 /etc /x rw - ext4 /dev/sda1 rw',
    [{ path: '/etc', readOnly: false }]],
  ['a bind mount below such a path', '9 8 8:1 /etc/cron.d /x rw - ext4 /dev/sda1 rw', [{ path: '/etc/cron.d', readOnly: false }]],
  ['a volume', `9 8 8:1 ${FOLDER}/volumes/data/_data /data rw - ext4 /dev/sda1 rw`, []],
  ['a volume of a disk that is mounted nowhere else', '9 8 8:3 / /data rw - ext4 /dev/sdc1 rw', [{ path: '/', readOnly: false }]],
  ['a volume in memory', '9 8 0:50 / /data rw - tmpfs tmpfs rw', []],
  ['its own control groups', '9 8 0:26 /docker/x /sys/fs/cgroup ro - cgroup2 cgroup rw', []],
  ['control groups at another place', '9 8 0:26 / /x ro - cgroup2 cgroup rw', [{ path: '/sys/fs/cgroup', readOnly: true }]],
  ['a volume of a server', '9 8 0:51 / /data rw - nfs4 :/srv rw', [{ path: 'nfs4:/', readOnly: false }]],
  ['the engine\'s own files', `9 8 8:1 ${FOLDER}/containers/abc/hosts /etc/hosts rw - ext4 /dev/sda1 rw`, []],
  ['a file system of its own', '9 8 0:99 / /proc rw - proc proc rw', []],
])('the paths of the host that a process sees by %s', (_, mount, paths) => {
  expect(pathsOf([mount])).toEqual(paths);
});

test.each([
  [`${FOLDER}/volumes/data/_data`, []], [`${FOLDER}/volumes/other/_data`, [{ path: `${FOLDER}/volumes/other/_data`, readOnly: false }]],
])('a container sees its own volume in the place of its shared memory, and no other one: %s', (path, paths) => {
  const Mounts = [{ Type: 'volume', Name: 'data', Source: `${FOLDER}/volumes/data/_data`, Destination: '/dev/shm' }];
  const seen = mountedHostPaths({
    mounts: parseMounts(`9 8 8:1 ${path} /dev/shm rw - ext4 /dev/sda1 rw`),
    inspect: { ...container('abc'), HostConfig: {}, Mounts },
    hostMounts: parseMounts(HOST),
    folder: FOLDER,
    sockets: [],
  } as unknown as MountEvidence);
  expect(seen).toEqual(paths);
});

test.each([
  ['a volume of another container', `${FOLDER}/volumes/other/_data /data`],
  ['its own volume at another place', `${FOLDER}/volumes/data/_data /other`],
  ['a folder of the engine at the place of a file of the engine', `${FOLDER}/containers/victim /etc/hosts`],
  ['the files of another container', `${FOLDER}/containers/victim /share`],
  ['the memory of another container', `${FOLDER}/containers/${'f'.repeat(64)}/mounts/shm /dev/shm`],
])('%s counts as a path of the host', (_, mount) => {
  expect(pathsOf([`9 8 8:1 ${mount} rw - ext4 /dev/sda1 rw`])).toEqual([{ path: mount.split(' ')[0], readOnly: false }]);
});

test.each([
  ['part of its volume', `${FOLDER}/volumes/data/_data/part /data`],
  ['its own memory', `${FOLDER}/containers/abc/mounts/shm /dev/shm`],
])('%s is no path of the host', (_, mount) => {
  expect(pathsOf([`9 8 8:1 ${mount} rw - ext4 /dev/sda1 rw`])).toEqual([]);
});

test.each([
  [`${FOLDER}/volumes/other/_data`, `${FOLDER}/volumes/other/_data`], [FOLDER, FOLDER], ['/var/lib', '/var/lib'], ['/opt', '/opt'],
])('%s is the same path of the host where the host has mounted its disk a second time', (root, path) => {
  const again = '11 1 8:1 /var/lib /mnt/again rw - ext4 /dev/sda1 rw';
  const [seen] = pathsOf([`9 8 8:1 ${root} /share rw - ext4 /dev/sda1 rw`], false, [again]);
  expect([path, FOLDER]).toContain(seen!.path);
});

test.each([
  ['', undefined], ['master:1', true], ['shared:2 master:1', true], ['unbindable', undefined],
])('a mount with "%s" in mountinfo receives what is mounted later: %s', (tags, propagates) => {
  const line = ['9 8 8:1 /opt/app /app ro', ...tags === '' ? [] : [tags], '- ext4 /dev/sda1 rw'].join(' ');
  expect(pathsOf([line])).toEqual([{ path: '/opt/app', readOnly: true, ...(propagates && { propagates }) }]);
});

test('what a recursive mount brings along counts as the folder that it came with', () => {
  const carried = pathsOf(['9 8 8:1 /opt /host ro - ext4 /dev/sda1 rw', '10 9 8:2 / /host/data rw - ext4 /dev/sdb1 rw']);
  expect(carried).toEqual([{ path: '/opt', readOnly: true }, { path: '/srv', readOnly: false }]);
  const below = pathsOf(['9 8 8:1 / /host ro - ext4 /dev/sda1 rw', '10 9 8:2 / /host/srv rw - ext4 /dev/sdb1 rw']);
  expect(below).toEqual([{ path: '/', readOnly: true }, { path: '/', readOnly: false }]);
});

test.each(['/sbin', '/usr/sbin'])('the engine\'s init program in %s is none, but any other file at its place is', (folder) => {
  const mount = (access: string) => `9 8 8:1 /usr/bin/docker-init ${folder}/docker-init ${access} - ext4 /dev/sda1 rw`;
  expect(pathsOf([mount('ro')], true)).toEqual([]);
  expect(pathsOf([mount('ro')], false)).toHaveLength(1);
  expect(pathsOf([mount('rw')], true)).toHaveLength(1);
  expect(pathsOf([mount('ro'), '9 8 8:1 /etc/shadow /sbin/docker-init ro - ext4 /dev/sda1 rw'], true)).toHaveLength(1);
  expect(pathsOf([mount('ro'), '9 8 8:1 /etc/shadow /usr/sbin/docker-init ro - ext4 /dev/sda1 rw'], true)).toHaveLength(1);
});

const OTHER_HOST = [
  '22 27 0:21 / /proc rw,relatime - proc proc rw',
  '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw',
  '28 27 254:1 / /home rw,relatime - ext4 /dev/vdb rw',
  '29 27 0:30 / /run rw,nosuid - tmpfs tmpfs rw',
  '42 27 254:0 /srv/data /mnt/bound\\040here rw,relatime shared:1 - ext4 /dev/vda rw',
].join('\n');

test.each([
  ['51 50 254:0 /etc /host ro,relatime master:1 - ext4 /dev/vda rw', '/etc', true],
  ['51 50 254:0 / /host rw - ext4 /dev/vda rw', '/', false],
  ['51 50 254:1 /eve/a\\040b /host rw - ext4 /dev/vdb rw', '/home/eve/a b', false],
  ['51 50 254:1 / /host rw - ext4 /dev/vdb rw', '/home', false],
  ['51 50 0:30 /docker.sock /var/run/docker.sock rw - tmpfs tmpfs rw', '/run/docker.sock', false],
  ['51 50 254:0 /srv/data/one /host rw - ext4 /dev/vda rw', '/mnt/bound here/one', false],
  ['51 50 0:99 /elsewhere /host rw - ext4 /dev/vdz rw', '/elsewhere', false],
])('the path on the host of a mount: %s', (line, path, readOnly) => {
  const [mount] = parseMounts(line);
  expect(hostPathOf(mount!, parseMounts(OTHER_HOST))).toBe(path);
  expect(mount!.readOnly).toBe(readOnly);
});

test('lines that describe no mount are ignored', () => {
  expect(parseMounts('\nnonsense\n')).toEqual([]);
});

test('the socket of the engine is shown under any name by which the host has mounted it', () => {
  const host = ['10 1 0:60 / /run rw - tmpfs tmpfs rw', '11 1 0:60 /docker.sock /srv/shared/engine.sock rw - tmpfs tmpfs rw'];
  expect(pathsOf(['9 8 8:2 /shared /m rw - ext4 /dev/sdb1 rw', '12 9 0:60 /docker.sock /m/engine.sock rw - tmpfs tmpfs rw'], false, host))
    .toContainEqual({ path: '/run/docker.sock', readOnly: false });
  expect(pathsOf(['9 8 0:60 /lock /m rw - tmpfs tmpfs rw'], false, host)).toEqual([{ path: '/run/lock', readOnly: false }]);
});
