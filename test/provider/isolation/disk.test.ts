import { diskFiles, diskOf } from '../../../provider/isolation/disk';
import { parseMounts } from '../../../provider/isolation/mountinfo';

const mounts = parseMounts([
  '22 1 8:1 / / rw - ext4 /dev/sda1 rw',
  '23 22 0:40 / /btrfs rw - btrfs /dev/sdb rw',
  '24 22 253:3 / /var/lib rw - xfs /dev/mapper/data rw',
  '25 24 254:0 /x /var/lib/docker rw - ext4 /dev/vda rw',
].join('\n'));

const SYS: Record<string, string> = {
  '/sys/dev/block/8:1/dev': '8:1\n',
  '/sys/dev/block/8:1/partition': '1\n',
  '/sys/dev/block/8:1/../dev': '8:0\n',
  '/sys/dev/block/253:3/dev': '253:3\n',
  '/sys/dev/block/254:0/dev': '254:0\n',
  // That of the controller, which is no disk.
  '/sys/dev/block/254:0/../dev': '241:0\n',
};

test.each([
  ['a disk', '/var/lib/docker', '254:0'],
  ['a logical volume', '/var/lib/containers', '253:3'],
  ['a partition, whose disk the kernel limits', '/srv/docker', '8:0'],
  ['a file system of several disks', '/btrfs/docker', undefined],
])('the files of the engine are on %s', (_, folder, disk) => {
  expect(diskOf(folder, mounts, (path) => SYS[path])).toBe(disk);
});

test('nothing is known without evidence', () => {
  expect(diskFiles('/var/lib/docker', [])).toEqual([]);
  expect(diskOf('/var/lib/docker', [], (path) => SYS[path])).toBeUndefined();
  expect(diskOf('/var/lib/docker', mounts, () => undefined)).toBeUndefined();
});
