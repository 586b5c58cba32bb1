import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { findOrPull } from '../../../../provider/resources/image/pull';
import { FakeEngine } from '../../engine/fake-engine';

const NAME = 'registry.example.com/app:1';
const DIGEST = `registry.example.com/app@sha256:${'1'.repeat(64)}`;
const RULES = { name: 'blue', registries: ['registry.example.com'] };

interface Image {
  readonly Id: string;
  readonly RepoDigests: readonly string[];
  readonly Architecture?: string;
}

const OLD: Image = { Id: `sha256:${'2'.repeat(64)}`, RepoDigests: [DIGEST] };
const UNKNOWN: Image = { Id: `sha256:${'3'.repeat(64)}`, RepoDigests: [] };

let fake: FakeEngine;
/** What has the name, and what a pull gets. */
let named: Image | undefined;
let pulled: Image;
let changes: string[];

beforeEach(async () => {
  [named, pulled, changes] = [OLD, UNKNOWN, []];
  fake = await new FakeEngine().start();
  fake.answer = ({ method, url = '' }, response) => {
    const path = decodeURIComponent(url.replace(/^\/v[^/]*/, ''));
    if (method !== 'GET') changes.push(`${method} ${path}`);
    if (path.startsWith('/images/create')) named = pulled;
    const isVersion = path.startsWith('/version');
    if (!isVersion && method === 'GET' && named === undefined) response.statusCode = 404;
    const image = { Os: 'linux', Architecture: 'amd64', RepoTags: [NAME], Config: {}, ...named };
    const answer = isVersion ? { Os: 'linux', Arch: 'amd64', ApiVersion: '1.41', Version: '20.10.24' } : image;
    response.setHeader('Content-Type', 'application/json').end(method === 'GET' ? JSON.stringify(answer) : '');
  };
});
afterEach(() => fake.stop());

const TRIGGERED = { pull_triggers: ['1'] };

async function refusal(more: object, rules: typeof RULES | undefined = RULES): Promise<string> {
  const wanted = { name: NAME, platform: '', pull_triggers: [], ...more };
  const work = findOrPull(fake.connect(), wanted, { rules, signal: new AbortController().signal });
  return work.then(() => '', (error: DiagnosticError) => error.diagnostics[0]!.detail ?? '');
}

test('a name that others use is not pulled for another platform', async () => {
  const problem = 'The engine is for linux/amd64, and would pull "registry.example.com/app:1" for "linux/arm64".';
  expect(await refusal({ platform: 'linux/arm64' })).toContain(problem);
  named = undefined;
  expect(await refusal({ platform: 'linux/arm64' })).toContain(problem);
  expect(changes).toEqual([]);
});

test('a digest, and a name of its own, are pulled for any platform', async () => {
  pulled = { ...OLD, Architecture: 'arm64' };
  for (const name of [DIGEST, 'registry.example.com/blue-app:1']) {
    named = undefined;
    expect(await refusal({ name, platform: 'linux/arm64' })).toBe('');
  }
});

test('a name goes back to the image that had it if the one that was pulled is refused', async () => {
  expect(await refusal(TRIGGERED)).toContain('comes from no registry');
  expect(changes.slice(1)).toEqual([`POST /images/${OLD.Id}/tag?repo=registry.example.com/app&tag=1`]);
});

test('so it does without rules if the registry has the image for another platform only', async () => {
  pulled = { ...UNKNOWN, Architecture: 'arm64' };
  expect(await refusal({ ...TRIGGERED, platform: 'linux/amd64' }, undefined)).toContain('for one platform only');
  expect(changes.slice(1)).toEqual([`POST /images/${OLD.Id}/tag?repo=registry.example.com/app&tag=1`]);
});

test('a new name goes, and a digest stays', async () => {
  expect(await refusal({ ...TRIGGERED, name: DIGEST })).toContain('comes from no registry');
  expect(changes).toHaveLength(1);
  named = undefined;
  expect(await refusal({})).toContain('comes from no registry');
  expect(changes.at(-1)).toBe(`DELETE /images/${NAME}?force=false`);
});
