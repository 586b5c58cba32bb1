import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, Stats } from 'node:fs';
import * as http from 'node:http';
import { connect, Socket } from 'node:net';
import { dirname, resolve } from 'node:path';

/** `O_PATH` of Linux, which Node.js does not name: a reference to a file, which may be a link, without opening it. */
const O_PATH = 0o10000000;

/** How many links are followed one after another, as in the kernel. */
const MOST_LINKS = 40;

/**
 * Connects to the Unix socket of an engine. A link is followed only if it belongs to root or to the user of this process. The folder may be
 * one in which an engine that others control makes its socket, and a link would choose another engine.
 */
export class UnixAgent extends http.Agent {
  constructor() {
    super({ keepAlive: true });
  }

  public override createConnection(
    { path }: { readonly path?: string }, callback?: (error: Error | null, socket: Socket) => void,
  ): Socket | undefined {
    try {
      return connectTo(path!, MOST_LINKS);
    } catch (error) {
      callback?.(asOfConnection(error as NodeJS.ErrnoException, path!), undefined as never);
      return undefined;
    }
  }
}

/** A link to a socket that was made by somebody who is not trusted. */
export class ForeignLink extends Error {
  constructor(path: string, owner: number) {
    super(`${path} is a symbolic link that belongs to user ${owner}`);
    this.name = 'ForeignLink';
  }
}

function connectTo(path: string, links: number): Socket {
  if (process.platform !== 'linux') return followOr(lstatSync(path), path, links, () => connect(path));
  const file = openSync(path, O_PATH | constants.O_NOFOLLOW);
  try {
    // The path may lead elsewhere by now. The open file is what was looked at. A local connection is made at once.
    return followOr(fstatSync(file), path, links, () => (
      connect(`/proc/self/fd/${file}`).once('error', (error) => Object.assign(error, named(error, path)))));
  } finally {
    closeSync(file);
  }
}

function followOr(stats: Stats, path: string, links: number, connectHere: () => Socket): Socket {
  if (!stats.isSymbolicLink()) return connectHere();
  if (links === 0) throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
  if (![0, process.getuid?.()].includes(stats.uid)) throw new ForeignLink(path, stats.uid);
  return connectTo(resolve(dirname(path), readlinkSync(path)), links - 1);
}

/** Returns the error of another system call, or of another path, as that of a connection. */
function asOfConnection(error: NodeJS.ErrnoException, path: string): Error {
  return error.code === undefined ? error : Object.assign(new Error(), named(error, path));
}

/** Returns what Node.js says of a failed connection to a path. */
function named({ code, errno }: NodeJS.ErrnoException, path: string) {
  return { message: `connect ${code} ${path}`, code, errno, syscall: 'connect', address: path };
}
