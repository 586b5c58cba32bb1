import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import * as tar from 'tar-stream';
import { Lock, LockedPackage } from '../../../cli/image/debian/lock';

/** What a package of the tests contains: contents of files by path, or the target of a link. */
export interface TestFile {
  readonly content?: string | Buffer;
  readonly link?: string;
  readonly hardLink?: string;
  readonly mode?: number;
  readonly owner?: number;
}

export interface TestPackage {
  readonly name: string;
  readonly files: Readonly<Record<string, TestFile>>;
  readonly depends?: string;
}

/** Makes a Debian package. */
export async function debOf({ name, files, depends }: TestPackage): Promise<Buffer> {
  const control = [
    `Package: ${name}`, 'Version: 1.0', 'Architecture: amd64', ...depends === undefined ? [] : [`Depends: ${depends}`],
    'Description: of a test', '',
  ].join('\n');
  const members: (readonly [name: string, content: Buffer])[] = [
    ['debian-binary', Buffer.from('2.0\n')],
    ['control.tar.gz', gzipSync(await tarOf({ './control': { content: control } }))],
    ['data.tar.gz', gzipSync(await tarOf(files))],
  ];
  const parts = members.flatMap(([member, content]) => [
    Buffer.from(`${member.padEnd(16)}${'0'.padEnd(12)}${'0     '.repeat(2)}${'100644'.padEnd(8)}${`${content.length}`.padEnd(10)}\`\n`),
    content,
    Buffer.alloc(content.length % 2, '\n'),
  ]);
  return Buffer.concat([Buffer.from('!<arch>\n'), ...parts]);
}

async function tarOf(files: TestPackage['files']): Promise<Buffer> {
  const pack = tar.pack();
  for (const [name, { content, link, hardLink, mode, owner = 0 }] of Object.entries(files)) {
    const common = { name, uid: owner, gid: owner, mtime: new Date() };
    if (name.endsWith('/')) pack.entry({ ...common, type: 'directory', mode: mode ?? 0o755 });
    else if (link !== undefined) pack.entry({ ...common, type: 'symlink', linkname: link });
    else if (hardLink !== undefined) pack.entry({ ...common, type: 'link', linkname: hardLink });
    else pack.entry({ ...common, mode: mode ?? 0o644 }, content ?? '');
  }
  pack.finalize();
  return buffer(pack);
}

/** A mirror with packages of the tests, and a lock file of them. */
export class TestMirror {
  public static async of(packages: readonly TestPackage[]): Promise<TestMirror> {
    const debs = await Promise.all(packages.map(debOf));
    const byPath = new Map(packages.map(({ name }, index) => [`/pool/${name}.deb`, debs[index]!]));
    const mirror: { downloads: string[] } = { downloads: [] };
    const server = createServer(({ url }, response) => {
      mirror.downloads.push(url!);
      const deb = byPath.get(url!);
      response.writeHead(deb === undefined ? 404 : 200).end(deb);
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const locked = packages.map(({ name, depends }, index): LockedPackage => ({
      name,
      version: '1.0',
      architecture: 'amd64',
      file: `pool/${name}.deb`,
      sha256: createHash('sha256').update(debs[index]!).digest('hex'),
      size: debs[index]!.length,
      depends: (depends ?? '').split(',').filter((each) => each !== '').map((each) => each.split('|').map((one) => one.trim())),
      provides: [],
    }));
    return new TestMirror(server, locked, mirror);
  }

  private constructor(
    private readonly server: Server, private readonly packages: readonly LockedPackage[], private readonly seen: { downloads: string[] },
  ) {}

  public get downloads(): readonly string[] {
    return this.seen.downloads;
  }

  /** Writes a lock file, and returns its path. */
  public lockFile(change: Partial<Lock> = {}): string {
    const mirrors = [`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`];
    const requested = this.packages.map(({ name }) => name);
    const lock: Lock = { version: 1, release: 'test', requested, mirrors, platforms: { 'linux/amd64': this.packages }, ...change };
    const path = join(mkdtempSync(join(tmpdir(), 'berth-lock-')), 'debian.lock.json');
    writeFileSync(path, JSON.stringify(lock));
    return path;
  }

  public stop(): void {
    this.server.close();
  }
}

/** An ELF file for amd64 that needs some libraries: a header, a dynamic section and its strings. */
export function elfOf(needed: readonly string[], { interpreter, runPath, machine = 62 }: {
  readonly interpreter?: string; readonly runPath?: string; readonly machine?: number;
} = {}): Buffer {
  const strings = ['', ...needed, ...runPath === undefined ? [] : [runPath], ...interpreter === undefined ? [] : [interpreter]];
  const table = Buffer.from(strings.map((each) => `${each}\0`).join(''));
  const offsetIn = (text: string) => Buffer.from(strings.slice(0, strings.indexOf(text)).map((each) => `${each}\0`).join('')).length;
  const tags: (readonly [number, number])[] = [
    ...needed.map((each) => [1, offsetIn(each)] as const), ...runPath === undefined ? [] : [[29, offsetIn(runPath)] as const],
  ];
  const segments = interpreter === undefined ? 2 : 3;
  const [dynamicAt, base] = [64 + segments * 56, 0x400000];
  const stringsAt = dynamicAt + (tags.length + 2) * 16;
  const content = Buffer.alloc(stringsAt + table.length);
  content.write('\x7fELF\x02\x01\x01', 'latin1');
  content.writeUInt16LE(machine, 18);
  content.writeBigUInt64LE(64n, 32);
  content.writeUInt16LE(56, 54);
  content.writeUInt16LE(segments, 56);
  const segment = (index: number, type: number, offset: number, size: number) => {
    const at = 64 + index * 56;
    content.writeUInt32LE(type, at);
    content.writeBigUInt64LE(BigInt(offset), at + 8);
    content.writeBigUInt64LE(BigInt(base + offset), at + 16);
    content.writeBigUInt64LE(BigInt(size), at + 32);
  };
  segment(0, 1, 0, content.length);
  segment(1, 2, dynamicAt, (tags.length + 2) * 16);
  if (interpreter !== undefined) segment(2, 3, stringsAt + offsetIn(interpreter), interpreter.length + 1);
  [[5, base + stringsAt], ...tags, [0, 0]].forEach(([tag, value], index) => {
    content.writeBigUInt64LE(BigInt(tag!), dynamicAt + index * 16);
    content.writeBigUInt64LE(BigInt(value!), dynamicAt + index * 16 + 8);
  });
  table.copy(content, stringsAt);
  return content;
}
