import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { Backend, Mount, OnFileChange, SecretFile, SecretFileOptions, Size } from '../../../../src';
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

describe('secrets', () => {
  const secret = (host: Construct, path = '/run/secrets/token', options: SecretFileOptions = {}) =>
    SecretFile.fromVariable(new TerraformVariable(host, 'Token', { type: 'string', sensitive: true }), path, options);

  test('come from a variable, which Terraform then stores nowhere', () => {
    const host = testHost();
    const token = new TerraformVariable(host, 'Token', { type: 'string', sensitive: true });
    const container = addTo(host, { secrets: [SecretFile.fromVariable(token, '/run/secrets/token')] });
    container.addSecret(SecretFile.fromVariable(token, '/own', { mode: '0400', owner: '1000', version: '2' }));
    const content = `\${var.${token.friendlyUniqueId}}`;
    expect(Synthesized.of(container).resource('docker_container').secret_file).toEqual([
      { file: '/run/secrets/token', content_wo: content, content_wo_version: '1', permissions: '0444', owner: '0:0' },
      { file: '/own', content_wo: content, content_wo_version: '2', permissions: '0400', owner: '1000:1000' },
    ]);
    const { variable, terraform } = JSON.parse(Testing.synth(TerraformStack.of(container)));
    expect(variable).toEqual({ [token.friendlyUniqueId]: { type: 'string', ephemeral: true, sensitive: true } });
    expect(terraform.required_version).toBe('>= 1.11');
  });

  test('work with a read-only root file system', () => {
    const host = testHost();
    expect(Synthesized.of(addTo(host, { readOnlyRootFilesystem: true, secrets: [secret(host)] })).resource('docker_container'))
      .toMatchObject({ read_only: true, secret_file: [{ file: '/run/secrets/token' }] });
  });

  test.each<[string, SecretFileOptions, string]>([
    ['run/token', {}, 'The path of a secret file must be an absolute path; given: "run/token". Begin it with "/".'],
    ['/a', { mode: '400' }, 'The mode of the secret file "/a" must be an octal file mode such as "0644"; given: "400".'],
    [
      '/a', { owner: 'root' },
      'The owner of the secret file "/a" must be a numeric user id, or user and group ids as in "101:101"; given: "root".',
    ],
    ['/etc/app', {}, 'The path of a file and a secret file "/etc/app" is used more than once. Keep one.'],
    ['/mem/a', {}, 'The file "/mem/a" is in "/mem", a tmpfs, which is empty whenever the container starts. Put it into another folder.'],
  ])('reject the file %s with %j', (path, options, message) => {
    const host = testHost();
    const [files, mounts] = [[{ path: '/etc/app', content: '' }], [Mount.tmpfs('/mem')]];
    expect(refusal(() => addTo(host, { files, mounts, secrets: [secret(host, path, options)] }))).toBe(`[stack/Host/Web] ${message}`);
  });

  test('reject a variable that is readable, or of another stack', () => {
    const host = testHost();
    const variable = (id: string, more: object) => new TerraformVariable(host, id, { type: 'string', ...more });
    expect(refusal(() => SecretFile.fromVariable(variable('Plain', {}), '/a'))).toBe(
      'The secret file "/a" needs a sensitive variable, but "Plain" is not sensitive. Add `sensitive: true` to the variable.');
    const fixed = variable('Fixed', { sensitive: true, default: 's3cret' });
    expect(refusal(() => SecretFile.fromVariable(fixed, '/a'))).toBe(
      'The variable "Fixed" of the secret file "/a" has a default, which would be readable in the synthesized stack. Remove `default`, '
      + `and set the variable where Terraform runs, as with TF_VAR_${fixed.friendlyUniqueId}=….`);
    expect(refusal(() => SecretFile.fromVariable('s3cret' as never, '/a'))).toBe(
      'The `variable` of the secret file "/a" must be a TerraformVariable, so that the value is in no file. What is given is not shown, '
      + 'since it may be a secret. Create a variable: new TerraformVariable(stack, "token", { type: "string", sensitive: true }).');
    const other = secret(new TerraformStack(host.node.root, 'other'), '/a');
    expect(refusal(() => addTo(host, { secrets: [other] }))).toBe(
      '[stack/Host/Web] The variable of the secret file "/a" is other/Token, and not in the container\'s stack, "stack". A stack can\'t '
      + 'pass a secret to another one without storing it. Create a variable in the container\'s stack.');
  });

  test('are refused on kreuzwerker/docker, which stores every value', () => {
    const host = testHost({ backend: Backend.KREUZWERKER });
    expect(refusal(() => addTo(host, { readOnlyRootFilesystem: true, secrets: [secret(host)] }))).toBe(
      '[stack/Host/Web] The prop `secrets` is not supported by the back end kreuzwerker/docker: use `files` with the value of a sensitive '
      + 'variable, which Terraform then stores in its state, or use Backend.BERTH.');
  });
});
