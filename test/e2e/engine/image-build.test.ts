import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, imageId } from './docker';
import { workspacePerTest } from '../support/workspace-per-test';

const REPOSITORY = 'e2e-build';
const NAME = `${REPOSITORY}:1`;
const TAG = `${REPOSITORY}:extra`;

const workspaceWith = workspacePerTest(REPOSITORY);
let context: string;

function built(build: object = {}, attributes: object = {}): object {
  return { resource: { docker_image: { app: { name: NAME, build: [{ context, ...build }], ...attributes } } } };
}

function write(name: string, ...lines: readonly string[]): void {
  mkdirSync(join(context, name, '..'), { recursive: true });
  writeFileSync(join(context, name), `${lines.join('\n')}\n`);
}

const configOf = async (name: string) => (await docker.getImage(name).inspect()).Config;

beforeEach(() => {
  context = mkdtempSync(join(tmpdir(), 'berth-build-'));
  write('Dockerfile', 'FROM busybox:latest AS base', 'ARG GREETING=none', 'ENV GREETING=$GREETING', 'FROM base AS last', 'COPY . /files');
  write('content', 'first');
  write('ignored/file', 'first');
  write('.dockerignore', 'ignored', 'Dockerfile');
});

afterEach(() => rmSync(context, { recursive: true, force: true }));

test('an image is built from nothing but a file, under all of its names, and they are taken away', async () => {
  write('other.Dockerfile', 'FROM scratch', 'COPY content /');
  const terraform = await workspaceWith(built({ dockerfile: 'other.Dockerfile', tag: [TAG], label: { one: '1' }, labels: { two: '2' }, memory: 64 * 1024 * 1024, ulimit: [{ name: 'nofile', soft: 10, hard: 20 }] }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  const id = await imageId(NAME);
  expect(await imageId(TAG)).toBe(id);
  expect((await configOf(NAME)).Labels).toEqual({ one: '1', two: '2' });
  expect((await terraform.state())['docker_image.app']).toMatchObject({ id: `${id}${NAME}`, image_id: id, build_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  expect((await terraform.plan()).changes).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect([await imageId(NAME), await imageId(TAG)]).toEqual([undefined, undefined]);
});

test('an image that is created before its predecessor is destroyed keeps its names, and of the predecessor nothing is left', async () => {
  const terraform = await workspaceWith(built({ tag: [TAG] }, { lifecycle: { create_before_destroy: true } }));
  await terraform.apply();
  const first = await imageId(NAME);
  write('content', 'second');
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const second = await imageId(NAME);
  expect([second === first, await imageId(TAG), await imageId(first!)]).toEqual([false, second, undefined]);
  expect((await terraform.plan()).changes).toEqual([]);

  await docker.createContainer({ name: `${REPOSITORY}-user`, Image: second!, Cmd: ['true'] });
  write('content', 'third');
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect([await imageId(second!), await imageId(NAME) === second]).toEqual([second, false]);
  expect((await terraform.plan()).changes).toEqual([]);
  await docker.getContainer(`${REPOSITORY}-user`).remove();
  await docker.getImage(second!).remove();
});

test('further names are given and taken away where they are, and given again where they were lost', async () => {
  const terraform = await workspaceWith(built({ tag: [TAG] }));
  await terraform.apply();
  const id = await imageId(NAME);
  const lost = [() => docker.getImage(TAG).remove(), () => docker.getImage('busybox:latest').tag({ repo: REPOSITORY, tag: 'extra' })];
  for (const lose of lost) {
    await lose();
    expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['update'] } }]);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await imageId(TAG)).toBe(id);
    expect((await terraform.plan()).changes).toEqual([]);
  }
  terraform.configure(built({ tag: [`${REPOSITORY}:another`] }));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['update'] } }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect([await imageId(TAG), await imageId(`${REPOSITORY}:another`), await imageId(NAME)]).toEqual([undefined, id, id]);
  expect((await terraform.plan()).changes).toEqual([]);
});

test('an image is built anew if and only if what is sent, or an argument, has changed', async () => {
  const terraform = await workspaceWith(built({ build_args: { GREETING: 'hello' } }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  const first = await imageId(NAME);
  expect((await configOf(NAME)).Env).toContain('GREETING=hello');
  expect((await terraform.plan()).changes).toEqual([]);

  write('ignored/file', 'second');
  write('ignored/another', 'second');
  expect((await terraform.plan()).changes).toEqual([]);
  terraform.configure(built({ build_args: { GREETING: 'hello' }, force_remove: true, build_log_file: join(context, 'ignored/log') }));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['update'] } }]);
  await terraform.applyLastPlan();
  expect(await imageId(NAME)).toBe(first);

  write('content', 'second');
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] } }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  const second = await imageId(NAME);
  expect(second).not.toBe(first);
  expect(readFileSync(join(context, 'ignored/log'), 'utf8')).toContain('COPY . /files');
  expect((await terraform.plan()).changes).toEqual([]);

  terraform.configure(built({ build_args: { GREETING: 'hello' }, target: 'base' }));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] } }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await imageId(NAME)).not.toBe(second);
});

test('what is left out is not in the image', async () => {
  write('Dockerfile', 'FROM busybox:latest', 'COPY . /files', 'RUN test -f /files/content -a ! -e /files/ignored -a ! -e /files/Dockerfile');
  expect(await (await workspaceWith(built({ network_mode: 'none' }))).apply()).toMatchObject({ ok: true });
});

test('a step that fails shows what it printed, and leaves nothing', async () => {
  write('Dockerfile', 'FROM busybox:latest', 'RUN echo it went wrong here; exit 7');
  const terraform = await workspaceWith(built({ network_mode: 'none' }));
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.summary).toMatch(/^Could not build image "e2e-build:1": .*returned a non-zero code: 7/);
  expect(diagnostics[0]!.detail).toMatch(/The build printed, at its end:[^]*\nit went wrong here$/);
  expect(await imageId(NAME)).toBeUndefined();
});

test('a name that was given to another image outside is taken back', async () => {
  const terraform = await workspaceWith(built());
  await terraform.apply();
  const id = await imageId(NAME);
  await docker.getImage('busybox:latest').tag({ repo: REPOSITORY, tag: '1' });
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] } }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await imageId(NAME)).not.toBe(await imageId('busybox:latest'));
  expect(id).toBeDefined();
  expect((await terraform.plan()).changes).toEqual([]);
});

test('the context is not needed once the image is there, and content that changes between plan and apply is not built', async () => {
  const terraform = await workspaceWith(built());
  await terraform.plan();
  write('content', 'second');
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: false });
  expect(await imageId(NAME)).toBeUndefined();
  expect(await terraform.apply()).toMatchObject({ ok: true });
  rmSync(context, { recursive: true });
  expect(await terraform.plan()).toMatchObject({ changes: [], diagnostics: [{ severity: 'warning', summary: `The build context "${context}" does not exist yet` }] });
});

test('an image that another provider built is not built anew, until something has changed', async () => {
  const terraform = await workspaceWith(built());
  await terraform.apply();
  const id = await imageId(NAME);
  const state = JSON.parse(readFileSync(join(terraform.folder, 'terraform.tfstate'), 'utf8')) as { resources: { instances: { attributes: Record<string, unknown> }[] }[] };
  delete state.resources[0]!.instances[0]!.attributes.build_hash;
  terraform.write('terraform.tfstate', JSON.stringify(state));
  expect((await terraform.plan()).changes).toEqual([]);
  await terraform.terraform('apply', '-refresh-only', '-auto-approve');
  expect(await imageId(NAME)).toBe(id);
  write('content', 'second');
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] } }]);
});

test('the engine builds from what it fetches itself', async () => {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('FROM busybox:latest\nLABEL from=afar\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/Dockerfile`;
    const terraform = await workspaceWith(built({ remote_context: address }));
    expect(await terraform.apply()).toMatchObject({ ok: true });
    expect((await configOf(NAME)).Labels).toEqual({ from: 'afar' });
    expect((await terraform.plan()).changes).toEqual([]);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test.each([
  ['BuildKit\'s secrets', { secrets: [{ id: 'token', env: 'TOKEN' }] }, {}, '`secrets` of `build` needs BuildKit'],
  ['a builder and BuildKit\'s version', { builder: 'mine', version: '2' }, {}, '`builder`, `version` "2" of `build` need BuildKit'],
  ['a pull', {}, { pull_triggers: ['one'] }, '`pull_triggers` can\'t be used with `build`'],
])('%s is refused when it is validated', async (_what, build, attributes, summary) => {
  expect((await (await workspaceWith(built(build, attributes))).validate()).diagnostics).toMatchObject([{ severity: 'error', summary }]);
});

test.each([
  ['a Dockerfile that is not there', { dockerfile: 'none' }, 'There is no "none" in the build context'],
  ['a Dockerfile beside the context', { dockerfile: '../Dockerfile' }, 'The Dockerfile "../Dockerfile" is not in the build context'],
])('%s is told by the plan', async (_what, build, summary) => {
  expect((await (await workspaceWith(built(build))).plan()).diagnostics).toMatchObject([{ severity: 'error', summary: expect.stringContaining(summary) }]);
});
