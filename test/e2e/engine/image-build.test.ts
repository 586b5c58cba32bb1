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

test('builds an image from only a Dockerfile, with all of its names, and removes them', async () => {
  write('other.Dockerfile', 'FROM scratch', 'COPY content /');
  const terraform = await workspaceWith(
    built({
      dockerfile: 'other.Dockerfile',
      tag: [TAG],
      label: { one: '1' },
      labels: { two: '2' },
      memory: 64 * 1024 * 1024,
      ulimit: [{ name: 'nofile', soft: 10, hard: 20 }],
    }),
  );
  expect(await terraform.apply()).toMatchObject({ ok: true });
  const id = await imageId(NAME);
  expect(await imageId(TAG)).toBe(id);
  expect((await configOf(NAME)).Labels).toEqual({ one: '1', two: '2' });
  expect(
    (await terraform.state())['docker_image.app'],
  ).toMatchObject({ id: `${id}${NAME}`, image_id: id, build_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  expect((await terraform.plan()).changes).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect([await imageId(NAME), await imageId(TAG)]).toEqual([undefined, undefined]);
});

test('create_before_destroy keeps the names of the new image, and removes the old one', async () => {
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

test('adds and removes further names in place, and restores lost ones', async () => {
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

test('rebuilds an image if and only if the context or an argument changes', async () => {
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

test('excluded files are not in the image', async () => {
  write(
    'Dockerfile', 'FROM busybox:latest', 'COPY . /files', 'RUN test -f /files/content -a ! -e /files/ignored -a ! -e /files/Dockerfile',
  );
  expect(await (await workspaceWith(built({ network_mode: 'none' }))).apply()).toMatchObject({ ok: true });
});

test('a failing step shows its output, and leaves nothing behind', async () => {
  write('Dockerfile', 'FROM busybox:latest', 'RUN echo it went wrong here; exit 7');
  const terraform = await workspaceWith(built({ network_mode: 'none' }));
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.summary).toMatch(/^Could not build image "e2e-build:1": .*returned a non-zero code: 7/);
  expect(diagnostics[0]!.detail).toMatch(/The last lines of the build's output:[^]*\nit went wrong here(\n.*intermediate container \w+)?$/);
  expect(await imageId(NAME)).toBeUndefined();
});

test('restores a name that was moved to another image outside of terraform', async () => {
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

test('needs no context once the image exists, and does not build content that changes between plan and apply', async () => {
  const terraform = await workspaceWith(built());
  await terraform.plan();
  write('content', 'second');
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: false });
  expect(await imageId(NAME)).toBeUndefined();
  expect(await terraform.apply()).toMatchObject({ ok: true });
  rmSync(context, { recursive: true });
  expect(await terraform.plan()).toMatchObject({
    changes: [], diagnostics: [{ severity: 'warning', summary: `The build context "${context}" does not exist yet` }],
  });
});

test('does not rebuild an image from another provider until something changes', async () => {
  const terraform = await workspaceWith(built());
  await terraform.apply();
  const id = await imageId(NAME);
  const state = JSON.parse(readFileSync(join(terraform.folder, 'terraform.tfstate'), 'utf8')) as {
    resources: { instances: { attributes: Record<string, unknown> }[] }[];
  };
  delete state.resources[0]!.instances[0]!.attributes.build_hash;
  terraform.write('terraform.tfstate', JSON.stringify(state));
  expect((await terraform.plan()).changes).toEqual([]);
  await terraform.terraform('apply', '-refresh-only', '-auto-approve');
  expect(await imageId(NAME)).toBe(id);
  write('content', 'second');
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] } }]);
});

test('the engine builds from a remote context', async () => {
  const server = createServer(
    (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('FROM busybox:latest\nLABEL from=afar\n'),
  );
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
])('validation rejects %s', async (_what, build, attributes, summary) => {
  expect((await (await workspaceWith(built(build, attributes))).validate()).diagnostics).toMatchObject([{ severity: 'error', summary }]);
});

test.each([
  ['a missing Dockerfile', { dockerfile: 'none' }, 'There is no "none" in the build context'],
  ['a missing Dockerfile outside the context', { dockerfile: '../Missing' }, 'There is no "../Missing" in the build context'],
])('the plan reports %s', async (_what, build, summary) => {
  expect(
    (await (await workspaceWith(built(build))).plan()).diagnostics,
  ).toMatchObject([{ severity: 'error', summary: expect.stringContaining(summary) }]);
});
