import { effective } from '../../../provider/isolation/effective-paths';
import { MountedPath } from '../../../provider/isolation/host-paths';
import { parseMounts } from '../../../provider/isolation/mountinfo';
import { RealPaths } from '../../../provider/isolation/real-paths';

const MACHINE = [
  '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
  '2 1 0:21 / /proc rw - proc proc rw',
  '3 1 0:22 / /srv/chroot/proc rw - proc proc rw',
  '4 1 0:23 / /srv/cache rw - tmpfs tmpfs rw',
  '5 1 0:24 / /srv/disk rw - fuse.sshfs x rw',
  '6 1 0:25 / /srv/unknown rw - newfs x rw',
].join('\n');

const shown = (path: string, more: Partial<MountedPath> = {}, machine: Partial<RealPaths> = {}) => effective(
  [{ path, readOnly: true, nestedWritable: false, recursive: true, ...more }],
  { resolved: [path], missing: [], found: [], mounts: parseMounts(MACHINE), ...machine }, '/var/lib/docker',
);

test.each(['/srv/app', '/srv/cache/x', '/srv/disk'])('%s shows itself', (path) => {
  expect(shown(path)).toEqual({ paths: [{ path, readOnly: true, propagates: false }], notes: [] });
});

test.each([
  ['/srv/chroot/proc/sys', 'proc', '/srv/chroot/proc'],
  ['/srv/chroot', 'proc', '/srv/chroot/proc'],
  ['/srv/unknown/x', 'newfs', '/srv/unknown'],
])('%s shows what no host can share, since it has a file system of the type "%s"', (path, type, mountPoint) => {
  const { paths, notes } = shown(path);
  expect(paths).toContainEqual({ path: '/proc', readOnly: true });
  expect(notes).toEqual([`On the host, a file system of the type "${type}" is mounted at "${mountPoint}". It shows the kernel or the `
    + 'devices of the machine, so no host can share it.']);
});

test('a mount that is not recursive does not show what is mounted in its folder', () => {
  expect(shown('/srv/chroot', { recursive: false }).paths).toHaveLength(1);
});

test('a folder in which an engine listens counts as its socket', () => {
  const { paths, notes } = shown('/srv/app', {}, { found: ['/run/docker.sock', '/srv/app/x/docker.sock'] });
  expect(paths).toEqual([{ path: '/srv/app', readOnly: true, propagates: false }, { path: '/run/docker.sock', readOnly: true }]);
  expect(notes).toEqual(['On the host, an engine listens at "/srv/app/x/docker.sock".']);
});

test('a link shows where it leads', () => {
  expect(shown('/srv/link', {}, { resolved: ['/etc'] })).toEqual({
    paths: [{ path: '/etc', readOnly: true, propagates: false }], notes: ['On the host, "/srv/link" leads to "/etc".'],
  });
});
