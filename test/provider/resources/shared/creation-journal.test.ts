import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removePending, isOrphaned, addPending, orphansOn, whilePending } from '../../../../provider/resources/shared/creation-journal';

/** The id of a process that has ended: higher than the kernel gives. */
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

const notes = () => readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => join(data, 'berth-unrecorded', name));

/** Leaves a note as another process would that was killed. */
function leave(identity: string, change: object, engine?: string): void {
  const others = notes();
  addPending(identity, engine);
  const file = notes().find((one) => !others.includes(one))!;
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, ...change }));
}

test('a note is there while the work is done, and no longer, however it ends', async () => {
  expect(await whilePending('one', async () => notes().length)).toBe(1);
  expect(notes()).toEqual([]);
  await expect(whilePending('one', async () => { throw new Error('failed'); })).rejects.toThrow('failed');
  expect(notes()).toEqual([]);
});

test('what is under way in this process is not left', async () => {
  expect(await whilePending('one', async () => isOrphaned('one'))).toBe(false);
});

test.each<[string, object, boolean]>([
  ['of a process that is gone', { pid: GONE }, true],
  ['of a process that lives', { pid: process.ppid }, false],
  ['of a process of another machine, of which nothing is known', { pid: GONE, machine: 'another' }, false],
])('a note that was left %s', async (_of, change, expected) => {
  leave('one', change);
  expect(isOrphaned('one')).toBe(expected);
  expect(isOrphaned('another')).toBe(false);
  await removePending('one');
  expect(isOrphaned('one')).toBe(false);
  expect(notes()).toEqual([]);
});

test('a note that is no note says nothing', () => {
  leave('one', { pid: GONE });
  writeFileSync(notes()[0]!, 'half a no');
  expect(isOrphaned('one')).toBe(false);
});

test('what was left on an engine is found without being known, where it is of this folder', async () => {
  const ENGINE = 'unix:///engine.sock';
  leave('one', { pid: GONE }, ENGINE);
  leave('two', { pid: GONE }, ENGINE);
  leave('of a process that lives', { pid: process.ppid }, ENGINE);
  leave('of another folder', { pid: GONE, folder: '/another' }, ENGINE);
  leave('of another engine', { pid: GONE }, 'unix:///another.sock');
  leave('of no engine', { pid: GONE });
  leave('nothing', { pid: GONE, identity: undefined }, ENGINE);
  writeFileSync(join(data, 'berth-unrecorded', 'null'), 'null');
  expect(orphansOn(ENGINE).sort()).toEqual(['one', 'two']);
  await removePending('one');
  expect(orphansOn(ENGINE)).toEqual(['two']);
});

test('where Terraform keeps nothing, nothing is noted, and the work is done all the same', async () => {
  process.env.TF_DATA_DIR = join(data, 'missing');
  expect(await whilePending('one', async () => 'done')).toBe('done');
  expect(existsSync(process.env.TF_DATA_DIR)).toBe(false);
  expect(isOrphaned('one')).toBe(false);
  expect(orphansOn('unix:///engine.sock')).toEqual([]);
});
