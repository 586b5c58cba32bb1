import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containers, checkOneContainer, NAME, PREFIX, web } from './interrupted-creation';
import { PlainEngine } from './plain-engine';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';
import { onlyError } from '../support/only-error';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const PORT = 21690;

const workspaceWith = workspacePerTest(PREFIX);
let proxy: EngineProxy;

beforeEach(async () => {
  proxy = await EngineProxy.start();
});

afterEach(() => proxy.stop());

/** Replaces the engine's own words, which differ between releases. */
const withoutReport = (message: string) => message.replace(/reports: .+?\n\n/s, 'reports: …\n\n');

/** Checks that the only container is in the state as tainted, and that an apply of a working configuration replaces it. */
async function checkTaintedAndReplaced(terraform: Workspace, fixed: object): Promise<void> {
  const [left, ...others] = await containers();
  expect(others).toEqual([]);
  expect((await terraform.state())['docker_container.web']!.id).toBe(left!.Id);
  terraform.configure(fixed);
  expect((await terraform.plan()).changes).toMatchObject([{
    change: { actions: ['delete', 'create'] }, action_reason: 'replace_because_tainted',
  }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  await checkOneContainer(terraform);
  expect((await containers())[0]!.Id).not.toBe(left!.Id);
}

describe('an apply that fails', () => {
  test('because the image was removed after the plan leaves nothing behind', async () => {
    await docker.getImage('busybox:latest').tag({ repo: PREFIX, tag: 'going' });
    const terraform = await workspaceWith(web(proxy, { image: `${PREFIX}:going` }));
    await terraform.plan();
    await docker.getImage(`${PREFIX}:going`).remove();
    expect(onlyError(await terraform.applyLastPlan())).toContain(`The engine has no image "${PREFIX}:going"`);
    expect(await containers()).toEqual([]);
    expect(await terraform.state()).toEqual({});
  });

  test.each<[string, object, RegExp]>([
    [
      'because the container exits at once',
      { command: ['sh', '-c', 'echo no database; exit 3'], must_run: true, wait: true },
      /with exit code 3[^]*no database/,
    ],
    [
      'because the container is not healthy in time',
      { wait: true, wait_timeout: 1, healthcheck: [{ test: ['CMD', 'false'], interval: '1s', retries: 1000 }] },
      /not healthy within 1 s[^]*starting/,
    ],
    [
      'because the container is unhealthy',
      { wait: true, healthcheck: [{ test: ['CMD-SHELL', 'echo not yet; exit 1'], interval: '1s', retries: 1 }] },
      /reports it as unhealthy[^]*not yet[^]*starting/,
    ],
    ['because a file can\'t be uploaded', { upload: [{ file: '/bin/busybox/file', content: 'x' }] }, /\/bin\/busybox/],
  ])('%s leaves a tainted container, which the next apply replaces', async (_why, more, message) => {
    const terraform = await workspaceWith(web(proxy, more));
    expect(onlyError(await terraform.apply())).toMatch(message);
    await checkTaintedAndReplaced(terraform, web(proxy));
  });

  test('because the port is taken leaves a tainted container, which the next apply replaces', async () => {
    await docker.createNetwork({ Name: `${PREFIX}-net` });
    const ports = { network_mode: `${PREFIX}-net`, ports: [{ internal: 80, external: PORT }] };
    const other = await docker.createContainer({
      name: `${PREFIX}-other`,
      Image: 'busybox:latest',
      Cmd: ['sleep', '100000'],
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { NetworkMode: `${PREFIX}-net`, PortBindings: { '80/tcp': [{ HostPort: `${PORT}` }] } },
    });
    await other.start();
    const terraform = await workspaceWith(web(proxy, ports));
    expect(withoutReport(onlyError(await terraform.apply()))).toBe(
      `Could not start container "${NAME}": port ${PORT} of the engine's host is taken\n`
      + `The Docker Engine at ${proxy.address} (\`host\` of the provider) reports: …\n\n`
      + `Another container or program uses 0.0.0.0:${PORT}. Find the container with: docker ps --filter publish=${PORT}, or the program `
      + `with: ss -lntup 'sport = :${PORT}' (on the engine's host). Stop it, or set another \`external\` in \`ports\` `
      + '(in a stack: `hostPort`). Without it, the engine chooses a free port.',
    );
    await other.remove({ force: true });
    await checkTaintedAndReplaced(terraform, web(proxy, ports));
    await terraform.destroy();
  });
});

test.each<[string, object, string, string, string]>([
  [
    'a user that the image does not have', { user: 'nosuch' },
    'start', 'the image has no user "nosuch"',
    'Set `user` to a name from /etc/passwd of the image or to a number, which needs no entry there, as in "1000:1000". '
    + 'List the names with: docker run --rm --entrypoint cat busybox:latest /etc/passwd',
  ],
  [
    'a program that the image does not have', { entrypoint: ['no-such-program'] },
    'start', 'the image has no program "no-such-program"',
    'The container executes `entrypoint`, followed by `command`. What is not set comes from the image. Check the spelling, '
    + 'set the full path of a program of the image, or use an image that has the program. '
    + 'docker image inspect busybox:latest shows the `Entrypoint`, `Cmd` and PATH of the image.',
  ],
  [
    'a command line in one element', { command: ['sh -c true'] },
    'start', 'the image has no program "sh -c true"',
    'Write each argument as an element of its own: ["sh","-c","true"]. For the syntax of a shell: ["sh", "-c", "..."].',
  ],
  [
    'a missing source of a mount', { mounts: [{ type: 'bind', source: '/no/such', target: '/data' }] },
    'create', 'the path /no/such does not exist on the engine\'s host',
    'The source of a bind mount is a path on the engine\'s host, which may be another machine than the one that runs terraform. '
    + 'Create it there, or correct its spelling. To give the container a file of this machine, use `upload` (in a stack: `files`). '
    + 'For the container\'s own data, use a volume.',
  ],
])('%s is explained', async (_what, more, doing, cause, advice) => {
  const terraform = await workspaceWith(web(proxy, more));
  expect(withoutReport(onlyError(await terraform.apply()))).toBe(`Could not ${doing} container "${NAME}": ${cause}\n`
    + `The Docker Engine at ${proxy.address} (\`host\` of the provider) reports: …\n\n${advice}`);
});

describe('a connection that breaks after the engine answered', () => {
  test.each([
    ['the creation', /^POST \/containers\/create/],
    ['the start', /^POST \/containers\/[0-9a-f]{64}\/start/],
  ])('%s leads to exactly one container, which runs', async (_step, request) => {
    const terraform = await workspaceWith(web(proxy));
    proxy.loseOnce(request);
    const { ok } = await terraform.apply();
    expect(proxy.lost).toBe(1);
    if (!ok) expect((await terraform.apply()).ok).toBe(true);
    await checkOneContainer(terraform);
  });

  test('a change of limits is reported, without advice to replace the container', async () => {
    const terraform = await workspaceWith(web(proxy));
    expect((await terraform.apply()).ok).toBe(true);
    terraform.configure(web(proxy, { memory: 64 }));
    proxy.loseOnce(/\/update$/);
    const error = onlyError(await terraform.apply());
    expect(error).toMatch(/^Could not update container "e2e-halfway-web": socket hang up/);
    expect(error).toContain('so the operation may or may not have been done. Check that the engine is running, and plan again');
    expect(error).not.toContain('-replace');
    expect((await terraform.apply()).ok).toBe(true);
    await checkOneContainer(terraform);
  });
});

test('a pull that is waiting when Terraform is interrupted reports the interruption', async () => {
  const pulling = /^POST \/images\/create/;
  proxy.fate = (request) => pulling.test(request) ? 'hold' : 'pass';
  const terraform = await workspaceWith({
    provider: { docker: { host: proxy.address } },
    resource: { docker_image: { absent: { name: `127.0.0.1:1/${PREFIX}:absent` } } },
  });
  const applying = terraform.start('apply', '-auto-approve', '-input=false', '-no-color');
  let output = '';
  applying.stderr!.on('data', (text: Buffer) => { output += String(text); });
  const ended = new Promise((resolve) => applying.once('close', resolve));
  await waitUntil('the provider has requested the pull', () => proxy.requests.some((request) => pulling.test(request)));
  process.kill(-applying.pid!, 'SIGINT');
  await ended;
  expect(output).toContain(`Could not pull image "127.0.0.1:1/${PREFIX}:absent": stopped because Terraform was interrupted`);
});

test('an engine that stops during an apply leaves a tainted container, which is replaced once the engine is back', async () => {
  const engine = await PlainEngine.start(mkdtempSync(join(tmpdir(), 'berth-engine-')));
  try {
    const slow = { wait: true, wait_timeout: 250, healthcheck: [{ test: ['CMD', 'false'], interval: '1s', retries: 1000 }] };
    const terraform = await workspaceWith(web(engine, slow));
    const applying = terraform.apply();
    await waitUntil(
      'the container runs', () => engine.docker.getContainer(NAME).inspect().then(({ State }) => State.Running, () => false),
    );
    const { Id: left } = await engine.docker.getContainer(NAME).inspect();
    await engine.stop();
    // The engine stops its containers before it exits. Either may be noticed first.
    expect(onlyError(await applying)).toMatch(/with exit code 137[^]*starting|The Docker Engine at unix:/);
    expect((await terraform.state())['docker_container.web']!.id).toBe(left);

    await engine.run();
    terraform.configure(web(engine));
    expect((await terraform.plan()).changes).toMatchObject([{
      change: { actions: ['delete', 'create'] }, action_reason: 'replace_because_tainted',
    }]);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await engine.docker.listContainers({ all: true })).toMatchObject([{ Names: [`/${NAME}`], State: 'running' }]);
    await terraform.destroy();
  } finally {
    await engine.remove();
  }
});
