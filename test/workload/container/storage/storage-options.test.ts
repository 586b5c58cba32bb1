import { Mount, Size } from '../../../../src';
import { Synthesized, addTo, containerWith, refusal, testHost } from '../../../assertions';

test('defaults', () => {
  const container = containerWith({});
  for (const absent of ['mounts', 'upload', 'read_only', 'tmpfs', 'volumes']) expect(container).not.toHaveProperty(absent);
});

test('the root file system can be read-only', () => {
  expect(containerWith({ readOnlyRootFilesystem: true })).toMatchObject({
    read_only: true, mounts: [{ type: 'tmpfs', target: '/tmp', tmpfs_options: { mode: 0o1777, size_bytes: 64 * 1024 ** 2 } }],
  });
});

test('what is mounted for temporary files takes the place of what would be', () => {
  const container = addTo(testHost(), { readOnlyRootFilesystem: true });
  container.addMount(Mount.tmpfs('/tmp/', { size: Size.mebibytes(1) }));
  expect(Synthesized.of(container).resource('docker_container').mounts).toEqual([
    { type: 'tmpfs', target: '/tmp/', tmpfs_options: { mode: 0o1777, size_bytes: 1024 ** 2 } },
  ]);
});

describe('mounts', () => {
  test('defaults', () => {
    const host = testHost();
    const volume = host.addVolume('Data');
    addTo(host, { mounts: [Mount.volume(volume, '/data'), Mount.bind('/srv', '/srv'), Mount.tmpfs('/run')] });
    expect(Synthesized.of(host).resource('docker_container').mounts).toEqual([
      { type: 'volume', source: `\${docker_volume.${volume.resource.friendlyUniqueId}.name}`, target: '/data', read_only: false },
      { type: 'bind', source: '/srv', target: '/srv', read_only: false },
      { type: 'tmpfs', target: '/run', tmpfs_options: { mode: 0o1777 } },
    ]);
  });

  test('all of it', () => {
    const host = testHost();
    const volume = host.addVolume('Data');
    const container = addTo(host, { mounts: [Mount.volume(volume, '/data', { readOnly: true, noCopy: true })] });
    container.addMount(Mount.bind('/srv', '/srv', { readOnly: true }));
    container.addMount(Mount.tmpfs('/run', { size: Size.mebibytes(1), mode: '0700' }));
    expect(Synthesized.of(host).resource('docker_container').mounts).toEqual([
      {
        type: 'volume', source: `\${docker_volume.${volume.resource.friendlyUniqueId}.name}`, target: '/data', read_only: true, volume_options: { no_copy: true },
      },
      { type: 'bind', source: '/srv', target: '/srv', read_only: true },
      { type: 'tmpfs', target: '/run', tmpfs_options: { mode: 0o700, size_bytes: 1_048_576 } },
    ]);
  });

  test('a file system in memory may have an owner, which the engine takes elsewhere', () => {
    const container = addTo(testHost(), { mounts: [Mount.tmpfs('/run', { owner: '101', size: Size.mebibytes(1) })] });
    container.addMount(Mount.tmpfs('/cache', { owner: '101:102', mode: '0700' }));
    const resource = Synthesized.of(container).resource('docker_container');
    expect(resource.tmpfs).toEqual({ '/run': 'uid=101,gid=101,mode=1777,size=1048576', '/cache': 'uid=101,gid=102,mode=0700' });
    expect(resource).not.toHaveProperty('mounts');
  });

  test('fails for paths that are not absolute, and a target twice in any spelling, all at once', () => {
    const mounts = [Mount.bind('srv', 'srv'), Mount.tmpfs('/run'), Mount.tmpfs('/x/../run/')];
    expect(refusal(() => addTo(testHost(), { mounts }))).toBe(
      '[stack/Host/Web] 3 problems:\n'
      + '  - The target of a mount must be an absolute path; given: "srv". Begin it with "/".\n'
      + '  - The host path of a mount must be an absolute path; given: "srv". Begin it with "/".\n'
      + '  - The target of a mount "/run" is given more than once. Keep one.');
    expect(refusal(() => addTo(testHost(), { mounts: [Mount.tmpfs('/run')] }).addMount(Mount.tmpfs('/run')))).toBe(
      '[stack/Host/Web] The target of a mount "/run" is given more than once. Keep one.');
  });

  test('fails for a mode that is none', () => {
    expect(refusal(() => Mount.tmpfs('/run', { owner: 'nginx' }))).toBe(
      'The owner of a tmpfs must be a user\'s number, or user and group as in "101:101"; given: "nginx".');
    expect(refusal(() => Mount.tmpfs('/run', { mode: 'rwx' }))).toBe('The mode of a tmpfs must be an octal file mode such as "0644"; given: "rwx".');
  });
});

describe('files', () => {
  test('defaults', () => {
    expect(containerWith({ files: [{ path: '/etc/app', content: 'a = "${b}"\n' }] }).upload).toEqual([
      { file: '/etc/app', content: 'a = "$${b}"\n', permissions: '0644' },
    ]);
  });

  test('all of it', () => {
    const container = addTo(testHost(), { files: [{ path: '/bin/app', contentBase64: 'f0VMRg==', mode: '0755' }] });
    container.addFile({ path: '/empty', content: '' });
    expect(Synthesized.of(container).resource('docker_container').upload).toEqual([
      { file: '/bin/app', content_base64: 'f0VMRg==', permissions: '0755' },
      { file: '/empty', content: '', permissions: '0644' },
    ]);
  });

  test('what another resource tells can be in one', () => {
    const host = testHost();
    const network = host.addNetwork('Front');
    addTo(host, { files: [{ path: '/etc/app', content: `on ${network.name} as $\{x}` }] });
    expect(Synthesized.of(host).resource('docker_container').upload[0].content).toBe('on ${docker_network.Host_Front_DE8CD501.name} as $${x}');
  });

  test('fails for what is no file, all at once', () => {
    const files = [{ path: 'etc', content: '' }, { path: '/a' }, { path: '/b', content: '', contentBase64: '' }, { path: '/c', content: '', mode: '644' },
      { path: '/c', content: '' }];
    expect(refusal(() => addTo(testHost(), { files }))).toBe(
      '[stack/Host/Web] 5 problems:\n'
      + '  - The path of a file must be an absolute path; given: "etc". Begin it with "/".\n'
      + '  - The file "/a" needs one of `content` and `contentBase64`, and not both.\n'
      + '  - The file "/b" needs one of `content` and `contentBase64`, and not both.\n'
      + '  - The mode of the file "/c" must be an octal file mode such as "0644"; given: "644".\n'
      + '  - The path of a file "/c" is given more than once. Keep one.');
  });
});
