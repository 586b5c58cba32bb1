import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BaseImage, IsolationPolicy, MinimalImageOptions, Mount, Size } from '../../src';
import { MinimalImage } from '../../src/image/minimal/minimal-image';
import { Synthesized, testHost } from '../assertions';

const hello: MinimalImageOptions = { id: 'hello', files: [{ path: '/hello', content: 'hello' }], command: ['/hello'] };

beforeAll(() => { process.env.BERTH_CACHE = mkdtempSync(join(tmpdir(), 'berth-cache-')); });
afterAll(() => { delete process.env.BERTH_CACHE; });

const container = (options: Partial<MinimalImageOptions> = {}, more: object = {}) => {
  const host = testHost();
  IsolationPolicy.RESTRICTED.enforce(host);
  host.addContainer('it', { image: BaseImage.minimal({ ...hello, ...options }), ...more });
  return Synthesized.of(host).resource('docker_container');
};

test('an image is an archive in the folder of the stack, with its bills of materials next to it', () => {
  const host = testHost();
  host.addImage(BaseImage.minimal(hello));
  const synthesized = Synthesized.of(host);
  const { archive, name } = synthesized.resource('docker_image_import') as { archive: string; name: string };
  const path = join(synthesized.folder, archive.replace('${path.module}/', ''));
  expect(name).toMatch(/^berth\/hello:[0-9a-f]{12}$/);
  expect(existsSync(path)).toBe(true);
  expect(JSON.parse(readFileSync(join(dirname(path), 'sbom.spdx.json'), 'utf8')).spdxVersion).toBe('SPDX-2.3');
  expect(JSON.parse(readFileSync(join(dirname(path), 'sbom.cdx.json'), 'utf8')).bomFormat).toBe('CycloneDX');
});

test('its containers meet RESTRICTED with no further prop', () => {
  expect(container()).toMatchObject({ user: '65532:65532', read_only: true });
});

test('a scratch folder is a tmpfs that belongs to the user, unless the container has a mount there', () => {
  const options = { scratchFolders: ['/var/cache/app', '/run/app'], user: '101' };
  const own = { mounts: [Mount.tmpfs('/run', { size: Size.mebibytes(1) })] };
  expect(container(options, own)).toMatchObject({
    user: '101:101', tmpfs: { '/var/cache/app': `uid=101,gid=101,mode=1777,size=${64 * 1024 * 1024}` },
  });
  expect(Object.keys(container(options, own).tmpfs as object)).toEqual(['/var/cache/app']);
});

test('what a container sets takes precedence', () => {
  expect(container({}, { user: '7:7' })).toMatchObject({ user: '7:7' });
});

test('its contents tell what is in it', () => {
  const image = BaseImage.minimal(hello);
  const [contents] = image.contents;
  const [platform, digest] = [/^linux\//, /^sha256:/].map((pattern) => expect.stringMatching(pattern));
  expect(contents).toMatchObject({ platform, digest, packages: [], leftOut: [] });
  expect(contents!.files).toBeGreaterThan(1);
  expect(image.billOfMaterials!.spdx).toContain('./hello');
});

test('other images do not tell', () => {
  const image = BaseImage.fromRegistry('nginx:1.27');
  expect([image.contents, image.billOfMaterials]).toEqual([[], undefined]);
});

test('synthesis warns of what is known to be wrong', () => {
  const host = testHost();
  host.addImage(BaseImage.minimal({ ...hello, files: [{ path: '/app/.env', content: 'a=b' }] }));
  expect(Synthesized.of(host).warnings).toEqual([expect.stringContaining('/app/.env: an environment file, which may have secrets')]);
});

test('a folder is copied with what is in it, and programs stay executable', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-site-'));
  mkdirSync(join(folder, 'css'));
  writeFileSync(join(folder, 'css', 'a.css'), '');
  writeFileSync(join(folder, 'run'), '', { mode: 0o755 });
  const image = BaseImage.minimal({ id: 'site', files: [{ path: '/srv', source: folder }] });
  expect(JSON.parse(image.billOfMaterials!.spdx).files.map(({ fileName }: { fileName: string }) => fileName)).toEqual(
    expect.arrayContaining(['./srv/css/a.css', './srv/run']));
});

test.each<[string, Partial<MinimalImageOptions>, string]>([
  ['root', { user: '0:0' }, 'ROOT_IN_IMAGE'], ['a user by name', { user: 'app' }, 'ROOT_IN_IMAGE'],
  ['packages without a lock file', { packages: ['nginx'] }, 'PACKAGES_WITHOUT_LOCK'],
  ['a shell without one', { shell: true }, 'PACKAGES_WITHOUT_LOCK'],
  ['a path that is not absolute', { files: [{ path: 'a', content: '' }] }, 'PATH_NOT_ABSOLUTE'],
  ['a file without a content', { files: [{ path: '/a' }] }, 'FILE_CONTENT_NOT_CHOSEN'],
  ['a file that does not exist', { files: [{ path: '/a', source: '/nonexistent' }] }, 'PATH_MISSING'],
  ['two users with one number', { users: [{ name: 'a', id: 65_532 }] }, 'USER_TAKEN'],
])('refuses %s', (_, options, code) => {
  expect(() => BaseImage.minimal({ ...hello, ...options })).toThrow(expect.objectContaining({ code }));
});

test('what makes an image fail is said as the program says it', () => {
  const image = BaseImage.minimal({ ...hello, lockFile: '/nonexistent.json', packages: ['nginx'] });
  expect(() => image.contents).toThrow('There is no lock file "/nonexistent.json"');
});

describe('files of this machine', () => {
  const folder = () => {
    const place = mkdtempSync(join(tmpdir(), 'berth-files-'));
    mkdirSync(join(place, 'app/deep'), { recursive: true });
    writeFileSync(join(place, 'secret'), 'secret');
    writeFileSync(join(place, 'app/file'), 'file');
    return place;
  };
  const copy = (place: string, more: object = {}) => container({ files: [{ path: '/app', source: join(place, 'app'), ...more }] });
  const entriesOf = (place: string) => {
    const image = new MinimalImage({ id: 'it', files: [{ path: '/app', source: join(place, 'app') }] });
    const path = join(place, 'image.tar');
    image.writeTo(path);
    execFileSync('tar', ['-xf', path, '-C', mkdirSync(join(place, 'oci'), { recursive: true })!]);
    const blobs = readdirSync(join(place, 'oci/blobs/sha256'));
    return blobs.flatMap((blob) => {
      try {
        const listed = execFileSync('tar', ['-tvf', join(place, 'oci/blobs/sha256', blob)], { stdio: ['ignore', 'pipe', 'ignore'] });
        return listed.toString().split('\n');
      } catch {
        return [];
      }
    });
  };

  test('links in a copied folder stay links', () => {
    const place = folder();
    symlinkSync('../file', join(place, 'app/deep/relative'));
    symlinkSync(join(place, 'app/file'), join(place, 'app/absolute'));
    symlinkSync('deep', join(place, 'app/folder'));
    const entries = entriesOf(place).join('\n');
    expect(entries).toMatch(/app\/deep\/relative -> \.\.\/file$/m);
    expect(entries).toMatch(/app\/absolute -> file$/m);
    expect(entries).toMatch(/app\/folder -> deep$/m);
    expect(entries).not.toContain('app/folder/');
  });

  test.each<[string, (place: string) => string]>([
    ['to a file beside it', () => '../secret'],
    ['to a file of the machine', () => '/etc/passwd'],
    ['to a folder whose name begins with its own', (place) => { mkdirSync(join(place, 'apple')); return '../apple'; }],
    ['to nothing', () => 'gone'],
    ['through another link', (place) => { symlinkSync(place, join(place, 'app/out')); return 'out/secret'; }],
    ['by ".." behind a link', (place) => {
      symlinkSync('deep/er', join(place, 'app/in')); mkdirSync(join(place, 'app/deep/er'));
      writeFileSync(join(place, 'app/deep/file'), 'other'); return 'in/../file';
    }],
  ])('a link that leaves the folder is refused: %s', (_, targetIn) => {
    const place = folder();
    const target = targetIn(place);
    symlinkSync(target, join(place, 'app/a'));
    expect(() => copy(place)).toThrow(
      `The symbolic link "${join(place, 'app/a')}" leads to "${target}", which is not in the copied folder`);
  });

  test('what is no file, folder or link is refused', () => {
    const place = folder();
    execFileSync('mkfifo', [join(place, 'app/pipe')]);
    expect(() => copy(place)).toThrow(`"${join(place, 'app/pipe')}" is a pipe (FIFO), and an image can only have files`);
    expect(() => container({ files: [{ path: '/null', source: '/dev/null' }] })).toThrow('"/dev/null" is a device');
    expect(() => container({ programs: [{ source: '/dev/null' }] })).toThrow('"/dev/null" is no file');
  });

  test.each(['4755', '6755', '2755', '7777'])('the mode %s needs `setuid`', (mode) => {
    expect(() => copy(folder(), { mode })).toThrow(
      `its permissions are "${mode}". Write "0${mode.slice(1)}", or add the path to \`setuid\`.`);
    expect(() => container({ files: [{ path: '/su', content: 'x', mode }], setuid: ['/su'] })).not.toThrow();
  });

  test.each(['14755', '04755', 'u+s', '8', '0x1ff'])('the mode %s is refused', (mode) => {
    expect(() => copy(folder(), { mode })).toThrow(`an octal number of three or four digits, such as "0644"; given: "${mode}".`);
  });
});
