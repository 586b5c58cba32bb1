import { docker } from '../engine/docker';
import { Workspace } from '../support/workspace';
import { workspacePerFile } from '../support/workspace-per-test';

const NAME = 'e2e-data-logs';
const TERMINAL = `${NAME}-tty`;

const workspaceWith = workspacePerFile(NAME);
let workspace: Workspace;

async function start(name: string, script: string, options: object = {}): Promise<void> {
  const container = await docker.createContainer({ name, Image: 'busybox:latest', Cmd: ['sh', '-c', script], ...options });
  await container.start();
}

async function finish(name: string): Promise<void> {
  await docker.getContainer(name).wait();
}

beforeAll(async () => {
  // The pauses keep the engine from mixing the two streams.
  await start(
    NAME, 'echo one; sleep 0.2; echo two >&2; sleep 0.2; printf "thr\\303\\251e\\n\\nfive"',
    { Labels: { which: 'first' }, HostConfig: { LogConfig: { Type: 'json-file', Config: { labels: 'which' } } } },
  );
  await start(TERMINAL, 'echo one; echo two', { Tty: true });
  await finish(NAME);
  await finish(TERMINAL);
  workspace = await workspaceWith({});
});

async function read(config: object): Promise<Record<string, unknown>> {
  workspace.configure({ data: { docker_logs: { one: { name: NAME, ...config } } } });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  return (await workspace.state())['data.docker_logs.one']!;
}

test('reads all output, line by line', async () => {
  const { Id: id } = await docker.getContainer(NAME).inspect();
  expect(await read({})).toEqual({
    engine: null,
    name: NAME,
    id,
    logs_list_string: ['one', 'two', 'thrée', '', 'five'],
    show_stdout: true,
    show_stderr: true,
    since: '',
    until: '',
    tail: '',
    timestamps: false,
    details: false,
    follow: false,
    discard_headers: true,
    logs_list_string_enabled: true,
  });
});

test.each([
  ['only stderr', { show_stdout: false }, ['two']],
  ['only stdout', { show_stderr: false }, ['one', 'thrée', '', 'five']],
  ['the last lines', { tail: '2' }, ['', 'five']],
  ['all lines', { tail: 'all' }, ['one', 'two', 'thrée', '', 'five']],
  ['a container with a terminal', { name: TERMINAL }, ['one', 'two']],
  ['a container with a terminal, with headers', { name: TERMINAL, discard_headers: false }, ['one', 'two']],
  ['no lines', { logs_list_string_enabled: false }, []],
  ['future output', { since: '2999-01-01' }, []],
  ['output of long ago', { until: '24h' }, []],
  ['output of a period', { since: '1h', until: '0s' }, ['one', 'two', 'thrée', '', 'five']],
  ['headers', { discard_headers: false, tail: '1' }, ['\x01\0\0\0\0\0\0\x04five']],
  ['details of the logging driver', { details: true, show_stdout: false }, ['which=first two']],
])('reads %s', async (_, config, expected) => {
  expect((await read(config)).logs_list_string).toEqual(expected);
});

test('reads timestamps', async () => {
  const stamped = (await read({ timestamps: true })).logs_list_string as string[];
  expect(stamped[0]).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z one$/);
  // The timestamps can be used as limits.
  const [second = ''] = stamped[1]!.split(' ');
  expect((await read({ since: second })).logs_list_string).toEqual(['two', 'thrée', '', 'five']);
});

test('follows the output until the container stops', async () => {
  const name = `${NAME}-running`;
  await start(name, 'echo one; sleep 3; echo two');
  expect((await read({ name, follow: true })).logs_list_string).toEqual(['one', 'two']);
});

test('reads only the end of a long output, and warns', async () => {
  const name = `${NAME}-long`;
  await start(name, 'for number in $(seq 40); do head -c 1048575 /dev/zero | tr "\\0" x; echo; done; echo end', { Tty: true });
  await finish(name);
  workspace.configure({ data: { docker_logs: { one: { name, show_stdout: true } } } });
  const { ok, diagnostics } = await workspace.apply();
  expect({ ok, diagnostics }).toMatchObject({
    ok: true,
    diagnostics: [{
      severity: 'warning',
      summary: `Only the end of the output of container "${name}" was read`,
      detail: expect.stringContaining('Set `tail` to the number of lines that you need'),
    }],
  });
  const lines = (await workspace.state())['data.docker_logs.one']!.logs_list_string as string[];
  expect(lines.at(-1)).toBe('end');
  expect(lines.map(({ length }) => length)).toEqual([...Array.from({ length: 15 }, () => 1048575), 3]);
});

test.each([
  ['a missing container', { name: 'e2e-data-none' }, 'The engine has no container "e2e-data-none"'],
  ['an invalid time', { name: NAME, since: 'yesterday' }, 'Invalid value for "since"'],
  ['an invalid number', { name: NAME, tail: '-1' }, 'Invalid value for "tail"'],
])('fails for %s', async (_, config, summary) => {
  workspace.configure({ data: { docker_logs: { one: config } } });
  const { ok, diagnostics } = await workspace.apply();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([{ summary }]);
});
