import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Backend, BaseImage, ContainerHost, RemovalPolicy } from '../../src';
import { Synthesized, fakeBundle, refusal, testHost } from '../assertions';

const temporary = (name: string) => mkdtempSync(join(tmpdir(), `berth-${name}-`));

function rootFilesystem(content = 'hello'): string {
  const folder = join(temporary('image'), 'rootfs');
  mkdirSync(join(folder, 'etc'), { recursive: true });
  writeFileSync(join(folder, 'etc', 'motd'), content);
  return folder;
}

function archive(): string {
  const path = join(temporary('image'), 'app.tar');
  writeFileSync(path, 'an archive');
  return path;
}

/** Returns the path of a file in the synthesized stack, from the expression in an attribute. */
const staged = (folder: string, path: string) => join(folder, path.replace('${path.module}/', ''));

describe('from a registry', () => {
  test('sets the defaults', () => {
    const host = testHost();
    host.addImage(BaseImage.fromRegistry('nginx:1.27'));
    expect(Synthesized.of(host).resource('docker_image')).toEqual({ name: 'nginx:1.27', keep_locally: true, force_remove: false });
  });

  test('sets every option', () => {
    const host = testHost();
    host.addImage(BaseImage.fromRegistry('nginx:1.27', {
      id: 'web', platform: 'linux/arm64', removalPolicy: RemovalPolicy.DESTROY, forceRemove: true, pullTriggers: ['1'],
    }));
    const synthesized = Synthesized.of(host);
    expect(synthesized.addresses).toEqual(['docker_image.Host_Images_web_9C030408']);
    expect(synthesized.resource('docker_image')).toEqual({
      name: 'nginx:1.27', platform: 'linux/arm64', keep_locally: false, force_remove: true, pull_triggers: ['1'],
    });
  });

  test('adds an image to a host once, even if it is described several times', () => {
    const host = testHost();
    for (const id of ['A', 'B']) host.addContainer(id, { image: BaseImage.fromRegistry('nginx:1.27') });
    const synthesized = Synthesized.of(host);
    const [address] = Object.keys(synthesized.resources('docker_image'));
    expect(synthesized.addresses.filter((each) => each.startsWith('docker_image.'))).toEqual([`docker_image.${address}`]);
    for (const { image } of Object.values(synthesized.resources('docker_container'))) {
      expect(image).toBe(`\${docker_image.${address}.image_id}`);
    }
  });

  test('refuses the same image with other options, unless it has its own id', () => {
    const host = testHost();
    host.addImage(BaseImage.fromRegistry('nginx:1.27'));
    expect(refusal(() => host.addImage(BaseImage.fromRegistry('nginx:1.27', { forceRemove: true })))).toBe(
      '[stack/Host] This host already has an image with the id "nginx:1.27" but other options. '
      + 'Use the same BaseImage for both, or set the option `id` of one of them.');
    expect(() => host.addImage(BaseImage.fromRegistry('nginx:1.27', { removalPolicy: RemovalPolicy.DESTROY, id: 'kept' }))).not.toThrow();
  });

  test('derives the id of a token from its expression, not from its number', () => {
    const addressWith = (others: number) => {
      const host = testHost();
      const { stringValue } = new TerraformVariable(host.node.scope!, 'image', {});
      for (let each = 0; each < others; each += 1) host.addNetwork(`N${each}`).name;
      host.addImage(BaseImage.fromRegistry(`ghcr.io/${stringValue}`));
      const synthesized = Synthesized.of(host);
      expect(synthesized.resource('docker_image').name).toBe('ghcr.io/${var.image}');
      return Object.keys(synthesized.resources('docker_image'));
    };
    expect(addressWith(0)).toEqual(addressWith(3));
  });
});

describe('from a root file system', () => {
  test('packs a folder next to the stack', () => {
    const host = testHost();
    const path = rootFilesystem();
    const image = host.addImage(BaseImage.fromRootFilesystem(path));

    const { folder, ...synthesized } = Synthesized.of(host);
    const resource = Synthesized.of(host).resource('docker_image_import');
    const expression = /^\$\{path\.module\}\/assets\/Host_Images_rootfs_Source_[0-9A-F]{8}\/([0-9a-f]{64})\/rootfs\.tar$/;
    const hash = expression.exec(resource.root_filesystem)![1];
    expect(resource).toEqual({
      name: `berth/rootfs:${hash.slice(0, 12)}`, root_filesystem: resource.root_filesystem, keep_locally: true, force_remove: false,
    });
    expect(synthesized.json.resource.docker_image).toBeUndefined();
    expect(image.name).toBe(resource.name);
    const tar = staged(folder, resource.root_filesystem);
    expect(execFileSync('tar', ['-xOf', tar, 'etc/motd'], { encoding: 'utf8' })).toBe('hello');
    expect(execFileSync('sha256sum', [tar], { encoding: 'utf8' })).toContain(hash);
  });

  test('copies an archive unchanged, and sets every option', () => {
    const host = testHost();
    host.addImage(BaseImage.fromRootFilesystem(archive(), {
      id: 'base',
      name: 'base:1',
      platform: 'linux/arm64',
      removalPolicy: RemovalPolicy.DESTROY,
      forceRemove: true,
      command: ['sh', '-c', 'echo ${HOME}'],
      user: 'app',
    }));
    const { folder } = Synthesized.of(host);
    const resource = Synthesized.of(host).resource('docker_image_import');
    expect(resource).toEqual({
      name: 'base:1',
      root_filesystem: resource.root_filesystem,
      platform: 'linux/arm64',
      keep_locally: false,
      force_remove: true,
      changes: ['USER app', 'CMD ["sh","-c","echo $${HOME}"]'],
    });
    expect(readFileSync(staged(folder, resource.root_filesystem), 'utf8')).toBe('an archive');
  });

  test('builds the image on the standard back end', () => {
    const host = testHost({ backend: Backend.KREUZWERKER });
    host.addImage(BaseImage.fromRootFilesystem(rootFilesystem(), {
      name: 'base:1', platform: 'linux/amd64', environment: { A: 'b $c' }, command: ['sh'],
    }));
    const { folder } = Synthesized.of(host);
    const resource = Synthesized.of(host).resource('docker_image');
    const context = resource.build.context;
    expect(resource).toEqual({
      name: 'base:1',
      platform: 'linux/amd64',
      keep_locally: true,
      force_remove: false,
      build: { context, dockerfile: 'Dockerfile', platform: 'linux/amd64' },
    });
    expect(readdirSync(staged(folder, context)).sort()).toEqual(['Dockerfile', 'rootfs.tar']);
    expect(readFileSync(join(staged(folder, context), 'Dockerfile'), 'utf8'))
      .toBe('FROM scratch\nADD rootfs.tar /\nENV A="b \\$c"\nCMD ["sh"]\n');
  });

  test('copies the image for each host', () => {
    const stack = testHost().node.scope as TerraformStack;
    const image = BaseImage.fromRootFilesystem(rootFilesystem());
    for (const host of [ContainerHost.fromUnixSocket(stack, 'Two'), ContainerHost.fromUnixSocket(stack, 'Three')]) host.addImage(image);
    const paths = Object.values(Synthesized.of(stack).resources('docker_image_import')).map(({ root_filesystem }) => root_filesystem);
    expect(new Set(paths).size).toBe(2);
  });

  test('refuses a path that does not exist', () => {
    expect(refusal(() => BaseImage.fromRootFilesystem('nowhere/rootfs'))).toBe(
      `The root file system "nowhere/rootfs" does not exist (looked for ${process.cwd()}/nowhere/rootfs). `
      + 'A relative path starts at the working directory of the app.');
  });
});

describe('from an archive', () => {
  test('copies the archive next to the stack', () => {
    const host = testHost();
    host.addImage(BaseImage.fromArchive(archive()));
    const { folder } = Synthesized.of(host);
    const resource = Synthesized.of(host).resource('docker_image_import');
    expect(resource).toEqual({
      name: expect.stringMatching(/^berth\/app:[0-9a-f]{12}$/), archive: resource.archive, keep_locally: true, force_remove: false,
    });
    expect(resource.archive).toMatch(/^\$\{path\.module\}\/assets\/Host_Images_app_Source_\w+\/\w+\/image\.tar$/);
    expect(readFileSync(staged(folder, resource.archive), 'utf8')).toBe('an archive');
  });

  test('packs the folder of an OCI image layout', () => {
    const layout = temporary('oci');
    writeFileSync(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
    const host = testHost();
    host.addImage(BaseImage.fromArchive(layout, { id: 'app' }));
    const { folder } = Synthesized.of(host);
    const tar = staged(folder, Synthesized.of(host).resource('docker_image_import').archive);
    expect(execFileSync('tar', ['-tf', tar], { encoding: 'utf8' })).toBe('oci-layout\n');
  });
});

test('copies changed content to another path, and removes the old copy', () => {
  const path = rootFilesystem('before');
  const { outdir } = Testing.app();
  const synthesize = () => {
    const app: App = Testing.app({ outdir, context: { 'berth:providerFolder': fakeBundle() } });
    const stack = new TerraformStack(app, 'stack');
    const image = ContainerHost.fromEnvironment(stack, 'Host').addImage(BaseImage.fromRootFilesystem(path, { name: 'base:1' }));
    app.synth();
    const { root_filesystem } = JSON.parse(readFileSync(join(outdir, 'stacks', 'stack', 'cdk.tf.json'), 'utf8'))
      .resource.docker_image_import[image.resource.friendlyUniqueId];
    return staged(join(outdir, 'stacks', 'stack'), root_filesystem);
  };

  const before = synthesize();
  expect(synthesize()).toBe(before);
  writeFileSync(join(path, 'etc', 'motd'), 'after');
  const after = synthesize();

  expect(after).not.toBe(before);
  expect(readdirSync(join(after, '..', '..'))).toHaveLength(1);
  expect(execFileSync('tar', ['-xOf', after, 'etc/motd'], { encoding: 'utf8' })).toBe('after');
});
