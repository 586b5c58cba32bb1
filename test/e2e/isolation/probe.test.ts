import { spawn } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import getPort from 'get-port';
import { install } from '../../../dev/machine/debian-packages';
import { waitUntil } from '../../../dev/machine/wait-until';
import { which } from '../../../dev/machine/which';
import { parseAnswers } from '../../../provider/probe/answers';
import { attemptArgument, attemptResults, errorName, FIRST_FILE, SystemCall } from '../../../provider/probe/attempt';
import { ATTEMPT } from '../../../provider/probe/attempt-program';
import { PROGRAMS } from '../../../provider/probe/program';
import { socketAddress, statusesOf } from '../../../provider/probe/reach';
import { REACH } from '../../../provider/probe/reach-program';
import { parseWalk } from '../../../provider/probe/walk';
import { WALK } from '../../../provider/probe/walk-program';
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

  test.each([
    ['probe', PROGRAMS], ['reach', REACH], ['walk', WALK], ['attempt', ATTEMPT],
  ])('%s equals its assembled source', async (title, programs) => {
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

  test('walk prints the extended attributes in a folder, and empties it', async () => {
    const [program, output, root] = ['walk', 'attributes', 'root']
      .map((each) => path.join(folder, `${name}.${each}`)) as [string, string, string];
    writeFileSync(program, WALK[name]!, { mode: 0o755 });
    const walk = async (...args: readonly string[]) => {
      await run('sh', ['-c', 'out="$1"; shift; "$@" > "$out"', 'sh', output, ...command(program), ...args]);
      return parseWalk(readFileSync(output));
    };
    const inner = path.join(root, 'folder', 'inner');
    mkdirSync(inner, { recursive: true });
    // More entries than the program reads at once.
    for (let index = 0; index < 200; index++) writeFileSync(path.join(root, 'folder', `file${index}`), '');
    writeFileSync(path.join(inner, 'file'), 'x');
    linkSync(path.join(inner, 'file'), path.join(root, 'hard'));
    symlinkSync(folder, path.join(root, 'soft'));
    await run('python3', ['-c', [
      'import os, sys, socket',
      'os.chdir(sys.argv[1])',
      'os.setxattr("folder/inner/file", "user.a", bytes([0, 255]))',
      'os.setxattr("folder/inner/file", "user.empty", b"")',
      'os.setxattr(".", "user.b", b"x")',
      'socket.socket(socket.AF_UNIX).bind("socket")',
      // Deeper than any path that the kernel accepts.
      'for i in range(30): os.mkdir("x" * 200); os.chdir("x" * 200)',
      'open("leaf", "w")',
      'os.setxattr("leaf", "user.c", b"y")',
    ].join('\n'), root]);

    const { entries, attributes, failures } = await walk('attributes', root);
    const file = { 'user.a': Buffer.from([0, 0xff]), 'user.empty': Buffer.alloc(0) };
    expect(Object.fromEntries([...attributes].map(([key, found]) =>
      [key, Object.fromEntries(found.map((each) => [each.name, each.value]))]))).toEqual({
      '.': { 'user.b': Buffer.from('x') },
      './folder/inner/file': file,
      './hard': file,
      [`./${`${'x'.repeat(200)}/`.repeat(30)}leaf`]: { 'user.c': Buffer.from('y') },
    });
    // Everything but the socket.
    expect({ entries, failures }).toEqual({ entries: 203 + 2 + 31, failures: [] });

    expect(await walk('empty', root)).toMatchObject({ failures: [] });
    expect(readdirSync(root)).toEqual([]);
    expect(readdirSync(folder)).toContain(`${name}.walk`);
    expect((await walk('attributes', '/nowhere')).failures).toEqual([{ path: '.', errno: 2 }]);
    for (const wrong of [[], ['attributes'], ['remove', root], ['empty', root, root]]) {
      await expect(run(command(program)[0]!, [...command(program).slice(1), ...wrong])).rejects.toThrow();
    }
  });

  test('attempt makes system calls, and prints what they returned and wrote', async () => {
    const [program, output] = ['attempt', 'results'].map((each) => path.join(folder, `${name}.${each}`)) as [string, string];
    writeFileSync(program, ATTEMPT[name]!, { mode: 0o755 });
    const calls: readonly SystemCall[] = [
      { name: 'statfs', args: [Buffer.from(`${folder}\0`), Buffer.alloc(120)] },
      { name: 'openat', args: [-100, Buffer.from('/nowhere\0'), 0, 0] },
      { name: 'openat', args: [-100, Buffer.from('/dev/null\0'), 2, 0] },
      { name: 'fallocate', args: [FIRST_FILE, 0, 0, 1] },
    ];
    const argument = attemptArgument(calls, name as 'amd64' | 'arm64');
    // Uses a pipe, because a pipe may take the block in pieces.
    await run('sh', ['-c', 'out="$1"; shift; "$@" | cat > "$out"', 'sh', output, ...command(program), argument]);
    const [system, missing, opened, reserved] = attemptResults(readFileSync(output), calls);
    expect([system!.value, opened!.value]).toEqual([0, FIRST_FILE]);
    expect([missing!, reserved!].map(({ value }) => errorName(value))).toEqual(['ENOENT', 'ENODEV']);
    const blocks = (await run('stat', ['--file-system', '--format=%b', folder])).trim();
    expect(String(system!.memory[1]!.readBigUInt64LE(16))).toBe(blocks);
    for (const wrong of [[], ['00', '00'], ['xy'], ['0A']]) {
      await expect(run(command(program)[0]!, [...command(program).slice(1), ...wrong])).rejects.toThrow();
    }
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
