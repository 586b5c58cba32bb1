import { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import answers from '../../../fixtures/engine/answers.json';
import probe from '../../../fixtures/engine/probe.json';

/** An answer of an engine, before it is distorted. */
export interface Answer {
  readonly status: number;
  /** The content as data. */
  readonly body: unknown;
  /** Encodes the data, which may have been distorted. @default - as JSON */
  readonly encode?: (body: unknown) => Buffer;
}

const done = { status: 204, body: undefined };
const ok = (body: unknown, status = 200) => ({ status, body });
const notFound = ok({ message: 'No such thing' }, 404);

function lines(...messages: object[]): Answer {
  return { ...ok(messages), encode: (body) => Buffer.from(each(body).map((message) => `${JSON.stringify(message)}\n`).join('')) };
}

function output(...texts: string[]): Answer {
  return { ...ok(texts), encode: (body) => Buffer.concat(each(body).map((text) => framed(bytesOf(text)))) };
}

function each(body: unknown): readonly unknown[] {
  return Array.isArray(body) ? body : [body];
}

function bytesOf(text: unknown): Buffer {
  return Buffer.from(typeof text === 'string' ? text : JSON.stringify(text) ?? '');
}

/** Adds the eight-byte header with the stream and length of a piece of output. */
function framed(piece: Buffer): Buffer {
  const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(piece.length, 4);
  return Buffer.concat([header, piece]);
}

/** Returns the output of the probe for the requested paths: a number and a length before each text. */
function printed(paths: readonly string[], answered: Partial<typeof probe> | null | undefined): Answer {
  const recorded = answered?.[paths.includes('/proc/1/status') ? 'host' : 'twin'] as Readonly<Record<string, unknown>> | null | undefined;
  return { ...ok(paths.map((path) => recorded?.[path] ?? -2)), encode: (body) => framed(Buffer.concat(each(body).map(entry))) };
}

function entry(recorded: unknown): Buffer {
  const { file, link, identity } = (recorded ?? {}) as { file?: unknown; link?: unknown; identity?: unknown };
  const text = identity === undefined ? bytesOf(file ?? link) : statxOf(String(identity));
  const header = Buffer.alloc(8);
  header.writeInt32LE(typeof recorded === 'number' ? recorded | 0 : identity !== undefined ? 2 : file === undefined ? 0 : 1);
  header.writeUInt32LE(text.length, 4);
  return Buffer.concat([header, text]);
}

/** Returns a `struct statx` of a file from its device and inode, "254:0 1234". */
function statxOf(identity: string): Buffer {
  const [major, minor, inode] = identity.split(/\D/).map(Number);
  const statx = Buffer.alloc(256);
  statx.writeBigUInt64LE(BigInt(inode || 0), 32);
  statx.writeUInt32LE((major || 0) >>> 0, 136);
  statx.writeUInt32LE((minor || 0) >>> 0, 140);
  return statx;
}

/** The same container in a sandbox, whose process is the sandbox. */
export const SANDBOXED = 'f076d6c7e91e45cc550785d15083e901b48402ef04698466fcf42b1787b0ebf2';
const sandboxed = {
  ...answers.container,
  Id: SANDBOXED,
  State: { ...answers.container.State, Pid: 18459 },
  HostConfig: { ...answers.container.HostConfig, Runtime: 'runsc' },
};

/** All recorded answers. */
export const RECORDED = { ...answers, sandboxed, probe };

/** An engine that replays the recorded answers of a real one (20.10), for one resource of each kind. */
export class RecordedEngine {
  /** The requests for which there was no answer. */
  public readonly unknown: string[] = [];
  private hasCreated = false;
  /** The paths that each probe was created with, by the id of its container. */
  private readonly probes = new Map<string, readonly string[]>();
  private readonly routes: readonly (readonly [string, RegExp, (id: string) => Answer])[] = [
    ['GET', /^\/version$/, () => ok({ ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '20.10.24', Os: 'linux', Arch: 'amd64' })],
    ['GET', /^\/info$/, () => ok(this.recorded.info)],
    ['GET', /^\/events$/, () => lines({ Type: 'container', Action: 'start' })],

    ['GET', /^\/containers\/json$/, () => ok(this.recorded.users)],
    ['GET', new RegExp(`^/containers/${SANDBOXED}/json$`), () => ok(this.recorded.sandboxed)],
    ['GET', /^\/containers\/[^/]+\/json$/, () => ok(this.recorded.container)],
    ['GET', /^\/containers\/[^/]+\/logs$/, () => output('hello\n', 'again\n')],
    ['POST', /^\/containers\/[^/]+\/attach$/, (id) => printed(this.probes.get(id) ?? [], this.recorded.probe)],
    ['POST', /^\/containers\/create$/, (id) => ok({ Id: id, Warnings: ['No swap limit support'] }, 201)],
    ['POST', /^\/containers\/[^/]+\/update$/, () => ok({ Warnings: null })],
    ['POST', /^\/containers\/[^/]+\/wait$/, () => ok({ StatusCode: 0, Error: null })],
    ['POST', /^\/containers\/[^/]+\/(start|stop|pause|unpause|rename)$/, () => done],
    ['PUT', /^\/containers\/[^/]+\/archive$/, () => ok(undefined)],
    ['DELETE', /^\/containers\/[^/]+$/, () => done],

    ['GET', /^\/images\/.+\/json$/, () => ok(this.recorded.image)],
    ['POST', /^\/images\/create$/, () => lines(
      { status: 'Pulling from fuzz-image', id: 'latest' },
      { status: 'Downloading', progressDetail: { current: 1000, total: 2000 }, progress: '[==>  ]', id: '3d616a017f51' },
      { status: 'Status: Downloaded newer image for fuzz-image:latest' },
    )],
    ['POST', /^\/images\/load$/, () => lines({ stream: 'Loaded image: fuzz-image:latest\n' })],
    ['POST', /^\/build$/, () => lines(
      { stream: 'Step 1/2 : FROM busybox:latest' },
      { stream: '\n' },
      { stream: ' ---> Running in fcdb6005f0c4\n' },
      { aux: { ID: answers.image.Id } },
      { stream: 'Successfully tagged fuzz-image:latest\n' },
    )],
    ['POST', /^\/images\/.+\/tag$/, () => ok(undefined, 201)],
    ['DELETE', /^\/images\/.+$/, () => ok([{ Untagged: 'fuzz-image:latest' }])],

    ['GET', /^\/networks$/, () => ok([this.recorded.network])],
    ['GET', /^\/networks\/[^/]+$/, () => ok(this.recorded.network)],
    ['POST', /^\/networks\/create$/, () => ok({ Id: answers.network.Id, Warning: '' }, 201)],
    ['POST', /^\/networks\/[^/]+\/(connect|disconnect)$/, () => ok(undefined)],
    ['DELETE', /^\/networks\/[^/]+$/, () => done],

    ['GET', /^\/volumes\/[^/]+$/, () => ok(this.recorded.volume)],
    ['POST', /^\/volumes\/create$/, () => ok(this.recorded.volume, 201)],
    ['DELETE', /^\/volumes\/[^/]+$/, () => done],
  ];

  /**
   * @param missing   paths that are answered with 404 until something is created
   * @param recorded  the answers, which may differ from the recorded ones
   */
  constructor(private readonly missing: RegExp | undefined, private readonly recorded = RECORDED) {}

  public async answer(request: IncomingMessage): Promise<Answer> {
    const { method, url = '' } = request;
    const path = url.replace(/^\/v1\.\d+/, '').replace(/\?.*$/, '');
    const route = this.routes.find(([verb, pattern]) => verb === method && pattern.test(path));
    if (route === undefined) {
      this.unknown.push(`${method} ${path}`);
      return notFound;
    }
    let id = path.split('/')[2] ?? '';
    // An engine may answer before it has read the whole request. To create a container, it needs the command.
    if (path === '/containers/create') {
      const { Cmd: command, Labels: labels } = (await json(request)) as { Cmd?: readonly string[] | null; Labels?: object | null };
      const isProbe = 'berth.probe' in (labels ?? {});
      id = isProbe ? (this.probes.size + 1).toString(16).padStart(64, '0') : answers.container.Id;
      if (isProbe) this.probes.set(id, command ?? []);
    } else {
      request.resume();
    }
    if (!this.hasCreated && method === 'GET' && this.missing?.test(path)) return notFound;
    this.hasCreated ||= method === 'POST';
    return route[2](id);
  }
}
