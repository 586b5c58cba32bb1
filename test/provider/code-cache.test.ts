import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleProvider } from '../../provider/bundling/main';

const folder = mkdtempSync(join(tmpdir(), 'berth-code-'));
let bundle: string;
beforeAll(async () => { bundle = await bundleProvider(join(folder, 'provider')); });
afterAll(() => rmSync(folder, { recursive: true }));

let home: string;
beforeEach(() => { home = mkdtempSync(join(folder, 'home-')); });

const run = (env: object) => (
  spawnSync(bundle, [], { env: { PATH: dirname(process.execPath), ...env }, encoding: 'utf8', timeout: 30_000 }));

/** Starts the provider by hand, which it refuses. */
function start(env: object = {}): void {
  const { stderr, status } = run({ XDG_CACHE_HOME: home, ...env });
  expect({ stderr, status }).toMatchObject({ status: 1, stderr: expect.stringContaining('This is a Terraform provider.') });
}

const cached = () => {
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.map(({ name }) => join(home, 'berth', name));
};
const identity = (file: string) => {
  const { ino, mtimeMs } = statSync(file);
  return { ino, mtimeMs };
};

test('compiled code is kept for the user alone, and is used', () => {
  start();
  const [file] = cached() as [string];
  expect(cached()).toHaveLength(1);
  expect(statSync(file).mode % 0o1000).toBe(0o600);
  expect(statSync(dirname(file)).mode % 0o1000).toBe(0o700);
  const before = identity(file);
  start();
  expect(identity(file)).toEqual(before);
});

test.each<[string, (file: string) => void]>([
  ['damaged', (file) => {
    const content = readFileSync(file);
    content[content.length >> 1]! ^= 0xff;
    writeFileSync(file, content);
  }],
  ['cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 1000))],
  ['empty', (file) => writeFileSync(file, '')],
  ['writable by others', (file) => chmodSync(file, 0o666)],
])('code that is %s is compiled again, and replaced', (_, change) => {
  start();
  const [file] = cached() as [string];
  const good = readFileSync(file).subarray(32).length;
  change(file);
  const before = identity(file);
  start();
  expect(identity(file)).not.toEqual(before);
  expect(statSync(file).mode % 0o1000).toBe(0o600);
  expect(readFileSync(file).subarray(32).length).toBeGreaterThan(good / 2);
});

test('another file, even of the same length, has code of its own', () => {
  start();
  const original = readFileSync(bundle, 'utf8');
  writeFileSync(bundle, original.replace('This is a Terraform provider.', 'THIS is a Terraform provider.'));
  try {
    expect(run({ XDG_CACHE_HOME: home }).stderr).toContain('THIS is a Terraform provider.');
    expect(cached()).toHaveLength(2);
  } finally {
    writeFileSync(bundle, original);
  }
});

test('without a place for it, or if Node.js is told to keep no code, nothing is kept', () => {
  start({ NODE_DISABLE_COMPILE_CACHE: '1' });
  expect(cached()).toEqual([]);
  start({ XDG_CACHE_HOME: '/proc/nothing' });
});
