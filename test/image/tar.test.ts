import { execFileSync } from 'node:child_process';
import {
  chmodSync, closeSync, linkSync, mkdirSync, mkdtempSync, openSync, readFileSync, symlinkSync, utimesSync, writeFileSync, writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packFolder } from '../../src/image/tar';

const LONG = 'long-'.repeat(30);
const temporary = (name: string) => mkdtempSync(join(tmpdir(), `berth-${name}-`));

function createRootFilesystem(time: Date): string {
  const folder = temporary('rootfs');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'sh'), '#!');
  chmodSync(join(folder, 'bin', 'sh'), 0o4755);
  linkSync(join(folder, 'bin', 'sh'), join(folder, 'bin', 'zsh'));
  symlinkSync('bin/sh', join(folder, 'init'));
  symlinkSync(`/${LONG}`, join(folder, 'far'));
  mkdirSync(join(folder, LONG));
  writeFileSync(join(folder, LONG, 'ä'), 'x'.repeat(1_025));
  mkdirSync(join(folder, 'tmp'));
  chmodSync(join(folder, 'tmp'), 0o1777);
  utimesSync(join(folder, 'bin', 'sh'), time, time);
  return folder;
}

function packed(folder: string): Buffer {
  const pieces: Buffer[] = [];
  packFolder(folder, (piece) => pieces.push(Buffer.from(piece)));
  return Buffer.concat(pieces);
}

function writeArchive(archive: Buffer): string {
  const path = join(temporary('tar'), 'a.tar');
  writeFileSync(path, archive);
  return path;
}

test('packs files, links and permissions so that tar unpacks them', () => {
  const path = writeArchive(packed(createRootFilesystem(new Date())));
  const target = temporary('unpacked');
  execFileSync('tar', ['-xpf', path, '-C', target]);

  const stat = (name: string) => execFileSync('stat', ['-c', '%a %h %F', join(target, name)], { encoding: 'utf8' }).trim();
  expect(stat('bin/sh')).toBe('4755 2 regular file');
  expect(stat('bin/zsh')).toBe('4755 2 regular file');
  expect(stat('tmp')).toBe('1777 2 directory');
  expect(readFileSync(join(target, LONG, 'ä'), 'utf8')).toBe('x'.repeat(1_025));
  expect(execFileSync('readlink', [join(target, 'init')], { encoding: 'utf8' }).trim()).toBe('bin/sh');
  expect(execFileSync('readlink', [join(target, 'far')], { encoding: 'utf8' }).trim()).toBe(`/${LONG}`);
});

test('packs sorted entries that belong to root and date from 1970', () => {
  const path = writeArchive(packed(createRootFilesystem(new Date())));
  const names = execFileSync('tar', ['-tf', path], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } }).trim().split('\n');
  expect(names).toEqual(['bin/', 'bin/sh', 'bin/zsh', 'far', 'init', `${LONG}/`, `${LONG}/ä`, 'tmp/']);
  const lines = execFileSync('tar', ['--utc', '--numeric-owner', '-tvf', path], { encoding: 'utf8' }).trim().split('\n');
  for (const line of lines) expect(line).toMatch(/^\S+ 0\/0\s+\d+ 1970-01-01 00:00 /);
});

test('packs the same content as the same archive, whatever the times of the files', () => {
  expect(packed(createRootFilesystem(new Date(1))).equals(packed(createRootFilesystem(new Date())))).toBe(true);
});

test('keeps the numbers of devices', () => {
  const listing = execFileSync('tar', ['--numeric-owner', '-tvf', writeArchive(packed('/dev/pts'))], { encoding: 'utf8' });
  expect(listing).toMatch(/^c.* 5,2 .* ptmx$/m);
});

test('packs a growing file with the size that it had at first', () => {
  const folder = temporary('growing');
  const path = join(folder, 'log');
  writeFileSync(path, 'x'.repeat(600));
  const file = openSync(path, 'a');
  const pieces: Buffer[] = [];
  packFolder(folder, (piece) => {
    if (pieces.length === 0) writeSync(file, 'y'.repeat(600));
    pieces.push(Buffer.from(piece));
  });
  closeSync(file);
  expect(execFileSync('tar', ['-xOf', writeArchive(Buffer.concat(pieces))], { encoding: 'utf8' })).toBe('x'.repeat(600));
});
