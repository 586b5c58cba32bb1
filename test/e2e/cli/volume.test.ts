import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { interrupted } from '../../../cli/command/errors';
import { archiveOf, entriesIn, Entry, inPieces, rewritten } from '../../cli/archives';
import { berth as runBerth, BerthOptions } from '../../cli/run-berth';
import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';
import { run } from '../support/run';

const PREFIX = 'e2e-berth-volume';
const [FROM, TO] = [`${PREFIX}-from`, `${PREFIX}-to`];
const folder = mkdtempSync(join(tmpdir(), 'berth-volume-'));

beforeEach(() => removeNamed(PREFIX));
afterAll(async () => {
  await removeNamed(PREFIX);
  rmSync(folder, { recursive: true });
});

const berth = (args: readonly string[], options: BerthOptions = {}) =>
  runBerth(['volume', ...args], { environment: { DOCKER_HOST: process.env.DOCKER_HOST }, ...options });

/** Runs a command that succeeds, and returns its report. */
async function report(args: readonly string[], options?: BerthOptions): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await berth([...args, '--json'], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout.toString()) as Record<string, unknown>;
}

/** Runs a command that fails, and returns its first line. */
async function refused(args: readonly string[], options?: BerthOptions): Promise<string> {
  const { code, stderr } = await berth(args, options);
  expect(code).toBe(1);
  return stderr.split('\n')[0]!;
}

/** Runs a command in a container that mounts the volume at /data, and returns what it prints. */
async function inside(volume: string, command: string): Promise<string> {
  const container = await docker.createContainer({
    name: `${PREFIX}-shell`, Image: 'busybox:latest', Cmd: ['sh', '-c', command], HostConfig: { Binds: [`${volume}:/data`] }, Tty: true,
  });
  const stream = await container.attach({ stream: true, stdout: true });
  await container.start();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  await container.remove({ force: true });
  return Buffer.concat(chunks).toString().replace(/\r/g, '');
}

async function runForever(volume: string, mode: string): Promise<string> {
  const name = `${PREFIX}-app`;
  const container = await docker.createContainer({
    name, Image: 'busybox:latest', Cmd: ['sleep', 'infinity'], HostConfig: { Binds: [`${volume}:/data:${mode}`] },
  });
  await container.start();
  return name;
}

/** Returns what a command could have left on the engine. */
async function leftovers(): Promise<unknown[]> {
  const containers = await docker.listContainers({ all: true, filters: { label: ['berth.probe'] } });
  return [...containers, ...await docker.listImages({ filters: { reference: ['berth-probe'] } })];
}

const of = (name: string, more: Partial<Entry> = {}): Entry =>
  ({ name, mtime: new Date(1_600_000_000_000), uid: 0, gid: 0, mode: 0o644, ...more });
const NOTE = { pax: { 'SCHILY.xattr.user.note': 'text' } };

/** One entry of each kind, as another program would write them. */
const KINDS: readonly Entry[] = [
  of('./', { type: 'directory', mode: 0o1750, uid: 999, gid: 998 }),
  of('./folder/', { type: 'directory', mode: 0o700, uid: 7, gid: 8 }),
  of('./folder/file', { content: 'x'.repeat(100_000), uid: 1234, gid: 5678, mode: 0o4751, ...NOTE }),
  of('./folder/hard', { type: 'link', linkname: './folder/file', uid: 1234, gid: 5678, mode: 0o4751, ...NOTE }),
  of('./soft', { type: 'symlink', linkname: '/nowhere', mode: 0o777 }),
  of('./pipe', { type: 'fifo', mode: 0o600 }),
  of('./null', { type: 'character-device', devmajor: 1, devminor: 3 }),
  of('./secret', { mode: 0, uid: 42 }),
  of('./.wh.name', { content: 'no whiteout' }),
  of(`./${'l'.repeat(90)}/`, { type: 'directory', mode: 0o755 }),
  of(`./${'l'.repeat(90)}/${'m'.repeat(90)}`, { content: 'long' }),
  of('./\u00fc \n', { content: 'odd' }),
];

/** Returns what matters of the entries. Their order and the order of their records do not. */
async function contents(archive: Buffer): Promise<string[]> {
  return (await entriesIn(archive)).map(({ path, hardLinkTo, size, records }) => JSON.stringify([
    path.toString('latin1').replace(/\/$/, ''), hardLinkTo?.toString('latin1'), size,
    [...records].filter(([key]) => key.startsWith('SCHILY.')).map(([key, value]) => [key, value.toString('latin1')]).sort(),
  ])).sort();
}

test('an archive survives an import and an export: owners, modes, links, devices and extended attributes', async () => {
  const file = join(folder, 'kinds.tar');
  const archive = await archiveOf(...KINDS);
  writeFileSync(file, archive);
  const [entries, bytes] = [KINDS.length - 1, 100_018];
  expect(await report(['import', TO, file, '--create'])).toEqual({
    volume: TO, file, entries, bytes, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), warnings: [],
  });
  const paths = '. folder folder/file folder/hard pipe null secret';
  expect(await inside(TO, `cd /data && stat -c "%n %F %a %u:%g %h %Y" ${paths} && readlink soft`)).toBe([
    '. directory 1750 999:998 4 1600000000',
    'folder directory 700 7:8 2 1600000000',
    'folder/file regular file 4751 1234:5678 2 1600000000',
    'folder/hard regular file 4751 1234:5678 2 1600000000',
    'pipe fifo 600 0:0 1 1600000000',
    'null character special file 644 0:0 1 1600000000',
    'secret regular empty file 0 42:0 1 1600000000',
    '/nowhere', '',
  ].join('\n'));

  const { code, stdout, stderr } = await berth(['export', TO]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `Exported volume "${TO}": ${entries} entries, ${bytes} bytes\n` });
  expect(await contents(stdout)).toEqual(await contents(archive));
  expect(await leftovers()).toEqual([]);
});

test('an export keeps access control lists and file capabilities, whose values are no text', async () => {
  const file = join(folder, 'attributes.tar');
  const attributes = {
    'system.posix_acl_access': '0200000001000700ffffffff02000500d204000004000000ffffffff10000500ffffffff20000000ffffffff',
    'security.capability': '01000002ff8000c0000000000000000000000000',
  };
  const archive = await rewritten(await archiveOf(of('./file', { mode: 0o750 })), (entry) => {
    for (const [name, value] of Object.entries(attributes)) entry.records.set(`SCHILY.xattr.${name}`, Buffer.from(value, 'hex'));
    return entry;
  });
  writeFileSync(file, archive);
  await report(['import', TO, file, '--create']);
  const { stdout } = await berth(['export', TO]);
  expect((await contents(stdout)).filter((each) => each.includes('file'))).toEqual(await contents(archive));
});

test('an import leaves out the attributes that belong to another machine or to a kernel', async () => {
  const file = join(folder, 'labelled.tar');
  const archive = await rewritten(await archiveOf(of('./file')), (entry) => {
    for (const name of ['security.selinux', 'security.ima', 'trusted.overlay.opaque', 'user.kept']) {
      entry.records.set(`SCHILY.xattr.${name}`, Buffer.from('x'));
    }
    return entry;
  });
  writeFileSync(file, archive);
  await report(['import', TO, file, '--create']);
  // The export would leave them out, too.
  const { Mountpoint: mountpoint } = await docker.getVolume(TO).inspect();
  const kept = await run('python3', ['-c', 'import os, sys; print(sorted(os.listxattr(sys.argv[1])))', `${mountpoint}/file`]);
  expect(kept.trim()).toBe('[\'user.kept\']');
});

test('data moves from a volume to another, as a file and through a pipe', async () => {
  await inside(FROM, 'mkdir /data/sub && echo one > /data/sub/file && chown -R 5:6 /data');
  const file = join(folder, 'moved.tar');
  const exported = await report(['export', FROM, file]);
  expect(exported).toMatchObject({ volume: FROM, file, entries: 2, bytes: 4 });
  // A volume can contain secrets.
  expect(statSync(file).mode % 0o1000).toBe(0o600);
  const imported = await report(['import', TO, '--create', '--retain-as', 'shop/data'], { stdin: inPieces(readFileSync(file)) });
  expect(imported).toEqual({ ...exported, volume: TO, file: null });
  expect(await docker.getVolume(TO).inspect()).toMatchObject({ Driver: 'local', Labels: { 'berth.retained-as': 'shop/data' } });
  // Nobody changed anything, so the next archive is the same.
  expect((await berth(['export', TO])).stdout).toEqual(readFileSync(file));
  expect(await inside(TO, 'cat /data/sub/file; stat -c %u:%g /data')).toBe('one\n5:6\n');
});

test('an import overwrites nothing, unless asked, and not with an incomplete archive', async () => {
  await inside(TO, 'echo old > /data/old; mkdir -m 1700 /data/others; touch /data/others/file; chown -R 7 /data/others');
  const [file, cut] = [join(folder, 'new.tar'), join(folder, 'cut.tar')];
  const archive = await archiveOf(of('new', { content: 'new' }));
  writeFileSync(file, archive);
  writeFileSync(cut, archive.subarray(0, 700));
  expect(await refused(['import', TO, file])).toBe(`Error: Volume "${TO}" is not empty`);
  expect(await refused(['import', TO, cut, '--replace'])).toBe(`Error: ${cut} is not a complete tar archive: it ends in the middle`);
  expect(await inside(TO, 'ls -1 /data')).toBe('old\nothers\n');
  await report(['import', TO, file, '--replace']);
  expect(await inside(TO, 'ls -1 /data; cat /data/new')).toBe('new\nnew');
});

test('an incomplete stream is an error, although the engine accepts it, and leaves no volume that it created', async () => {
  const archive = await archiveOf(of('first', { content: 'x' }), of('second', { content: 'y'.repeat(5000) }));
  const stdin = inPieces(archive.subarray(0, 3000));
  expect(await refused(['import', TO, '--create'], { stdin })).toBe('Error: stdin is not a complete tar archive: it ends in the middle');
  await expect(docker.getVolume(TO).inspect()).rejects.toMatchObject({ statusCode: 404 });
  expect(await leftovers()).toEqual([]);
});

test('a path through a link leaves the volume, and is an error', async () => {
  const file = join(folder, 'link.tar');
  writeFileSync(file, await archiveOf(of('out', { type: 'symlink', linkname: '/' }), of('out/file', { content: 'x' })));
  expect(await refused(['import', TO, file, '--create'])).toBe(`Error: Volume "${TO}" does not contain all of the archive`);
});

test('a volume in use is not exported by accident, and not changed', async () => {
  await inside(TO, 'echo x > /data/file');
  const [file, any] = [join(folder, 'live.tar'), join(folder, 'any.tar')];
  writeFileSync(any, await archiveOf(of('new')));
  const app = await runForever(TO, 'rw');
  expect(await refused(['export', TO, file])).toBe(`Error: Volume "${TO}" is in use`);
  expect(await refused(['import', TO, any, '--replace'])).toBe(`Error: Volume "${TO}" is in use`);
  expect(await report(['export', TO, file, '--live'])).toMatchObject({
    entries: 1,
    warnings: [{
      summary: `Volume "${TO}" was copied while containers could change it`,
      detail: `${app} can write to it. Check that the data is usable before you rely on the archive.`,
    }],
  });
  await docker.getContainer(app).remove({ force: true });
  await runForever(TO, 'ro');
  expect(await report(['export', TO, join(folder, 'reader.tar')])).toMatchObject({ entries: 1, warnings: [] });
});

test('an interruption leaves nothing behind', async () => {
  const controller = new AbortController();
  const archive = await archiveOf(of('file', { content: 'x'.repeat(2_000_000) }));
  async function* upload() {
    yield archive.subarray(0, 1_000_000);
    controller.abort(interrupted());
    yield archive.subarray(1_000_000);
  }
  const { signal } = controller;
  expect((await berth(['import', FROM, '--create'], { stdin: Readable.from(upload()), signal })).stderr).toBe('Error: Interrupted\n');
  await inside(TO, 'echo x > /data/file');
  const file = join(folder, 'interrupted.tar');
  expect((await berth(['export', TO, file], { signal })).stderr).toBe('Error: Interrupted\n');
  expect([file, `${file}.partial`].filter(existsSync)).toEqual([]);
  expect(await leftovers()).toEqual([]);
});
