import {
  chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { Backend, BaseImage, ContainerHost, DockerfileImageOptions, RemovalPolicy } from '../../src';
import { Synthesized, fakeBundle, refusal, testHost } from '../assertions';

let folder: string;

function write(name: string, content = name): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'berth-dockerfile-')), 'worker');
  write('Dockerfile', 'FROM scratch\nCOPY . /\n');
  write('app.js');
  write('node_modules/one.js');
  write('.dockerignore', 'node_modules\n*.md\n!keep.md\n');
});

afterEach(() => rmSync(dirname(folder), { recursive: true }));

function built(options: DockerfileImageOptions = {}, backend = Backend.BERTH) {
  const host = testHost({ backend });
  const image = host.addImage(BaseImage.fromDockerfile(folder, options));
  const synthesized = Synthesized.of(host);
  const resource = synthesized.resource('docker_image');
  const context = join(synthesized.folder, resource.build.context.replace('${path.module}/', ''));
  return { image, resource, context, synthesized };
}

test.each([Backend.BERTH, Backend.KREUZWERKER])('builds a copy of the folder that is next to the stack, on %s', (backend) => {
  const { image, resource, context, synthesized } = built({}, backend);
  expect(resource).toEqual({
    name: expect.stringMatching(/^berth\/worker:[0-9a-f]{12}$/),
    keep_locally: true,
    force_remove: false,
    build: {
      context: expect.stringMatching(/^\$\{path\.module\}\/assets\/Host_Images_worker_Source_[0-9A-F]{8}\/[0-9a-f]{64}\/context$/),
      dockerfile: 'Dockerfile',
    },
  });
  expect(image.name).toBe(resource.name);
  expect(synthesized.addresses.filter((address) => address.startsWith('docker_image'))).toEqual([
    expect.stringMatching(/^docker_image\.Host_Images_worker_[0-9A-F]{8}$/),
  ]);
  expect(readFileSync(join(context, 'Dockerfile'), 'utf8')).toBe('FROM scratch\nCOPY . /\n');
});

test('sets every option, and takes values literally', () => {
  write('docker/web.Dockerfile');
  const { resource, context } = built({
    id: 'web',
    name: 'web:1',
    platform: 'linux/arm64',
    removalPolicy: RemovalPolicy.DESTROY,
    forceRemove: true,
    dockerfile: './docker/web.Dockerfile',
    buildArgs: { GREETING: 'a ${b}' },
    target: 'last',
  });
  expect(resource).toEqual({
    name: 'web:1',
    platform: 'linux/arm64',
    keep_locally: false,
    force_remove: true,
    build: {
      context: resource.build.context,
      dockerfile: 'docker/web.Dockerfile',
      build_args: { GREETING: 'a $${b}' },
      target: 'last',
      platform: 'linux/arm64',
    },
  });
  expect(existsSync(join(context, 'docker/web.Dockerfile'))).toBe(true);
});

describe('the build context', () => {
  test('lacks what .dockerignore excludes, except what the engine needs', () => {
    for (const name of ['README.md', 'keep.md', 'docs/deep/page.md']) write(name);
    write('.dockerignore', 'node_modules\n*.md\n!keep.md\ndocs/deep\n!docs/deep/page.md\nDockerfile\n.dockerignore');
    const { context } = built();
    expect(readdirSync(context).sort()).toEqual(['.dockerignore', 'Dockerfile', 'app.js', 'docs', 'keep.md']);
    expect(readdirSync(join(context, 'docs/deep'))).toEqual(['page.md']);
  });

  test('is refused if .dockerignore has a line that is no pattern', () => {
    write('.dockerignore', 'node_modules\n[a-\n');
    expect(() => built()).toThrow('has the line "[a-", which is no pattern');
  });

  test('lacks Terraform\'s and cdktf\'s own files unless .dockerignore re-includes them', () => {
    for (const name of ['terraform.tfstate', '.terraform/one', 'terraform.d/one', 'cdktf.out/manifest.json', 'keep.tfstate']) write(name);
    write('.dockerignore', '!keep.tfstate');
    expect(readdirSync(built().context).sort()).toEqual(['.dockerignore', 'Dockerfile', 'app.js', 'keep.tfstate', 'node_modules']);
  });

  test('lacks the output of its own app, so a second synthesis changes nothing', () => {
    const synthesize = () => {
      const app = new App({ outdir: join(folder, 'synthesized'), context: { 'berth:providerFolder': fakeBundle() } });
      const stack = new TerraformStack(app, 'stack');
      const image = ContainerHost.fromEnvironment(stack, 'Host').addImage(BaseImage.fromDockerfile(folder));
      app.synth();
      return image.name;
    };
    expect(synthesize()).toBe(synthesize());
    const assets = join(folder, 'synthesized/stacks/stack/assets');
    const files = readdirSync(assets, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.includes('synthesized') || name.endsWith('.new'))).toEqual([]);
    expect(files.filter((name) => name.endsWith('app.js'))).toHaveLength(1);
  });

  test('keeps permissions, links and empty folders', () => {
    mkdirSync(join(folder, 'empty'), { mode: 0o750 });
    chmodSync(join(folder, 'app.js'), 0o755);
    symlinkSync('/nowhere', join(folder, 'link'));
    const { context } = built();
    const mode = (name: string) => (lstatSync(join(context, name)).mode % 0o10000).toString(8);
    expect([mode('empty'), mode('app.js')]).toEqual(['750', '755']);
    expect(lstatSync(join(context, 'link')).isSymbolicLink()).toBe(true);
  });

  test('lacks sockets', async () => {
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      expect(existsSync(join(built().context, 'socket'))).toBe(false);
    } finally {
      server.close();
    }
  });
});

describe('another image', () => {
  const nameWith = (options: DockerfileImageOptions = {}) => built(options).image.name;

  test.each<[string, () => void]>([
    ['a content', () => write('app.js', 'changed')],
    ['a name', () => write('another.js')],
    ['a permission', () => chmodSync(join(folder, 'app.js'), 0o711)],
    ['a rule', () => write('.dockerignore', 'app.js')],
    ['an empty folder', () => mkdirSync(join(folder, 'empty'))],
  ])('follows from a change of %s', (_what, change) => {
    const before = built();
    change();
    const after = built();
    expect([after.image.name, after.resource.build.context]).not.toEqual([before.image.name, before.resource.build.context]);
    expect(after.image.name).not.toBe(before.image.name);
  });

  test.each<[string, DockerfileImageOptions]>([
    ['a build argument', { buildArgs: { VERSION: '2' } }],
    ['the stage', { target: 'last' }],
    ['the platform', { platform: 'linux/arm64' }],
  ])('follows from a change of %s', (_what, options) => expect(nameWith(options)).not.toBe(nameWith()));

  test('does not follow from times, from what is excluded or from another place', () => {
    const before = nameWith();
    utimesSync(join(folder, 'app.js'), 1, 1);
    write('node_modules/one.js', 'changed');
    write('node_modules/two.js');
    expect(nameWith()).toBe(before);
  });

  test('does not follow from the number of a token', () => {
    const nameAfter = (others: number) => {
      const host = testHost();
      const { stringValue } = new TerraformVariable(host.node.scope!, 'version', {});
      for (let each = 0; each < others; each += 1) host.addNetwork(`N${each}`).name;
      host.addImage(BaseImage.fromDockerfile(folder, { buildArgs: { VERSION: stringValue } }));
      const { name, build } = Synthesized.of(host).resource('docker_image');
      expect(build.build_args).toEqual({ VERSION: '${var.version}' });
      return name;
    };
    expect(nameAfter(0)).toBe(nameAfter(3));
  });
});

test('is called "image" if it is the folder of the app, whose name differs between checkouts', () => {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const host = testHost();
    expect(host.addImage(BaseImage.fromDockerfile('.')).name).toMatch(/^berth\/image:/);
    expect(Synthesized.of(host).addresses).toContainEqual(expect.stringMatching(/^docker_image\.Host_Images_image_/));
  } finally {
    process.chdir(before);
  }
});

test('exists on a host once, even if it is described twice', () => {
  const host = testHost();
  expect(host.addImage(BaseImage.fromDockerfile(folder))).toBe(host.addImage(BaseImage.fromDockerfile(folder)));
});

describe('refuses', () => {
  const refused = (path: string, options?: DockerfileImageOptions) => refusal(() => BaseImage.fromDockerfile(path, options));

  test('a folder that does not exist', () => {
    expect(refused('./nowhere')).toBe(`The folder "./nowhere" does not exist (looked for ${process.cwd()}/nowhere). `
      + 'A relative path starts at the working directory of the app.');
  });

  test('a file in place of the folder', () => {
    const file = join(folder, 'Dockerfile');
    expect(refused(file)).toBe(`"${file}" is a file, but an image is built from a folder. Give the folder that contains the Dockerfile, `
      + 'and set the option `dockerfile` if the file has another name.');
  });

  test('a folder without the Dockerfile', () => {
    expect(refused(folder, { dockerfile: 'Containerfile' })).toBe(`There is no "Containerfile" in the folder "${folder}". `
      + 'Set the option `dockerfile` to the path of the Dockerfile in that folder.');
    expect(refused(folder, { dockerfile: 'node_modules' })).toContain('There is no "node_modules"');
  });

  test.each(['../Dockerfile', '/Dockerfile', 'a/../../Dockerfile'])('the Dockerfile %s outside of the folder', (dockerfile) => {
    expect(refused(folder, { dockerfile })).toBe(`The Dockerfile "${dockerfile}" is not in the folder "${folder}". Write its path `
      + 'relative to the folder and without "..", as in "docker/Dockerfile", or give a folder that contains both.');
  });

  test('two images with one id, and says what to do', () => {
    const host = testHost();
    host.addImage(BaseImage.fromDockerfile(folder, { target: 'one' }));
    expect(refusal(() => host.addImage(BaseImage.fromDockerfile(folder, { target: 'two' })))).toBe(
      '[stack/Host] This host already has an image with the id "worker" but other options. '
      + 'Use the same BaseImage for both, or set the option `id` of one of them.');
  });
});
