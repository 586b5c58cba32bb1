import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPending, isAlive, isOrphaned, orphansOn, removePending, whilePending } from '../../../provider/engine/creation-journal';

/** The id of a process that does not exist: higher than the kernel assigns. */
const GONE = 2 ** 22 + 1;

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'berth-unrecorded-'));
  process.env.TF_DATA_DIR = data;
});

afterEach(() => {
  delete process.env.TF_DATA_DIR;
  rmSync(data, { recursive: true });
});

function entries(): string[] {
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => join(data, 'berth-unrecorded', name));
}

/** Leaves an entry as another process that was killed would. */
function leave(identity: string, change: object, engine?: string): void {
  const others = entries();
  addPending(identity, engine);
  const file = entries().find((one) => !others.includes(one))!;
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, ...change }));
}

test('an entry exists only while the work is done, even if it fails', async () => {
  expect(await whilePending('one', async () => entries().length)).toBe(1);
  expect(entries()).toEqual([]);
  await expect(whilePending('one', async () => { throw new Error('failed'); })).rejects.toThrow('failed');
  expect(entries()).toEqual([]);
});

test('an object that this process is creating is not orphaned', async () => {
  expect(await whilePending('one', async () => isOrphaned('one'))).toBe(false);
});

test.each<[string, object, boolean]>([
  ['of a process that is gone', { pid: GONE }, true],
  ['of a process that is alive', { pid: process.ppid }, false],
  ['of a process of another machine, which can\'t be checked', { pid: GONE, machine: 'another' }, false],
])('whether an entry is orphaned: one %s', async (_of, change, expected) => {
  leave('one', change);
  expect(isOrphaned('one')).toBe(expected);
  expect(isOrphaned('another')).toBe(false);
  await removePending('one');
  expect(isOrphaned('one')).toBe(false);
  expect(entries()).toEqual([]);
});

test('a process that was killed is not alive, also while its parent does not ask for it', async () => {
  const parent = spawn('sh', ['-c', 'sleep 1000 & echo $!; exec sleep 1000'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [printed] = await once(parent.stdout, 'data') as [Buffer];
    const pid = Number(printed.toString());
    expect(isAlive(pid)).toBe(true);
    // Until then, the parent is a shell, which asks for its children.
    while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8') !== 'sleep\n') await new Promise(setImmediate);
    process.kill(pid, 'SIGKILL');
    while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await new Promise(setImmediate);
    expect(isAlive(pid)).toBe(false);
  } finally {
    parent.kill('SIGKILL');
  }
});

test('ignores a damaged entry', () => {
  leave('one', { pid: GONE });
  writeFileSync(entries()[0]!, 'half a no');
  expect(isOrphaned('one')).toBe(false);
});

test('finds the orphans of this working directory on an engine', async () => {
  const ENGINE = 'unix:///engine.sock';
  leave('one', { pid: GONE }, ENGINE);
  leave('two', { pid: GONE }, ENGINE);
  leave('of a process that is alive', { pid: process.ppid }, ENGINE);
  leave('of another working directory', { pid: GONE, folder: '/another' }, ENGINE);
  leave('of another engine', { pid: GONE }, 'unix:///another.sock');
  leave('of no engine', { pid: GONE });
  leave('nothing', { pid: GONE, identity: undefined }, ENGINE);
  writeFileSync(join(data, 'berth-unrecorded', 'null'), 'null');
  expect(orphansOn(ENGINE).sort()).toEqual(['one', 'two']);
  await removePending('one');
  expect(orphansOn(ENGINE)).toEqual(['two']);
});

test('does the work without an entry if Terraform has no data directory', async () => {
  process.env.TF_DATA_DIR = join(data, 'missing');
  expect(await whilePending('one', async () => 'done')).toBe('done');
  expect(existsSync(process.env.TF_DATA_DIR)).toBe(false);
  expect(isOrphaned('one')).toBe(false);
  expect(orphansOn('unix:///engine.sock')).toEqual([]);
});
