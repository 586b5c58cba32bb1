import { HOST_EVIDENCE } from '../../../provider/attestation/evidence/host';
import { KERNEL_EVIDENCE } from '../../../provider/attestation/evidence/kernel';
import { PRIVILEGE_EVIDENCE } from '../../../provider/attestation/evidence/privileges';
import { Subject } from '../../../provider/attestation/subject';
import { parseMounts } from '../../../provider/isolation/mountinfo';
import { showsAllMounts } from '../../../provider/isolation/reachable-mounts';

const UPPER = '/var/lib/docker/overlay2/abc/diff';
const ROOT = `9 8 0:40 / / rw - overlay overlay rw,lowerdir=/l,upperdir=${UPPER}`;
const OWN = [
  '10 9 0:60 / /proc rw - proc proc rw',
  '11 9 0:61 / /dev rw - tmpfs tmpfs rw',
  '14 9 0:63 / /sys ro - sysfs sysfs ro',
  '17 11 0:65 / /dev/shm rw - tmpfs shm rw',
  '18 9 8:1 /var/lib/docker/containers/abc/hosts /etc/hosts rw - ext4 /dev/sda1 rw',
];
const SHARED = '22 9 8:1 /srv /data ro - ext4 /dev/sda1 rw';

const overlay = { Name: 'overlay2', Data: { UpperDir: UPPER } };
const inspect = (places: readonly string[] = ['/data'], driver: object | null = overlay) => ({
  Mounts: [...places.map((Destination) => ({ Type: 'bind', Source: '/srv', Destination })), { Type: 'tmpfs', Destination: '/scratch' }],
  HostConfig: { Tmpfs: { '/tmp': '' } },
  GraphDriver: driver,
}) as never;

const shows = (lines: readonly string[], places?: readonly string[], driver?: object | null) => (
  showsAllMounts(parseMounts(lines.join('\n')), inspect(places, driver)));

test.each([
  ['that are all there', [ROOT, ...OWN, SHARED], ['/data', '/data/']],
  ['behind a link of the image', [ROOT, ...OWN, SHARED], ['/link/data']],
  ['with those below the folder that is shared', [ROOT, ...OWN, SHARED, '23 22 8:2 / /data/disk ro - ext4 /dev/sdb1 rw'], ['/data']],
])('mounts %s are seen', (_, lines, places) => {
  expect(shows(lines, places)).toBe(true);
  expect(shows(lines, places, null)).toBe(true);
});

// The kernel leaves out what can't be reached from the root of a process.
test.each([
  ['a folder without mounts', [], ['/data']],
  ['a folder of a volume', [SHARED.replace(' /data ', ' / ')], ['/data']],
  ['a folder of a volume with the engine\'s file systems in it', [SHARED.replace(' /data ', ' / '), ...OWN], ['/data', '/other']],
  ['a folder with another /proc', [ROOT, OWN[0]!.replace(' - proc ', ' - tmpfs '), SHARED], ['/data']],
  ['a root without one of the mounts', [ROOT, ...OWN], ['/data']],
  ['a root without one of two mounts', [ROOT, ...OWN, SHARED], ['/data', '/other']],
])('a process hides mounts by taking as its root %s', (_, lines, places) => {
  expect(shows(lines, places)).toBe(false);
  expect(shows(lines, places, null)).toBe(false);
});

test('an attestation does not know what a process hides', () => {
  const [mounts, hostMounts] = [SHARED.replace(' /data ', ' / '), '1 0 8:1 / / rw - ext4 /dev/sda1 rw'].map(parseMounts);
  const subject = {
    mounts,
    inspect: inspect(),
    facts: { folder: '/var/lib/docker' },
    sharedFolders: [{ path: '/srv', readOnly: true }],
    files: { process: () => undefined },
    evidence: { hostMounts, probeMounts: parseMounts(OWN.join('\n')) },
  } as unknown as Subject;
  const hidden = { from: 'its process took another root, which hides mounts' };
  expect(HOST_EVIDENCE.host_paths.process(subject)).toEqual(hidden);
  expect(HOST_EVIDENCE.engine_socket.process(subject)).toEqual(hidden);
  expect(KERNEL_EVIDENCE.kernel_paths.process(subject)).toEqual(hidden);
  expect(PRIVILEGE_EVIDENCE.read_only_root.process(subject)).toEqual(hidden);
});
