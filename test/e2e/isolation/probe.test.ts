import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import getPort from 'get-port';
import { install } from '../../../dev/machine/debian-packages';
import { waitUntil } from '../../../dev/machine/wait-until';
import { which } from '../../../dev/machine/which';
import { parseAnswers } from '../../../provider/probe/answers';
import { PROGRAMS } from '../../../provider/probe/program';
import { socketAddress, statusesOf } from '../../../provider/probe/reach';
import { REACH } from '../../../provider/probe/reach-program';
import { run } from '../support/run';

const SOURCES = path.resolve(__dirname, '../../../provider/probe');

const TOOLS = {
  amd64: { processor: 'x86_64', prefix: 'x86_64-linux-gnu-', packages: ['binutils-x86-64-linux-gnu'], emulator: 'qemu-x86_64' },
  arm64: { processor: 'aarch64', prefix: 'aarch64-linux-gnu-', packages: ['binutils-aarch64-linux-gnu'], emulator: 'qemu-aarch64' },
} as const;
const ECONNREFUSED = 111;
const own = process.arch === 'x64' ? 'amd64' : process.arch;

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'berth-probe-'));
  const missing = [
    ...Object.values(TOOLS).flatMap(({ prefix, packages }) => which(`${prefix}as`) === undefined ? packages : []),
    ...(Object.entries(TOOLS).every(([name, { emulator }]) => name === own || which(emulator) !== undefined) ? [] : ['qemu-user']),
  ];
  if (missing.length > 0) await install(missing, 'to assemble the probe, and to run it for the other processor');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.entries(TOOLS))('%s', (name, { processor, prefix, emulator }) => {
  const command = (program: string) => [...(name === own ? [] : [emulator]), program];

  test.each([['probe', PROGRAMS], ['reach', REACH]])('%s equals its assembled source', async (title, programs) => {
    const [object, program] = ['o', 'bin'].map((ending) => path.join(folder, `${name}.${title}.${ending}`)) as [string, string];
    await run(`${prefix}as`, ['-I', SOURCES, '-o', object, path.join(SOURCES, `${title}.${processor}.s`)]);
    await run(`${prefix}objcopy`, ['-O', 'binary', '-j', '.text', object, program]);
    expect(readFileSync(program).toString('base64')).toBe(programs[name]!.toString('base64'));
  });

  test('reports links, files, which file a path is, and missing paths', async () => {
    const [program, output, large, pipe] = ['program', 'output', 'large', 'pipe']
      .map((each) => path.join(folder, `${name}.${each}`)) as [string, string, string, string];
    await run('mkfifo', [pipe]);
    writeFileSync(program, PROGRAMS[name]!, { mode: 0o755 });
    writeFileSync(large, 'x'.repeat(300_000));
    // The kernel refuses to read a parameter into 4 MiB of memory.
    const parameter = '/proc/sys/kernel/random/boot_id';
    const paths = [
      '/proc/self/ns/net', '/proc/self/uid_map', '/nowhere', '/proc', pipe, '/dev/zero', large, '/proc/version', parameter, `=${large}`,
      '=/nowhere', '-/proc/self', '-/proc/version', '-/nowhere',
    ];
    const identity = (await run('stat', ['--format=%Hd:%Ld %i', large])).trim();
    // Uses a pipe, because a pipe accepts a large answer only in several pieces.
    await run('sh', ['-c', 'out="$1"; shift; "$@" | cat > "$out"', 'sh', output, ...command(program), ...paths]);
    const answers = [...parseAnswers(readFileSync(output), paths).values()];
    expect(answers).toEqual([
      { kind: 'link', text: expect.stringMatching(/^net:\[\d+\]$/) },
      { kind: 'file', text: readFileSync('/proc/self/uid_map', 'utf8') },
      { kind: 'error', errno: 2 },
      ...['a folder', 'a pipe', 'a device'].map(() => ({ kind: 'error', errno: 22 })),
      { kind: 'file', text: 'x'.repeat(300_000) },
      { kind: 'file', text: expect.stringMatching(/^Linux version /) },
      { kind: 'file', text: readFileSync(parameter, 'utf8') },
      { kind: 'identity', text: identity },
      { kind: 'error', errno: 2 },
      { kind: 'link', text: expect.stringMatching(/^\d+$/) },
      { kind: 'error', errno: 22 },
      { kind: 'error', errno: 2 },
    ]);
  });

  test('prints nothing without a path, and exits if its output is closed', async () => {
    const program = path.join(folder, `${name}.program`);
    expect(await run('sh', ['-c', '"$@"', 'sh', ...command(program)])).toBe('');
    await expect(run('sh', ['-c', '"$@" /proc/version >&-', 'sh', ...command(program)])).rejects.toThrow();
  });

  test('reach tells which addresses accept a connection, and which refuse it or don\'t answer', async () => {
    const [program, output] = ['reach', 'statuses'].map((each) => path.join(folder, `${name}.${each}`)) as [string, string];
    writeFileSync(program, REACH[name]!, { mode: 0o755 });
    const port = await getPort({ host: '::1' });
    const listener = spawn(command(program)[0]!, [...command(program).slice(1), 'listen', socketAddress('::1', port)]);
    const connect = async (...addresses: readonly string[]) => {
      await run('sh', ['-c', 'out="$1"; shift; "$@" > "$out"', 'sh', output, ...command(program), 'connect', ...addresses]);
      return statusesOf(readFileSync(output), addresses.length);
    };
    try {
      await waitUntil('it listens', async () => (await connect(socketAddress('::1', port)))[0] === 0);
      // The last two: nothing listens, and no machine has an address for documentation.
      const [accepted, refused, silent] = await connect(
        socketAddress('::1', port), socketAddress('::1', await getPort({ host: '::1' })), socketAddress('2001:db8::1', port));
      expect([accepted, refused]).toEqual([0, ECONNREFUSED]);
      expect(silent).not.toBe(0);
    } finally {
      listener.kill();
    }
    for (const wrong of [[], ['listen'], ['connect'], ['connect', 'xyz'], ['listen', socketAddress('2001:db8::1', port)]]) {
      await expect(run(command(program)[0]!, [...command(program).slice(1), ...wrong])).rejects.toThrow();
    }
  });
});
