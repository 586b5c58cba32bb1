import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { blob, packed, TarEntry, unpacked } from './tar';
import { DiagnosticError } from '../../../../../provider/diagnostics/diagnostics';
import { dockerArchive } from '../../../../../provider/engine/image/source/convert';
import { RequestedImage } from '../../../../../provider/engine/image/source/image-choice';

const AMD64 = { os: 'linux', architecture: 'amd64' };
const ARM64 = { os: 'linux', architecture: 'arm64' };
const REQUESTED: RequestedImage = { name: 'app:1', enginePlatform: AMD64 };

const OLD_ENGINE = { zstd: false };

type Files = Record<string, string | object>;

const folder = mkdtempSync(join(tmpdir(), 'berth-archives-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;

/** Writes an archive in each format. */
const FORMS = {
  folder: async (files: Files) => {
    const path = join(folder, `${count++}`);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return path;
  },
  tar: async (files: Files) => file(await packed(files)),
  gzip: async (files: Files) => file(gzipSync(await packed(files))),
  dotted: async (files: Files) => file(
    await packed(Object.fromEntries(Object.entries(files).map(([name, content]) => [`./${name}`, content]))),
  ),
};

function file(content: Buffer): string {
  const path = join(folder, `${count++}.tar`);
  writeFileSync(path, content);
  return path;
}

/** Returns what the engine receives: the files, and the manifest separately. */
async function converted(
  path: string, requested: Partial<RequestedImage> = {},
): Promise<{ manifest: unknown; files: Record<string, string> }> {
  const { 'manifest.json': manifest, ...entries } = await unpacked(await dockerArchive(path, { ...REQUESTED, ...requested }, OLD_ENGINE));
  const files = Object.fromEntries(Object.entries(entries).map(([name, { content }]) => [name, content]));
  return { manifest: JSON.parse(manifest!.content), files };
}

/** Returns an archive in the format of `docker save`, with these images. */
function saved(...names: readonly string[]): Files {
  const images = names.map((name) => ({ config: { ...AMD64, config: { Labels: { name } } }, layer: `the layer of ${name}`, name }));
  return {
    ...Object.fromEntries(
      images.flatMap(
        ({ config, layer, name }, index) => [
          [`${name.replace(':', '-')}.json`, config], [`${index}/layer.tar`, layer], [`${index}/VERSION`, '1.0'],
        ],
      ),
    ),
    'manifest.json': images.map(
      ({ name }, index) => ({ Config: `${name.replace(':', '-')}.json`, RepoTags: [name], Layers: [`${index}/layer.tar`] }),
    ),
    'repositories': { [names[0]!]: { latest: '0' } },
  };
}

interface OciImage {
  readonly platform: object;
  readonly name?: string;
  /** Whether the index contains the platform too. */
  readonly described?: boolean;
}

/** Returns an OCI image layout. Its index comes last, which is allowed. */
function layout(
  images: readonly OciImage[],
  {
    nested = false, mediaType = 'application/vnd.oci.image.manifest.v1+json', layerType = 'application/vnd.oci.image.layer.v1.tar+gzip',
  } = {},
): Files {
  const files: Files = {};
  const add = (content: string | object) => {
    const { digest, file: name, text } = blob(content);
    files[name] = text;
    return { digest, size: text.length };
  };
  const addLayer = (content: string) => ({ mediaType: layerType, ...add(content) });
  const shared = addLayer('the shared layer');
  const manifests = images.map(({ platform, name, described = true }) => ({
    mediaType,
    ...add({
      schemaVersion: 2,
      config: add({ ...platform, name }),
      layers: [shared, addLayer(`the layer of ${JSON.stringify(platform)} ${name}`)],
    }),
    ...(described ? { platform } : {}),
    ...(name === undefined ? {} : { annotations: { 'org.opencontainers.image.ref.name': name } }),
  }));
  const attestation = {
    ...add({ schemaVersion: 2, config: add({ in: 'toto' }), layers: [] }), platform: { os: 'unknown', architecture: 'unknown' },
  };
  const index = { schemaVersion: 2, manifests: [...manifests, attestation] };
  files['oci-layout'] = { imageLayoutVersion: '1.0.0' };
  files['index.json'] = nested ? {
    schemaVersion: 2, manifests: [{ mediaType: 'application/vnd.oci.image.index.v1+json', ...add(index) }],
  } : index;
  return files;
}

describe.each(Object.keys(FORMS) as (keyof typeof FORMS)[])('an archive in the format %s', (form) => {
  test('gives an image from `docker save` only its new name', async () => {
    const { manifest, files } = await converted(await FORMS[form](saved('busybox:latest')));
    expect(manifest).toEqual([{ Config: 'busybox-latest.json', RepoTags: ['app:1'], Layers: ['0/layer.tar'] }]);
    expect(files).toEqual({
      'busybox-latest.json': JSON.stringify({ ...AMD64, config: { Labels: { name: 'busybox:latest' } } }),
      '0/layer.tar': 'the layer of busybox:latest',
    });
  });

  test('converts an image of an OCI layout with only its own files', async () => {
    const { manifest, files } = await converted(await FORMS[form](layout([{ platform: ARM64 }, { platform: AMD64 }], { nested: true })));
    const [{ Config, Layers, RepoTags }] = manifest as [{ Config: string; Layers: string[]; RepoTags: string[] }];
    expect(RepoTags).toEqual(['app:1']);
    expect(JSON.parse(files[Config]!)).toMatchObject(AMD64);
    expect(Layers.map((layer) => files[layer])).toEqual(['the shared layer', expect.stringContaining('"amd64"')]);
    expect(Object.keys(files).sort()).toEqual([Config, ...Layers].sort());
  });
});

test.each<[string, Files, Partial<RequestedImage>, object]>([
  ['the only one, whatever its platform', layout([{ platform: ARM64 }]), {}, ARM64],
  ['the only one, whatever its name', layout([{ platform: AMD64, name: 'other' }]), {}, { name: 'other' }],
  ['the one for the requested platform', layout([{ platform: AMD64 }, { platform: ARM64 }]), { platform: ARM64 }, ARM64],
  [
    'the one with the platform in its configuration, if the index has none',
    layout([{ platform: AMD64, described: false }, { platform: ARM64, described: false }]), { platform: ARM64 }, ARM64,
  ],
  [
    'the one with the name', layout([{ platform: AMD64, name: 'other:1' }, { platform: AMD64, name: 'docker.io/library/app:1' }]), {},
    { name: 'docker.io/library/app:1' },
  ],
  ['the one with the tag', layout([{ platform: AMD64, name: '2' }, { platform: AMD64, name: '1' }]), {}, { name: '1' }],
  ['the one with the name in the manifest of `docker save`', saved('other:1', 'app:1'), {}, { config: { Labels: { name: 'app:1' } } }],
  ['the one in the manifest of `docker save`, in an archive with both', { ...layout([{ platform: ARM64 }]), ...saved('app:1') }, {}, AMD64],
  [
    'the one with a manifest of Docker\'s own type',
    layout([{ platform: AMD64 }], { mediaType: 'application/vnd.docker.distribution.manifest.v2+json' }), {}, AMD64,
  ],
])('chooses %s', async (_which, files, requested, expected) => {
  const result = await converted(await FORMS.tar(files), requested);
  expect(JSON.parse(result.files[(result.manifest as [{ Config: string }])[0].Config]!)).toMatchObject(expected);
});

test('passes layers compressed with zstd to an engine that supports them', async () => {
  const path = await FORMS.tar(layout([{ platform: AMD64 }], { layerType: 'application/vnd.oci.image.layer.v1.tar+zstd' }));
  expect(Object.keys(await unpacked(await dockerArchive(path, REQUESTED, { zstd: true })))).toContain('manifest.json');
});

test('keeps layers that are links to others, as older engines wrote them', async () => {
  const path = await FORMS.folder({ ...saved('app:1'), '1/json': '{}' });
  symlinkSync('../0/layer.tar', join(path, '1/layer.tar'));
  const entries: Record<string, TarEntry> = await unpacked(await dockerArchive(path, REQUESTED, OLD_ENGINE));
  expect(entries['1/layer.tar']).toMatchObject({ type: 'symlink', linkname: '../0/layer.tar' });
});

test.each<[string, () => Promise<string>, Partial<RequestedImage>, RegExp, RegExp]>([
  ['a root file system', () => FORMS.tar({ 'etc/passwd': 'root' }), {}, /contains no image$/, /`root_filesystem`/],
  ['an empty folder', async () => mkdtempSync(join(folder, 'empty-')), {}, /contains no image$/, /manifest\.json/],
  ['an index without images', () => FORMS.tar({ 'index.json': { manifests: [] } }), {}, /contains no image$/, /lists no images/],
  [
    'no image for the platform', () => FORMS.tar(layout([{ platform: AMD64 }, { platform: ARM64 }])),
    { platform: { os: 'linux', architecture: 's390x' } }, /no image for linux\/s390x/, /linux\/amd64.*linux\/arm64/,
  ],
  [
    'an only image for another platform', () => FORMS.tar(saved('app:1')), { platform: ARM64 }, /no image for linux\/arm64/,
    /app:1 for linux\/amd64/,
  ],
  ['several images, none with the name', () => FORMS.tar(saved('a:1', 'b:1')), {}, /contains several images/, /a:1 for linux\/amd64, b:1/],
  [
    'a layout that lacks a blob', () => FORMS.tar({ 'index.json': { manifests: [{ digest: blob('x').digest }] } }), {},
    /is incomplete: it refers to blobs/, /with all its blobs/,
  ],
  [
    'a digest with another path', () => FORMS.tar({ 'index.json': { manifests: [{ digest: 'sha256:../../etc/passwd' }] } }), {},
    /is not a digest/, /Copy or recreate it/,
  ],
  ['an index that is not JSON', () => FORMS.tar({ 'index.json': '{"manifests":' }), {}, /index\.json .* is not valid JSON/, /damaged/],
  [
    'layers that an old engine can\'t decompress',
    () => FORMS.tar(layout([{ platform: AMD64 }], { layerType: 'application/vnd.oci.image.layer.v1.tar+zstd' })), {},
    /compressed with zstd, which the engine does not support/, /23\.0 and newer/,
  ],
  ['an unsupported compression', async () => file(Buffer.from('fd377a585a000000', 'hex')), {}, /compressed with xz/, /Decompress it first/],
  ['arbitrary bytes', async () => file(Buffer.alloc(4096, 'x')), {}, /can't be read/, /complete tar file/],
  [
    'a truncated archive', async () => file((await packed({ 'manifest.json': '[]', 'layer.tar': 'x'.repeat(4096) })).subarray(0, 3000)), {},
    /can't be read/, /complete tar file/,
  ],
  [
    'a truncated compressed archive', async () => file(gzipSync(await packed(saved('app:1'))).subarray(0, 150)), {}, /can't be read/,
    /complete tar file/,
  ],
])('fails for %s', async (_what, archive, requested, summary, detail) => {
  const path = await archive();
  await expect(dockerArchive(path, { ...REQUESTED, ...requested }, OLD_ENGINE).then((stream) => unpacked(stream))).rejects.toMatchObject({
    diagnostics: [{ summary: expect.stringMatching(summary), detail: expect.stringMatching(detail) }],
  });
});

test('an image that gets labels keeps what it is, and not how it was made', async () => {
  const kept = { ...AMD64, 'os.version': '1', 'created': '2026-01-01T00:00:00Z', 'rootfs': { type: 'layers' }, 'history': [] };
  const config = {
    ...kept,
    id: 'a',
    parent: 'b',
    container: 'c',
    container_config: { Cmd: ['#(nop) COPY'] },
    Container_Config: {},
    Config: { Labels: { a: '9' } },
    config: { Labels: { a: '1', b: '2' }, labels: { b: '9' }, Env: ['A=b'] },
  };
  const archive = await FORMS.tar({
    'c.json': config,
    '0/layer.tar': 'a layer',
    'manifest.json': [{ Config: 'c.json', Parent: 'x', RepoTags: ['a:1'], Layers: ['0/layer.tar'] }],
  });
  const { manifest, files } = await converted(archive, { labels: { b: '3' } });
  expect(manifest).toEqual([{ Config: 'berth-config.json', RepoTags: ['app:1'], Layers: ['0/layer.tar'] }]);
  expect(JSON.parse(files['berth-config.json']!)).toEqual({
    ...kept, config: { labels: { b: '9' }, Env: ['A=b'], Labels: { a: '1', b: '3' } },
  });
  // The last one counts.
  expect(files['berth-config.json']).toMatch(/"Labels":\{"a":"1","b":"3"\}\}\}$/);
});

test('limits the depth of nested indexes', async () => {
  const files: Files = {};
  let inner: Files[string] = { manifests: [] };
  for (let depth = 0; depth < 20; depth++) {
    const { digest, file: name, text } = blob(inner);
    files[name] = text;
    inner = { manifests: [{ digest }] };
  }
  await expect(
    FORMS.tar({ ...files, 'index.json': inner }).then((path) => dockerArchive(path, REQUESTED, OLD_ENGINE)),
  ).rejects.toThrow('more than 8 levels deep');
});

test('any index results in an archive or a diagnostic', async () => {
  const { file: name, text, digest } = blob({ config: { digest: blob('c').digest }, layers: 7 });
  const json = fc.jsonValue();
  const descriptor = fc.record({ digest: fc.oneof(fc.constant(digest), json), platform: json, annotations: json }, { requiredKeys: [] });
  const index = fc.oneof(fc.jsonValue(), fc.record({ manifests: fc.oneof(fc.jsonValue(), fc.array(descriptor)) }));
  const manifest = fc.oneof(json, fc.array(fc.record({ Config: json, Layers: json, RepoTags: json }, { requiredKeys: [] })));
  await fc.assert(fc.asyncProperty(index, fc.option(manifest), async (ociIndex, dockerManifest) => {
    const path = await FORMS.tar({
      [name]: text,
      'index.json': JSON.stringify(ociIndex),
      ...(dockerManifest === null ? {} : { 'manifest.json': JSON.stringify(dockerManifest) }),
    });
    const result = await dockerArchive(path, REQUESTED, OLD_ENGINE).then(
      (stream: Readable) => unpacked(stream),
    ).catch((error: unknown) => error);
    if (result instanceof Error) expect(result).toBeInstanceOf(DiagnosticError);
    rmSync(path);
    // An object whose `toString` is no function can't become a text.
  }), { numRuns: 200, examples: [[{ manifests: [{ digest: [{ toString: 0 }] }] }, null]] });
});
