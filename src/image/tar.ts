import { closeSync, lstatSync, openSync, readSync, readdirSync, readlinkSync, Stats } from 'node:fs';
import { join } from 'node:path';
import { sourceChanged } from './errors';

// Packs by hand, since synthesis is synchronous and tar-stream, which the provider uses, is asynchronous. npm's `tar` can pack
// synchronously, but leaves out devices and FIFOs.

const BLOCK = 512;
const CHUNK = 1024 * 1024;

// The numbers of the ustar format (POSIX.1-2001, pax).
const TYPE = {
  file: '0', hardLink: '1', symbolicLink: '2', characterDevice: '3', blockDevice: '4', folder: '5', fifo: '6', pax: 'x',
} as const;
const LONGEST_NAME = 100;
const LARGEST_ID = 0o7777777;
const LARGEST_SIZE = 0o77777777777;

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly link: string;
  readonly device: number;
}

/**
 * Packs a folder as a tar archive that depends only on the folder's content: entries are sorted, and times are set to 1970.
 * Links, devices and permissions are kept. Sockets are left out, since they mean nothing elsewhere. Files of the current user become
 * root's, because a normal user who unpacks a root file system owns what should be root's. If root packs, all owners are kept.
 *
 * @param folder the folder to pack
 * @param write receives the archive, piece by piece
 */
export function packFolder(folder: string, write: (piece: Buffer) => void): void {
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const seen = new Map<string, string>();
  const owner = (id: number, self: number) => (own.uid !== 0 && id === self ? 0 : id);

  const pack = (name: string) => {
    const path = join(folder, name);
    const stats = lstatSync(path);
    const type = typeOf(stats);
    if (type === undefined) return;
    const inode = `${stats.dev}:${stats.ino}`;
    const first = type === TYPE.file && stats.nlink > 1 ? seen.get(inode) : undefined;
    if (type === TYPE.file) seen.set(inode, name);
    writeEntry({
      name: type === TYPE.folder ? `${name}/` : name,
      type: first === undefined ? type : TYPE.hardLink,
      mode: stats.mode % 0o10000,
      uid: owner(stats.uid, own.uid),
      gid: owner(stats.gid, own.gid),
      size: type === TYPE.file && first === undefined ? stats.size : 0,
      link: first ?? (type === TYPE.symbolicLink ? readlinkSync(path) : ''),
      device: stats.rdev,
    }, write);
    if (type === TYPE.file && first === undefined) writeContent(path, stats.size, write);
    if (type === TYPE.folder) sortedNames(path).forEach((child) => pack(`${name}/${child}`));
  };

  sortedNames(folder).forEach(pack);
  write(Buffer.alloc(2 * BLOCK));
}

function sortedNames(folder: string): string[] {
  return readdirSync(folder).sort((one, other) => (one < other ? -1 : 1));
}

function typeOf(stats: Stats): string | undefined {
  if (stats.isFile()) return TYPE.file;
  if (stats.isDirectory()) return TYPE.folder;
  if (stats.isSymbolicLink()) return TYPE.symbolicLink;
  if (stats.isCharacterDevice()) return TYPE.characterDevice;
  if (stats.isBlockDevice()) return TYPE.blockDevice;
  return stats.isFIFO() ? TYPE.fifo : undefined;
}

function writeEntry(entry: Entry, write: (piece: Buffer) => void): void {
  const records = [
    ...(fits(entry.name) ? [] : [paxRecord('path', entry.name)]),
    ...(fits(entry.link) ? [] : [paxRecord('linkpath', entry.link)]),
    ...(entry.size <= LARGEST_SIZE ? [] : [paxRecord('size', `${entry.size}`)]),
    ...(entry.uid <= LARGEST_ID ? [] : [paxRecord('uid', `${entry.uid}`)]),
    ...(entry.gid <= LARGEST_ID ? [] : [paxRecord('gid', `${entry.gid}`)]),
  ];
  if (records.length > 0) {
    const extension = Buffer.from(records.join(''));
    write(header({ ...entry, name: 'PaxHeader', type: TYPE.pax, size: extension.length, link: '', uid: 0, gid: 0, device: 0 }));
    write(extension);
    write(padding(extension.length));
  }
  write(header(entry));
}

/** Whether a name fits into the header, which has room for 100 bytes of ASCII. */
function fits(name: string): boolean {
  return Buffer.byteLength(name) <= LONGEST_NAME && /^[\x20-\x7e]*$/.test(name);
}

/** A record of a pax header: its length (including the digits of the length), key and value. */
function paxRecord(key: string, value: string): string {
  const body = ` ${key}=${value}\n`;
  const length = Buffer.byteLength(body);
  let total = length + `${length}`.length;
  if (length + `${total}`.length !== total) total += 1;
  return `${total}${body}`;
}

function header(entry: Entry): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, offset: number, digits: number) =>
    block.write(value.toString(8).padStart(digits, '0').slice(-digits), offset);
  block.write(entry.name.slice(0, LONGEST_NAME), 0);
  octal(entry.mode, 100, 7);
  octal(Math.min(entry.uid, LARGEST_ID), 108, 7);
  octal(Math.min(entry.gid, LARGEST_ID), 116, 7);
  octal(Math.min(entry.size, LARGEST_SIZE), 124, 11);
  octal(0, 136, 11);
  block.write('        ', 148);
  block.write(entry.type, 156);
  block.write(entry.link.slice(0, LONGEST_NAME), 157);
  block.write('ustar\x0000', 257);
  const { major, minor } = splitDevice(entry.device);
  octal(major, 329, 7);
  octal(minor, 337, 7);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** Splits a device number of Linux: the low 8 bits of the minor number, 12 bits of the major number, the rest of the minor number. */
function splitDevice(device: number): { major: number; minor: number } {
  const above = Math.floor(device / 0x100);
  return { major: above % 0x1000, minor: (device % 0x100) + Math.floor(above / 0x1000) * 0x100 };
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

function writeContent(path: string, size: number, write: (piece: Buffer) => void): void {
  const file = openSync(path, 'r');
  try {
    for (let rest = size; rest > 0;) {
      const piece = Buffer.allocUnsafe(Math.min(rest, CHUNK));
      const read = readSync(file, piece);
      if (read === 0) throw sourceChanged(path);
      write(piece.subarray(0, read));
      rest -= read;
    }
  } finally {
    closeSync(file);
  }
  write(padding(size));
}
