import { HOST_EVIDENCE } from '../../../provider/attestation/evidence/host';
import { Subject } from '../../../provider/attestation/subject';
import { parseMounts } from '../../../provider/isolation/mountinfo';
import { foreignMountsOf, mountedHostPaths, MountEvidence } from '../../../provider/isolation/mounts';

const FOLDER = '/var/lib/docker';
const UPPER = `${FOLDER}/overlay2/abc/diff`;

const HOST = [
  '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
  '2 1 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup rw',
  `3 1 0:40 / ${FOLDER}/overlay2/abc/merged rw - overlay overlay rw,lowerdir=/l,upperdir=${UPPER}`,
  `4 1 0:50 / ${FOLDER}/volumes/memory/_data rw - tmpfs tmpfs rw`,
  '6 1 0:4 net:[4026532100] /run/docker/netns/default rw - nsfs nsfs rw',
  `5 1 0:51 / ${FOLDER}/volumes/others/_data rw - tmpfs tmpfs rw`,
];

/** What a runtime mounts into every container. */
const OWN = [
  `9 8 0:40 / / rw - overlay overlay rw,lowerdir=/l,upperdir=${UPPER}`,
  '10 9 0:60 / /proc rw - proc proc rw',
  '11 9 0:61 / /dev rw - tmpfs tmpfs rw',
  '12 11 0:62 / /dev/pts rw - devpts devpts rw',
  '13 11 0:62 /0 /dev/console rw - devpts devpts rw',
  '14 9 0:63 / /sys ro - sysfs sysfs ro',
  '15 14 0:26 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup rw',
  '16 11 0:64 / /dev/mqueue rw - mqueue mqueue rw',
  '17 11 0:65 / /dev/shm rw - tmpfs shm rw',
  '18 10 0:60 /sys /proc/sys ro - proc proc rw',
  '19 10 0:66 / /proc/acpi ro - tmpfs tmpfs ro',
  '20 10 0:61 /null /proc/keys rw - tmpfs tmpfs rw',
];

const MOUNTS = [
  { Type: 'volume', Name: 'memory', Source: `${FOLDER}/volumes/memory/_data`, Destination: '/memory' },
  { Type: 'bind', Source: '/srv', Destination: '/srv' },
  { Type: 'tmpfs', Destination: '/scratch' },
];
const DECLARED = [
  '21 9 0:50 / /memory rw - tmpfs tmpfs rw', '22 9 8:1 /srv /srv ro - ext4 /dev/sda1 rw', '23 9 0:67 / /scratch rw - tmpfs tmpfs rw',
  '24 9 0:68 / /tmp rw - tmpfs tmpfs rw',
];

interface Container {
  readonly settings?: object;
  readonly mounts?: readonly string[];
  readonly own?: readonly string[];
}

function evidence({ settings = {}, mounts = [], own = [...OWN, ...DECLARED] }: Container): MountEvidence {
  return {
    mounts: parseMounts([...own, ...mounts].join('\n')),
    hostMounts: parseMounts(HOST.join('\n')),
    folder: FOLDER,
    sockets: [],
    inspect: {
      Id: 'abc',
      Mounts: MOUNTS,
      HostConfig: { Init: false, Tmpfs: { '/tmp/': '' }, ...settings },
      GraphDriver: { Name: 'overlay2', Data: { UpperDir: UPPER } },
    },
  } as unknown as MountEvidence;
}

const placesOf = (container: Container) => {
  const { added, unjudged } = foreignMountsOf(evidence(container));
  return { added: added.map(({ mountPoint }) => mountPoint), unjudged: unjudged.map(({ mountPoint }) => mountPoint) };
};
const DISK = '90 9 7:0 / /x rw - ext4 /dev/loop0 rw';
const NONE = { added: [], unjudged: [] };

test('a container as the engine creates it has no foreign mounts', () => {
  expect(placesOf({})).toEqual(NONE);
  expect(mountedHostPaths(evidence({}))).toEqual([{ path: '/srv', readOnly: true }]);
});

test.each([
  ['an overlay of the host\'s /etc', '90 9 0:99 / /x rw - overlay none rw,lowerdir=/etc'],
  ['an overlay in front of the root', '90 9 0:99 / / rw - overlay none rw,lowerdir=/etc'],
  ['a disk', '90 9 7:0 / /x rw - ext4 /dev/loop0 rw'],
  ['a folder of a disk', '90 9 7:0 /a /x rw - ext4 /dev/loop0 rw'],
  ['the memory of another container', '90 9 0:98 / /x rw - tmpfs tmpfs rw'],
  ['the volume in memory of another container', '90 9 0:51 / /x rw - tmpfs tmpfs rw'],
  ['the terminals of another container', '90 9 0:97 / /x rw - devpts devpts rw'],
  ['a disk in front of its own memory', '90 9 7:0 / /scratch rw - ext4 /dev/loop0 rw'],
  ['memory of others in front of its own', '90 9 0:98 / /scratch rw - tmpfs tmpfs rw'],
  ['a disk in front of a folder that is shared', '90 9 7:0 / /srv rw - ext4 /dev/loop0 rw'],
  ['a file system whose type nobody knows', '90 9 0:99 / /x rw - newfs none rw'],
])('%s, added to a container, can show any file of the host', (_, line) => {
  const place = line.split(' ')[4]!;
  expect(placesOf({ mounts: [line] })).toEqual({ added: [place], unjudged: [] });
  expect(mountedHostPaths(evidence({ mounts: [line] }))).toContainEqual({ path: '/', readOnly: false });
});

test('another root than the one that the engine made is added', () => {
  const [, ...rest] = OWN;
  const root = (upper: string) => [`9 8 0:70 / / rw - overlay overlay rw,lowerdir=/l${upper}`, ...rest, ...DECLARED];
  expect(placesOf({ own: root(`,upperdir=${UPPER}`) })).toEqual(NONE);
  expect(placesOf({ own: root(',upperdir=abc/diff') })).toEqual(NONE);
  expect(placesOf({ own: root(',upperdir=/etc') })).toEqual({ added: ['/'], unjudged: [] });
  expect(placesOf({ own: root('') })).toEqual({ added: ['/'], unjudged: [] });
});

test.each([
  { Privileged: true }, { CapAdd: ['SYS_ADMIN'] }, { CapAdd: ['cap_sys_admin'] }, { CapAdd: ['ALL'] },
  { SecurityOpt: ['seccomp=unconfined'] },
])('what a container may have mounted itself is unknown: %j', (settings) => {
  expect(placesOf({ settings, mounts: ['90 9 0:99 / /x rw - overlay none rw,lowerdir=/y'] })).toEqual({ added: [], unjudged: ['/x'] });
});

test('a namespace that an engine in a container keeps is unknown, and one in another container is a path of the host', () => {
  const mounts = ['90 9 0:4 net:[4026532200] /run/docker/netns/1 rw - nsfs nsfs rw'];
  const engine = evidence({ settings: { CapAdd: ['SYS_ADMIN'] }, mounts });
  expect(foreignMountsOf(engine).unjudged).toHaveLength(1);
  expect(mountedHostPaths(engine)).toEqual([{ path: '/srv', readOnly: true }]);
  expect(mountedHostPaths(evidence({ mounts }))).toHaveLength(2);
});

test('what may be a mount of the engine that its host does not show is unknown', () => {
  const [, , ...rest] = DECLARED;
  const [own, disk] = [[...OWN, ...rest], '90 9 7:0 / /srv rw - ext4 /dev/loop0 rw'];
  expect(placesOf({ own, mounts: [disk] })).toEqual({ added: [], unjudged: ['/srv'] });
  expect(placesOf({ own, mounts: [disk.replace('/srv', '/link/srv')] })).toEqual({ added: [], unjudged: ['/link/srv'] });
});

test('memory is the container\'s own behind a link of its image, too', () => {
  const own = [...OWN, ...DECLARED.map((line) => line.replace('/scratch', '/run/scratch'))];
  expect(placesOf({ own })).toEqual(NONE);
  expect(placesOf({ own, mounts: ['90 9 0:98 / /x rw - tmpfs tmpfs rw'] }).added).toHaveLength(1);
});

test.each([
  ['nothing', [], {}, { value: 'shared', from: 'mounts of its process, and of the host\'s' }],
  ['a disk', [DISK], {}, {
    value: 'any',
    from: 'mounts of its process, and of the host\'s',
    drift: 'the file system "ext4" at "/x" is none that the engine gave it',
  }],
  ['what it may have mounted itself', [DISK], { Privileged: true }, { from: 'it is unknown what the file system "ext4" at "/x" shows' }],
])('in an attestation, the mounts of a container with %s', (_, mounts, settings, finding) => {
  const known = evidence({ mounts, settings });
  const subject = { ...known, evidence: known, facts: { folder: FOLDER }, sharedFolders: [{ path: '/srv', readOnly: true }] };
  expect(HOST_EVIDENCE.host_paths.process(subject as unknown as Subject)).toEqual(finding);
});
