import { Upload } from '../../../../provider/resources/container/fields/upload';
import { filesOfReadOnlyRoot, mountPointsIn, mountTargets } from '../../../../provider/resources/container/operations/read-only-root';

const uploads = (...files: string[]) => files.map((file) => ({ file }) as Upload);
const names = (files: readonly Upload[]) => files.map(({ file }) => file);

const STORAGE = {
  mounts: [
    { type: 'volume', target: '/data/' }, { type: 'bind', target: '/etc/app/bound' },
    { type: 'tmpfs', target: '/etc/app/memory', tmpfs_options: [{ mode: 0o700 }] },
  ],
  volumes: [{ container_path: '/etc/app/own' }, { container_path: null }],
  tmpfs: { '/etc/app/owned': 'uid=1,mode=0750', '/etc/app/open/': '', '/run': '' },
};

test('files are divided into those in volumes and others, which need the outermost of their folders', () => {
  const all = uploads('/data/a', '/etc/b', '/etc/app/c', '/database/d', '/srv/./x/../e', '/srv/own/f', '/image/g');
  const { inVolumes, others, folders } = filesOfReadOnlyRoot(all, STORAGE, ['/image']);
  expect(names(inVolumes)).toEqual(['/data/a', '/image/g']);
  expect(names(others)).toEqual(['/etc/b', '/etc/app/c', '/database/d', '/srv/./x/../e', '/srv/own/f']);
  expect(folders).toEqual(['/database', '/etc', '/srv']);
});

test('the mount points in a folder have the modes of what is mounted there, without those of bind mounts', () => {
  expect(mountPointsIn('/etc/app', STORAGE)).toEqual([
    { path: '/etc/app/owned', mode: 0o750 }, { path: '/etc/app/open', mode: 0o1777 }, { path: '/etc/app/memory', mode: 0o700 },
    { path: '/etc/app/own', mode: 0o755 },
  ]);
  expect(mountPointsIn('/etc/app/own', STORAGE)).toEqual([]);
});

test('everything that a configuration mounts is a target', () => {
  expect(mountTargets(STORAGE).sort()).toEqual([
    '/data', '/etc/app/bound', '/etc/app/memory', '/etc/app/open', '/etc/app/own', '/etc/app/owned', '/run',
  ]);
});
