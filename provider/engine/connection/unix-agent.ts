import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, statfsSync, Stats } from 'node:fs';
import * as http from 'node:http';
import { connect, Socket } from 'node:net';
import { join } from 'node:path';

/** `O_PATH` of Linux, which Node.js does not name: a reference to a file, which may be a link, without opening it. */
const O_PATH = 0o10000000;

/** The type of the file system of processes, as in the kernel. Its links lead to what no path may name, as `/proc/1/root` does. */
const PROC = 0x9fa0;

/** How many links are followed in one path, as in the kernel. */
const MOST_LINKS = 40;

/** The bits of a folder's mode: whether everybody may change it, and whether they may change only what is theirs in it. */
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;

/**
 * Connects to the Unix socket of an engine. A link, also one among the folders of its path, is followed only if it and the folder that it
 * is in belong to root or to the user of this process. The folder may be one in which an engine that others control makes its socket, and
 * a link would choose another engine.
 */
export class UnixAgent extends http.Agent {
  constructor() {
    super({ keepAlive: true });
  }

  public override createConnection(
    { path }: { readonly path?: string }, callback?: (error: Error | null, socket: Socket) => void,
  ): Socket | undefined {
    try {
      return connectTo(path!);
    } catch (error) {
      callback?.(asOfConnection(error as NodeJS.ErrnoException, path!), undefined as never);
      return undefined;
    }
  }
}

/** A link on the path of a socket that somebody who is not trusted made, or can replace. */
export class ForeignLink extends Error {
  constructor(path: string, owner: string) {
    super(`${path} is a symbolic link ${owner}`);
    this.name = 'ForeignLink';
  }
}

/** What a part of a path was found to be. */
interface Step {
  /** Leads to what was looked at, also if there is something else at the path by now. */
  readonly at: string;
  readonly path: string;
  readonly stats: Stats;
}

function connectTo(path: string): Socket {
  const files: number[] = [];
  try {
    const { at } = walk(path, (from, name, followed) => {
      const step = { at: `${from?.at ?? ''}/${name}`, path: join(from?.path ?? '/', name) };
      if (process.platform !== 'linux') return { ...step, stats: lstatSync(step.at) };
      const file = openSync(step.at, followed ? O_PATH : O_PATH | constants.O_NOFOLLOW);
      files.push(file);
      return { ...step, at: `/proc/self/fd/${file}`, stats: fstatSync(file) };
    });
    // A local connection is made at once, so the files may be closed.
    return connect(at).once('error', (error) => Object.assign(error, named(error, path)));
  } finally {
    files.forEach(closeSync);
  }
}

/** Follows a path part by part, as the kernel does. */
function walk(path: string, open: (from: Step | undefined, name: string, followed?: boolean) => Step): Step {
  const root = () => open(undefined, '');
  let here = root();
  let links = 0;
  const rest = partsOf(path);
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    const next = open(here, name);
    if (!next.stats.isSymbolicLink()) {
      here = next;
      continue;
    }
    if (++links > MOST_LINKS) throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
    refuseForeign(next, here);
    if (statfsSync(here.at).type === PROC) {
      here = open(here, name, true);
      continue;
    }
    // Nobody else can have replaced the link in the meantime: that takes a folder of theirs.
    const target = readlinkSync(`${here.at}/${name}`);
    rest.unshift(...partsOf(target));
    if (target.startsWith('/')) here = root();
  }
  return here;
}

const partsOf = (path: string) => path.split('/').filter((part) => part !== '');

function refuseForeign(link: Step, folder: Step): void {
  if (!isTrusted(link.stats)) throw new ForeignLink(link.path, `that belongs to user ${link.stats.uid}`);
  if (!isTrusted(folder.stats)) throw new ForeignLink(link.path, `in a folder that belongs to user ${folder.stats.uid}`);
  if ((folder.stats.mode & (WRITABLE_BY_ALL | STICKY)) === WRITABLE_BY_ALL) {
    throw new ForeignLink(link.path, 'in a folder that everybody may change');
  }
}

function isTrusted({ uid }: Stats): boolean {
  return uid === 0 || uid === process.getuid?.();
}

/** Returns the error of another system call, or of another path, as that of a connection. */
function asOfConnection(error: NodeJS.ErrnoException, path: string): Error {
  return error.code === undefined ? error : Object.assign(new Error(), named(error, path));
}

/** Returns what Node.js says of a failed connection to a path. */
function named({ code, errno }: NodeJS.ErrnoException, path: string) {
  return { message: `connect ${code} ${path}`, code, errno, syscall: 'connect', address: path };
}
