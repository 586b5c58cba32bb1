import { Backend, Mount, OnFileChange, Size } from '../../../../src';
import { Synthesized, addTo, containerWith, refusal, testHost } from '../../../assertions';

test('adds no storage by default', () => {
  const container = containerWith({});
  for (const absent of ['mounts', 'upload', 'read_only', 'tmpfs', 'volumes']) expect(container).not.toHaveProperty(absent);
});

test('gives a container with a read-only root file system a tmpfs at /tmp', () => {
  expect(containerWith({ readOnlyRootFilesystem: true })).toMatchObject({
    read_only: true, mounts: [{ type: 'tmpfs', target: '/tmp', tmpfs_options: { mode: 0o1777, size_bytes: 64 * 1024 ** 2 } }],
  });
});

test('keeps a mount at /tmp of a container with a read-only root file system', () => {
  const container = addTo(testHost(), { readOnlyRootFilesystem: true });
  container.addMount(Mount.tmpfs('/tmp/', { size: Size.mebibytes(1) }));
  expect(Synthesized.of(container).resource('docker_container').mounts).toEqual([
    { type: 'tmpfs', target: '/tmp/', tmpfs_options: { mode: 0o1777, size_bytes: 1024 ** 2 } },
  ]);
});

describe('mounts', () => {
  const sharedFolders = [{ path: '/srv', readOnly: false }];

  test('have defaults', () => {
    const host = testHost({ sharedFolders });
    const volume = host.addVolume('Data');
    addTo(host, { mounts: [Mount.volume(volume, '/data'), Mount.bind('/srv', '/srv'), Mount.tmpfs('/run')] });
    expect(Synthesized.of(host).resource('docker_container').mounts).toEqual([
      { type: 'volume', source: `\${docker_volume.${volume.resource.friendlyUniqueId}.name}`, target: '/data', read_only: false },
      { type: 'bind', source: '/srv', target: '/srv', read_only: false },
      { type: 'tmpfs', target: '/run', tmpfs_options: { mode: 0o1777 } },
    ]);
  });

  test('render all options', () => {
    const host = testHost({ sharedFolders });
    const volume = host.addVolume('Data');
    const container = addTo(host, { mounts: [Mount.volume(volume, '/data', { readOnly: true, noCopy: true })] });
    container.addMount(Mount.bind('/srv', '/srv', { readOnly: true }));
    container.addMount(Mount.tmpfs('/run', { size: Size.mebibytes(1), mode: '0700' }));
    expect(Synthesized.of(host).resource('docker_container').mounts).toEqual([
      {
        type: 'volume',
        source: `\${docker_volume.${volume.resource.friendlyUniqueId}.name}`,
        target: '/data',
        read_only: true,
        volume_options: { no_copy: true },
      },
      { type: 'bind', source: '/srv', target: '/srv', read_only: true },
      { type: 'tmpfs', target: '/run', tmpfs_options: { mode: 0o700, size_bytes: 1_048_576 } },
    ]);
  });

  test('render a tmpfs with an owner in the attribute `tmpfs`', () => {
    const container = addTo(testHost(), { mounts: [Mount.tmpfs('/run', { owner: '101', size: Size.mebibytes(1) })] });
    container.addMount(Mount.tmpfs('/cache', { owner: '101:102', mode: '0700' }));
    const resource = Synthesized.of(container).resource('docker_container');
    expect(resource.tmpfs).toEqual({ '/run': 'uid=101,gid=101,mode=1777,size=1048576', '/cache': 'uid=101,gid=102,mode=0700' });
    expect(resource).not.toHaveProperty('mounts');
  });

  test('reject relative paths and duplicate targets in one error', () => {
    const mounts = [Mount.bind('srv', 'srv'), Mount.tmpfs('/run'), Mount.tmpfs('/x/../run/')];
    expect(refusal(() => addTo(testHost(), { mounts }))).toBe(
      '[stack/Host/Web] 3 problems:\n'
      + '  - The target of a mount must be an absolute path; given: "srv". Begin it with "/".\n'
      + '  - The host path of a mount must be an absolute path; given: "srv". Begin it with "/".\n'
      + '  - The target of a mount "/run" is used more than once. Keep one.');
    expect(refusal(() => addTo(testHost(), { mounts: [Mount.tmpfs('/run')] }).addMount(Mount.tmpfs('/run')))).toBe(
      '[stack/Host/Web] The target of a mount "/run" is used more than once. Keep one.');
  });

  test('reject an invalid owner or mode', () => {
    expect(refusal(() => Mount.tmpfs('/run', { owner: 'nginx' }))).toBe(
      'The owner of a tmpfs must be a numeric user id, or user and group ids as in "101:101"; given: "nginx".');
    expect(refusal(() => Mount.tmpfs('/run', { mode: 'rwx' }))).toBe(
      'The mode of a tmpfs must be an octal file mode such as "0644"; given: "rwx".');
  });
});

describe('files', () => {
  test('have defaults', () => {
    expect(containerWith({ files: [{ path: '/etc/app', content: 'a = "${b}"\n' }] }).upload).toEqual([
      { file: '/etc/app', content: 'a = "$${b}"\n', permissions: '0644' },
    ]);
  });

  test('render all options', () => {
    const container = addTo(testHost(), { files: [{ path: '/bin/app', contentBase64: 'f0VMRg==', mode: '0755' }] });
    container.addFile({ path: '/empty', content: '' });
    expect(Synthesized.of(container).resource('docker_container').upload).toEqual([
      { file: '/bin/app', content_base64: 'f0VMRg==', permissions: '0755' },
      { file: '/empty', content: '', permissions: '0644' },
    ]);
  });

  test('can contain tokens', () => {
    const host = testHost();
    const network = host.addNetwork('Front');
    addTo(host, { files: [{ path: '/etc/app', content: `on ${network.name} as $\{x}` }] });
    const [{ content }] = Synthesized.of(host).resource('docker_container').upload;
    expect(content).toBe('on ${docker_network.Host_Front_DE8CD501.name} as $${x}');
  });

  test('replace the container when they change, unless the author says otherwise', () => {
    const files = [{ path: '/etc/app', content: 'a' }];
    const change = (onFileChange?: OnFileChange) => containerWith({ files, onFileChange }).upload_change;
    expect([undefined, ...Object.values(OnFileChange)].map(change)).toEqual([undefined, undefined, 'restart', 'upload']);
  });

  test('can only replace the container on kreuzwerker/docker', () => {
    const files = [{ path: '/etc/app', content: 'a' }];
    const host = () => testHost({ backend: Backend.KREUZWERKER });
    expect(Synthesized.of(addTo(host(), { files, onFileChange: OnFileChange.REPLACE })).resource('docker_container'))
      .not.toHaveProperty('upload_change');
    expect(refusal(() => addTo(host(), { files, onFileChange: OnFileChange.RESTART }))).toBe(
      '[stack/Host/Web] Another `onFileChange` than OnFileChange.REPLACE is not supported by the back end kreuzwerker/docker: '
      + 'leave `onFileChange` out, or use Backend.BERTH.');
  });

  test('reject invalid files in one error', () => {
    const files = [
      { path: 'etc', content: '' },
      { path: '/a' },
      { path: '/b', content: '', contentBase64: '' },
      { path: '/c', content: '', mode: '644' },
      { path: '/c', content: '' },
    ];
    expect(refusal(() => addTo(testHost(), { files }))).toBe(
      '[stack/Host/Web] 5 problems:\n'
      + '  - The path of a file must be an absolute path; given: "etc". Begin it with "/".\n'
      + '  - The file "/a" needs either `content` or `contentBase64`. Set exactly one of them.\n'
      + '  - The file "/b" needs either `content` or `contentBase64`. Set exactly one of them.\n'
      + '  - The mode of the file "/c" must be an octal file mode such as "0644"; given: "644".\n'
      + '  - The path of a file "/c" is used more than once. Keep one.');
  });
});
