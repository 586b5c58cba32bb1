import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packed } from './tar';
import { DiagnosticError } from '../../../../../provider/diagnostics/diagnostics';
import { layoutContent, layoutDigest } from '../../../../../provider/engine/image/source/oci-content';
import { INDEX_TYPE, writeLayout } from '../../../../oci-layout';

const NAME = 'registry.example.com/team/app:1';
let folder: string;

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'berth-layout-')); });
afterEach(() => rmSync(folder, { recursive: true }));

async function problem(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(() => undefined, (reason: unknown) => reason);
  return (error as DiagnosticError).diagnostics.map(({ summary, detail }) => `${summary}. ${detail}`).join();
}

function change(file: string, edit: (text: string) => string): void {
  writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));
}

const fileOf = (digest: string) => `blobs/${digest.replace(':', '/')}`;

test('one image is what the tag refers to, with its configuration and its layers', async () => {
  const [digest] = writeLayout(folder, { content: 'one' });
  const { top, manifests, blobs } = await layoutContent(folder, NAME);
  expect(top).toMatchObject({ digest, mediaType: 'application/vnd.oci.image.manifest.v1+json' });
  expect(top.content.toString()).toBe(readFileSync(join(folder, fileOf(digest!)), 'utf8'));
  expect(manifests).toEqual([]);
  expect([...blobs.keys()].sort()).toEqual(readdirSync(join(folder, 'blobs/sha256')).map((each) => `blobs/sha256/${each}`)
    .filter((each) => each !== fileOf(digest!)).sort());
  expect(await layoutDigest(folder, NAME)).toBe(digest);
});

test('several platforms get an index, which is the same each time, and in each form of the layout', async () => {
  const digests = writeLayout(folder, { content: 'one', platform: 'linux/amd64' }, { content: 'two', platform: 'linux/arm64' });
  const { top, manifests, blobs } = await layoutContent(folder, NAME);
  const index = JSON.parse(top.content.toString()) as { manifests: { digest: string; platform: object }[] };
  expect(index).toMatchObject({ schemaVersion: 2, mediaType: INDEX_TYPE });
  expect(index.manifests.map(({ digest }) => digest)).toEqual(digests);
  const platforms = index.manifests.map(({ platform }) => platform);
  expect(platforms).toEqual([{ os: 'linux', architecture: 'amd64' }, { os: 'linux', architecture: 'arm64' }]);
  expect(manifests.map(({ digest }) => digest)).toEqual(digests);
  expect(blobs.size).toBe(4);
  expect(top.digest).toBe(`sha256:${createHash('sha256').update(top.content).digest('hex')}`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const archive = join(folder, 'layout.tar');
  const contents = files.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]);
  writeFileSync(archive, await packed(Object.fromEntries(contents) as Record<string, string>));
  expect(await layoutDigest(archive, NAME)).toBe(top.digest);
});

test('an index in the layout is pushed as it is, after what it refers to', async () => {
  const digests = writeLayout(folder, { content: 'one', platform: 'linux/amd64' }, { content: 'two', platform: 'linux/arm64' });
  const text = readFileSync(join(folder, 'index.json'), 'utf8');
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  writeFileSync(join(folder, fileOf(digest)), text);
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ manifests: [{ digest, mediaType: INDEX_TYPE, size: text.length }] }));
  const { top, manifests } = await layoutContent(folder, NAME);
  expect(top).toMatchObject({ digest, mediaType: INDEX_TYPE });
  expect(top.content.toString()).toBe(text);
  expect(manifests.map((each) => each.digest)).toEqual(digests);
});

test.each([['1', 1], [NAME, 1], ['other.example/app:2', 0]])('of several images, the one with the name is (%s)', async (second, at) => {
  const digests = writeLayout(folder, { content: 'one', name: '7' }, { content: 'two', name: second });
  if (at === 1) expect(await layoutDigest(folder, NAME)).toBe(digests[at]);
  else expect(await problem(layoutDigest(folder, NAME))).toContain('has several images, and not one for each platform');
});

test('of images without a platform in the index, it is that of their configurations', async () => {
  writeLayout(folder, { content: 'one', platform: 'linux/amd64' }, { content: 'two', platform: 'linux/arm64' });
  const digest = await layoutDigest(folder, NAME);
  change('index.json', (text) => {
    const index = JSON.parse(text) as { manifests: Record<string, unknown>[] };
    return JSON.stringify({ ...index, manifests: index.manifests.map(({ platform: _, ...each }) => each) });
  });
  expect(await layoutDigest(folder, NAME)).toBe(digest);
});

test.each<[string, (digest: string) => void, string]>([
  ['no index', () => rmSync(join(folder, 'index.json')), 'It has no index.json. `docker buildx build --output type=oci`'],
  ['an index without images', () => change('index.json', () => '{"manifests":[]}'), 'Its index.json lists no manifest'],
  ['an index that is no JSON', () => change('index.json', () => 'nothing'), 'is not valid JSON'],
  ['no manifest', (digest) => rmSync(join(folder, fileOf(digest))), 'which does not exist'],
  ['another manifest', (digest) => change(fileOf(digest), (text) => `${text} `), 'is not the manifest that its name says'],
  ['a digest that is a path', () => change('index.json', (text) => text.replace(/sha256:\w+/, 'sha256:../../secret')), 'is not a digest'],
  ['no layer', (digest) => {
    const { layers } = JSON.parse(readFileSync(join(folder, fileOf(digest)), 'utf8')) as { layers: { digest: string }[] };
    rmSync(join(folder, fileOf(layers[0]!.digest)));
  }, 'which does not exist'],
])('a layout with %s is refused', async (_, damage, expected) => {
  const [digest] = writeLayout(folder, { content: 'one' });
  damage(digest!);
  expect(await problem(layoutContent(folder, NAME))).toContain(expected);
});
