import { TerraformVariable } from 'cdktf';
import { ContainerHost, Mount } from '../../src';
import { addTo, anImage, refusal, testHost, testStack } from '../assertions';

const mounting = (path: string, readOnly = false) => () => addTo(testHost(), { mounts: [Mount.bind(path, '/x', { readOnly })] });

const exemptionOf = (control: string) => `, or add Exemption.of(Control.${control}, 'the reason') to \`exemptions\``;

const socketRefusal = (path: string, socket: string, alternative = exemptionOf('ENGINE_SOCKET')) =>
  `A mount of "${path}" gives the container the engine's socket (${socket}), and with it the whole machine `
  + '(CIS Docker Benchmark 5.32). '
  + `Mount a folder that does not contain the socket${alternative}.`;

describe('the engine\'s socket', () => {
  test.each([
    ['/var/run/docker.sock', '/run/docker.sock'],
    ['/run/docker.sock', '/run/docker.sock'],
    ['//run//docker.sock/', '/run/docker.sock'],
    ['/var/run/../run/./docker.sock', '/run/docker.sock'],
    ['/srv/../run/docker.sock', '/run/docker.sock'],
    ['/var/run', '/run/docker.sock'],
    ['/var/run/', '/run/docker.sock'],
    ['/run', '/run/docker.sock'],
    ['/var', '/var/run/docker.sock'],
    ['/run/containerd', '/run/containerd/containerd.sock'],
    ['/run/user/1000/docker.sock', '/run/user/1000/docker.sock'],
    ['/srv/engine/docker.sock', '/srv/engine/docker.sock'],
  ])('fails for a mount of %s, writable or not', (path, socket) => {
    expect(refusal(mounting(path))).toContain(socketRefusal(path, socket));
    expect(refusal(mounting(path, true))).toContain(socketRefusal(path, socket));
  });

  test.each(['/tmp/engine.sock', '/tmp', '/tmp/../tmp'])('fails for %s if the engine listens at another path', (path) => {
    const host = ContainerHost.fromUnixSocket(testStack(), 'Host', { path: '/tmp/engine.sock' });
    const mount = () => host.addContainer('Web', { image: anImage, mounts: [Mount.bind(path, '/x')] });
    expect(refusal(mount)).toContain(socketRefusal(path, '/tmp/engine.sock'));
  });

  test('fails for a volume that is a bind mount of it', () => {
    const binding = (o: string) => () => testHost().addVolume('Data', { driverOptions: { type: 'none', o, device: '/var/run' } });
    expect(refusal(binding('bind'))).toContain(socketRefusal('/var/run', '/run/docker.sock', ''));
    expect(refusal(binding('ro,rbind'))).toContain('gives the container the engine\'s socket');
  });
});

test('a mount of the whole host fails for both reasons', () => {
  expect(refusal(mounting('/')).split('\n').slice(1)).toEqual([
    expect.stringContaining('A mount of "/" gives the container the engine\'s socket (/run/docker.sock)'),
    expect.stringContaining('The host does not share "/" for writing'),
  ]);
});

describe('a host that shares no folder', () => {
  const paths = ['/srv', '/home/me/site', '/proc/sys/kernel', '/etc/cron.d', '/usr/bin', '/root', '/proc/self/root', '/etc/'];

  test.each(paths)('refuses a mount of %s, writable or not', (path) => {
    const reason = '(CIS Docker Benchmark 5.6; Pod Security Standards, "HostPath Volumes"). The host shares no folder. Use a volume';
    expect(refusal(mounting(path))).toContain(`The host does not share "${path}" for writing, so no container may mount it ${reason}`);
    expect(refusal(mounting(path, true))).toContain(`The host does not share "${path}", so no container may mount it ${reason}`);
  });

  test('is told how to share a folder, unless the machine runs on it', () => {
    expect(refusal(mounting('/srv'))).toMatch(
      /Use a volume, or declare the folder on the host: sharedFolders: \[\{ path: '\/srv', readOnly: false \}\], or add Exemption\.of\(/);
    expect(refusal(mounting('/srv', true))).toContain('sharedFolders: [{ path: \'/srv\' }]');
    expect(refusal(mounting('/etc'))).toContain(`Use a volume${exemptionOf('HOST_PATHS')}.`);
  });
});

describe('a host that shares folders', () => {
  const sharing = (path: string, readOnly: boolean) => () => {
    const sharedFolders = [{ path: '/srv/shared' }, { path: '/srv/scratch', readOnly: false }];
    addTo(new ContainerHost(testStack(), 'Host', { sharedFolders }), { mounts: [Mount.bind(path, '/x', { readOnly })] });
  };

  test.each([
    ['/srv/shared', true], ['/srv/shared/models/a', true], ['/srv/scratch', false], ['/srv/scratch', true], ['//srv/./scratch/', false],
  ])('allows a mount of %s, read-only: %s', (path, readOnly) => {
    expect(sharing(path, readOnly)).not.toThrow();
  });

  test.each([
    ['/srv/shared', false], ['/srv', true], ['/srv/shared-too', true], ['/srv/shared/../secret', true], ['/srv/scratch/../../etc', true],
    ['/srv/scratch/tmp', true], ['/srv/scratch/tmp', false],
  ])('refuses a mount of %s, read-only: %s', (path, readOnly) => {
    expect(refusal(sharing(path, readOnly))).toContain('The host shares: "/srv/shared" (read-only), "/srv/scratch".');
  });
});

test.each<[string, string | undefined]>([
  ['bind,ro,private', undefined],
  ['bind,private', 'The host does not share "/srv/shared" for writing'],
  ['bind,ro', 'A mount of "/srv/shared" would also show what is mounted below it on the host later, and the container could write to that '
    + '(CIS Docker Benchmark 5.20). Mount it with the propagation "rprivate". If a volume binds it, add "private" to the volume\'s option '
    + '`o`, as in o: \'bind,ro,private\'.'],
])('a volume of a folder that is shared read-only, with "%s": %s', (o, problem) => {
  const host = testHost({ sharedFolders: [{ path: '/srv/shared' }] });
  const add = () => host.addVolume('Data', { driverOptions: { type: 'none', o, device: '/srv/shared' } });
  if (problem === undefined) expect(add).not.toThrow();
  else expect(refusal(add)).toContain(problem);
});

test.each<[string, string]>([
  ['/var/run', 'has the engine\'s socket (/run/docker.sock) in it'],
  ['/', 'has the engine\'s socket (/run/docker.sock) in it'],
  ['/var', 'has the engine\'s socket (/var/run/docker.sock) in it'],
  ['/etc', 'The machine itself runs on the files in "/etc", so it can\'t be a shared folder (CIS Docker Benchmark 5.6). '
    + 'Share a folder inside it, or exempt single containers: Exemption.of(Control.HOST_PATHS, \'the reason\').'],
  ['/proc', 'The shared folder "/proc" is where the kernel shows and changes the machine. Share another folder, or exempt'],
  ['/sys/fs/cgroup', 'The shared folder "/sys/fs/cgroup" is in "/sys", where the kernel'],
  ['/dev/disk', 'The shared folder "/dev/disk" is in "/dev", where the kernel'],
  ['/run/docker/containerd', 'has the engine\'s socket (/run/docker/containerd/containerd.sock) in it'],
  ['/run/user/1000', 'has the engine\'s socket (/run/user/1000/docker.sock) in it'],
  ['/run/app', 'The shared folder "/run/app" is in "/run", where the engine and other services of the machine listen.'],
  ['/var/lib', 'The shared folder "/var/lib" has "/var/lib/containerd" in it, where an engine keeps the files of all containers.'],
  ['/var/lib/docker/volumes', 'is in "/var/lib/docker", where an engine keeps the files of all containers.'],
  ['/var/lib/berth/forks', 'is in "/var/lib/berth", where Berth keeps the memory of containers that others become forks of'],
  ['/srv/', '"/srv/" is not the shortest path of a shared folder. Write "/srv".'],
  ['/srv/x/..', '"/srv/x/.." is not the shortest path of a shared folder. Write "/srv".'],
  ['/var/run/app', '"/var/run/app" is not the shortest path of a shared folder. Write "/run/app".'],
  ['/srv/\u202ea', 'The shared folder "/srv/\\u{202e}a" has a character in its name that a reader does not see. Rename the folder.'],
  ['/srv/a\nb', 'The shared folder "/srv/a\\u{a}b" has a character'],
  ['/srv/out/in', 'The shared folder "/srv/out/in" is in "/srv/out", which is shared for writing'],
  ['srv', 'The path of a shared folder must be an absolute path'],
])('a host can\'t share %s', (path, problem) => {
  expect(refusal(() => new ContainerHost(testStack(), 'Host', { sharedFolders: [{ path }, { path: '/srv/out', readOnly: false }] })))
    .toContain(problem);
});

test('a host can\'t share the files of the system for writing', () => {
  const path = '/etc/cron.d';
  const sharing = (readOnly: boolean) => () => new ContainerHost(testStack(), 'Host', { sharedFolders: [{ path, readOnly }] });
  expect(sharing(true)).not.toThrow();
  expect(refusal(sharing(false))).toContain(`The machine itself runs on the files in "/etc", so "${path}" can't be shared for writing`);
});

test('a path in a folder that is shared for writing is refused with the reason', () => {
  const host = testHost({ sharedFolders: [{ path: '/srv', readOnly: false }] });
  expect(refusal(() => addTo(host, { mounts: [Mount.bind('/srv/logs', '/x')] }))).toContain(
    'A container that writes to "/srv" could replace "/srv/logs" by a link. Mount "/srv" itself. Use a volume, or add Exemption.of(');
});

test('a host can\'t share a folder that is known only after apply', () => {
  const stack = testStack();
  const { stringValue } = new TerraformVariable(stack, 'path', {});
  expect(refusal(() => new ContainerHost(stack, 'Host', { sharedFolders: [{ path: stringValue }] })))
    .toContain('The path of a shared folder must be known at synthesis');
});

test('a mount of an unknown path passes at synthesis; the provider checks it', () => {
  const { stringValue } = new TerraformVariable(testStack(), 'path', {});
  expect(mounting(stringValue)).not.toThrow();
});
