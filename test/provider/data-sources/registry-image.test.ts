import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registryImageDataSource } from '../../../provider/data-sources/registry-image';
import { registryImageManifestsDataSource } from '../../../provider/data-sources/registry-image-manifests';
import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { Engine } from '../../../provider/engine/engine';
import { INDEX_TYPES, MANIFEST_TYPES } from '../../../provider/registry/client';
import { digestOf } from '../../cosign';
import { WritableRegistry } from '../registry/writable-registry';

const [MANIFEST_TYPE] = MANIFEST_TYPES;
const [INDEX_TYPE] = INDEX_TYPES;

let registry: WritableRegistry;
let folder: string;

beforeEach(async () => {
  registry = await new WritableRegistry().start();
  folder = mkdtempSync(join(tmpdir(), 'berth-lookup-'));
  process.env.DOCKER_CONFIG = folder;
});

afterEach(async () => {
  await registry.stop();
  delete process.env.DOCKER_CONFIG;
  rmSync(folder, { recursive: true });
});

// Nobody connects to it.
const client = new Engine(() => { throw new Error('no engine is needed'); });
const context = () => ({ client, signal: AbortSignal.timeout(60_000), warn: () => undefined });
const nameOf = (reference: string) => `${registry.host}/${WritableRegistry.REPOSITORY}${reference}`;
const digest = (name: string) => (
  registryImageDataSource.read(context(), { name, insecure_skip_verify: false, id: null, sha256_digest: null }));
const manifests = async (name: string) => (registryImageManifestsDataSource.read(context(), {
  name, insecure_skip_verify: false, id: null, manifests: null, auth_config: [],
}));

async function problem(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(() => undefined, (reason: unknown) => reason);
  return (error as DiagnosticError).diagnostics.map(({ summary, detail }) => `${summary}. ${detail}`).join();
}

/** Stores an image, and returns its digest. */
function stored(architecture: string, tag?: string): string {
  const configuration = Buffer.from(JSON.stringify({ os: 'linux', architecture }));
  registry.blobs.set(digestOf(configuration), configuration);
  return registry.store({ mediaType: MANIFEST_TYPE, config: { digest: digestOf(configuration) } }, MANIFEST_TYPE, tag);
}

test('the digest is that of a tag, or of itself', async () => {
  const image = stored('amd64', 'latest');
  expect(await digest(nameOf(''))).toMatchObject({ id: image, sha256_digest: image });
  expect(await digest(nameOf(`@${image}`))).toMatchObject({ sha256_digest: image });
});

test('an index has a manifest for each platform, and an image has its own', async () => {
  const [amd, arm] = [stored('amd64', 'one'), stored('arm64')];
  const members = [[amd, 'amd64'], [arm, 'arm64']].map(([each, architecture]) => (
    { digest: each, mediaType: MANIFEST_TYPE, platform: { os: 'linux', architecture } }));
  const index = registry.store({ manifests: members }, INDEX_TYPE, 'all');
  const listed = members.map(({ digest: each, platform }) => ({ ...platform, media_type: MANIFEST_TYPE, sha256_digest: each }));
  expect(await manifests(nameOf(':all'))).toMatchObject({ id: index, manifests: listed });
  expect(await manifests(nameOf(':one'))).toMatchObject({ id: amd, manifests: [listed[0]] });
});

test('what the registry does not have, or does not show, is an error that says what to do', async () => {
  for (const read of [digest, manifests]) {
    expect(await problem(read(nameOf(':none')))).toBe(`The registry has no image "${nameOf(':none')}". `
      + `The registry is http://${registry.host}. Check the spelling of \`name\`, with its tag or digest. If this configuration pushes the image, refer to `
      + 'the `docker_registry_image` that does.');
  }
  registry.before = ({ url = '' }, response) => {
    if (url !== '/v2/') response.writeHead(429).end();
    return url !== '/v2/';
  };
  expect(await problem(digest(nameOf(':1')))).toBe(`Could not read image "${nameOf(':1')}": the registry answered with status 429. `
    + `The registry is http://${registry.host}. The registry limits the number of requests. Wait, or log in as a user with a higher limit.`);
});
