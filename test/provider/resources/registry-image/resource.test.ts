import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { Engine } from '../../../../provider/engine/engine';
import { ApplyContext, PlanContext } from '../../../../provider/framework/resource';
import { Unknown, Value } from '../../../../provider/framework/value/value';
import { registryImage } from '../../../../provider/resources/registry-image/resource';
import { RegistryImage, schema } from '../../../../provider/resources/registry-image/schema';
import { writeLayout } from '../../../oci-layout';
import { WritableRegistry } from '../../registry/writable-registry';

const FIXTURES = join(__dirname, '../../../fixtures/cosign');

let registry: WritableRegistry;
let folder: string;
let digest: string;
let name: string;
let warnings: string[];

beforeEach(async () => {
  registry = await new WritableRegistry().start();
  folder = mkdtempSync(join(tmpdir(), 'berth-push-'));
  [digest] = writeLayout(folder, { content: 'one' }) as [string];
  name = `${registry.host}/${WritableRegistry.REPOSITORY}:1`;
  warnings = [];
  process.env.DOCKER_CONFIG = folder;
  process.env.COSIGN_PASSWORD = 'secret-of-the-key';
});

afterEach(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true });
  delete process.env.DOCKER_CONFIG;
  delete process.env.COSIGN_PASSWORD;
});

function model(more: Partial<RegistryImage> = {}): RegistryImage {
  return {
    name,
    layout: folder,
    keep_remotely: false,
    insecure_skip_verify: false,
    triggers: {},
    virtual_host: null,
    id: null,
    sha256_digest: null,
    pushed_digest: null,
    signed_by: null,
    auth_config: [],
    signature: [],
    ...more,
  };
}

const warn = ({ summary, detail = '' }: { summary: string; detail?: string }) => { warnings.push(`${summary}. ${detail}`); };
// Nobody connects to it.
const client = new Engine(() => { throw new Error('no engine is needed'); });
const recorded: Partial<RegistryImage>[] = [];
const context = () => ({
  client, signal: AbortSignal.timeout(60_000), warn, record: (state: Partial<RegistryImage>) => { recorded.push(state); },
}) as unknown as ApplyContext<Engine, typeof schema>;

const create = (more: Partial<RegistryImage> = {}) => registryImage.create(context(), model(more));
const read = (state: RegistryImage) => registryImage.read({ ...context(), isAdopted: false }, state);

async function planned(config: Record<string, unknown>, prior: RegistryImage | null): Promise<Record<string, Value>> {
  const settings = { ...model(), ...config } as unknown as Record<string, Value>;
  const computed = Object.fromEntries(['id', 'sha256_digest', 'pushed_digest', 'signed_by'].map((each) => (
    [each, prior === null ? Unknown.PLAIN : prior[each as keyof RegistryImage] as Value])));
  const plan = { prior, config: settings, planned: { ...settings, ...computed }, warn, requireReplace: () => undefined };
  await registryImage.plan!(plan as unknown as PlanContext<Engine>);
  return Object.fromEntries(Object.keys(computed).map((each) => [each, plan.planned[each]!]));
}

async function problem(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(() => undefined, (reason: unknown) => reason);
  return (error as DiagnosticError).diagnostics.map(({ summary, detail }) => `${summary}. ${detail}`).join();
}

test('a layout is pushed without an engine, blobs before manifests, and nothing twice', async () => {
  expect(await create()).toMatchObject({ id: digest, sha256_digest: digest, pushed_digest: digest, signed_by: null });
  const puts = registry.asked.filter((each) => each.startsWith('PUT')).map((each) => each.includes('/manifests/') ? 'manifest' : 'blob');
  expect(puts).toEqual(['blob', 'blob', 'manifest']);
  registry.asked.length = 0;
  await create();
  expect(registry.asked.filter((each) => each.startsWith('PUT'))).toEqual([`PUT /v2/${WritableRegistry.REPOSITORY}/manifests/1`]);
});

test('a plan knows the digest of a layout, and not that of what the engine has', async () => {
  expect(await planned({}, null)).toMatchObject({ sha256_digest: digest, pushed_digest: digest });
  expect(await planned({ layout: null }, null)).toMatchObject({ sha256_digest: Unknown.PLAIN });
  expect(await planned({ layout: Unknown.PLAIN }, null)).toMatchObject({ sha256_digest: Unknown.PLAIN });
  const state = await create();
  expect(await planned({}, state)).toMatchObject({ sha256_digest: digest });
  expect(await planned({ layout: null }, state)).toMatchObject({ sha256_digest: Unknown.PLAIN });
  expect(await planned({ layout: '/nowhere' }, { ...state, layout: '/nowhere' })).toMatchObject({ sha256_digest: digest });
  expect(warnings).toEqual([expect.stringMatching(/^"\/nowhere" does not exist yet\. .*The image stays unchanged until it exists\.$/)]);
});

test('a tag that was moved or removed outside is seen, and moved back', async () => {
  const state = await create();
  const other = registry.store({ of: 'somebody else' }, 'application/vnd.oci.image.manifest.v1+json', '1');
  const moved = (await read(state))!;
  // kreuzwerker/docker knows only one digest: what it pushed.
  expect(await read({ ...state, pushed_digest: null })).toMatchObject({ sha256_digest: other, pushed_digest: digest });
  expect(moved).toMatchObject({ sha256_digest: other, pushed_digest: digest });
  expect(await planned({}, moved)).toMatchObject({ sha256_digest: digest });
  expect(await planned({ layout: null }, { ...moved, layout: null })).toMatchObject({ sha256_digest: Unknown.PLAIN });
  await registryImage.delete(context(), moved);
  expect(registry.tags.get('1')).toBe(other);
  expect(warnings[0]).toContain('Somebody has moved the tag');
  await registryImage.update!(context(), { ...moved, sha256_digest: digest }, moved);
  expect(registry.tags.get('1')).toBe(digest);
  await registryImage.delete(context(), state);
  expect(await read(state)).toBeUndefined();
  await registryImage.delete(context(), state);
});

test('a layout that changed since the plan is not pushed', async () => {
  writeLayout(folder, { content: 'two' });
  expect(await problem(create({ pushed_digest: digest }))).toContain('has changed since it was planned. Plan again');
  expect(registry.tags.size).toBe(0);
});

test('what was pushed is recorded if the rest fails', async () => {
  recorded.length = 0;
  registry.before = ({ method, url = '' }, response) => {
    if (!['GET', 'HEAD'].includes(method!) || !url.endsWith('/manifests/1')) return false;
    response.writeHead(503).end();
    return true;
  };
  const failed = await problem(create());
  expect(failed).toContain(`Could not read image "${name}": the registry answered with status 503. The registry is http://${registry.host}.`);
  expect(failed).toContain('Apply again: what it has already is not sent again.');
  expect(recorded).toMatchObject([{ pushed_digest: digest }]);
});

test('a key that can\'t be read where a plan is made keeps the signature', async () => {
  const signature = [{ key_file: join(FIXTURES, 'encrypted.key'), key_variable: null, password_variable: null }];
  const state = await create({ signature });
  expect(state.signed_by).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  // The plan has blocks without a prototype.
  const block = [Object.assign(Object.create(null) as object, signature[0])];
  expect(await planned({ signature: block }, state)).toMatchObject({ signed_by: state.signed_by });
  process.env.COSIGN_PASSWORD = 'not-the-password';
  expect(await planned({ signature: block }, state)).toMatchObject({ signed_by: state.signed_by });
  expect(await planned({ signature: block }, null)).toMatchObject({ signed_by: Unknown.PLAIN });
  expect(await planned({}, state)).toMatchObject({ signed_by: null });
  expect(await read(state)).toMatchObject({ signed_by: state.signed_by });
  registry.tags.delete(digest.replace(':', '-'));
  expect(await read(state)).toMatchObject({ signed_by: null });
  process.env.COSIGN_PASSWORD = 'secret-of-the-key';
  expect(await problem(create({ signature, signed_by: 'another key' }))).toContain('is not the one that was planned');
});

test('signatures of others stay in the list of what refers to an image', async () => {
  const list = digest.replace(':', '-');
  const theirs = { mediaType: 'application/x', digest: `sha256:${'1'.repeat(64)}`, size: 1 };
  registry.store({ schemaVersion: 2, manifests: [theirs], annotations: { of: 'others' } }, 'application/vnd.oci.image.index.v1+json', list);
  await create({ signature: [{ key_file: join(FIXTURES, 'encrypted.key'), key_variable: null, password_variable: null }] });
  const index = JSON.parse(registry.manifests.get(registry.tags.get(list)!)!.content.toString()) as { manifests: object[] };
  expect(index).toMatchObject({ annotations: { of: 'others' } });
  expect(index.manifests).toEqual([theirs, expect.objectContaining({ artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json' })]);
});
