import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BaseImage, IsolationPolicy, MinimalImageOptions, Mount, Size } from '../../src';
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
