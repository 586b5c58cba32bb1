import { IncomingMessage } from 'node:http';
import answers from '../../../fixtures/engine/answers.json';

/** What an engine answers, before anything happens to it on its way. */
export interface Answer {
  readonly status: number;
  /** JSON, or bytes where it is a stream. */
  readonly body: unknown;
}

const done = { status: 204, body: Buffer.alloc(0) };
const ok = (body: unknown, status = 200) => ({ status, body });
const lines = (...messages: object[]) => ok(Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join('')));
const notThere = ok({ message: 'No such thing' }, 404);

/** Eight bytes that say which output a line is of, and how long it is. */
const log = Buffer.concat([Buffer.from([1, 0, 0, 0, 0, 0, 0, 6]), Buffer.from('hello\n')]);

/** An engine that answers what a real one (20.10) was recorded to answer, for one resource of each kind. */
export class RecordedEngine {
  private made = false;
  readonly #routes: readonly (readonly [string, RegExp, () => Answer])[] = [
    ['GET', /^\/version$/, () => ok({ ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '20.10.24', Os: 'linux', Arch: 'amd64' })],
    ['GET', /^\/info$/, () => ok(answers.info)],
    ['GET', /^\/events$/, () => lines({ Type: 'container', Action: 'start' })],

    ['GET', /^\/containers\/json$/, () => ok(answers.users)],
    ['GET', /^\/containers\/[^/]+\/json$/, () => ok(answers.container)],
    ['GET', /^\/containers\/[^/]+\/logs$/, () => ok(log)],
    ['POST', /^\/containers\/create$/, () => ok({ Id: answers.container.Id, Warnings: ['No swap limit support'] }, 201)],
    ['POST', /^\/containers\/[^/]+\/update$/, () => ok({ Warnings: null })],
    ['POST', /^\/containers\/[^/]+\/wait$/, () => ok({ StatusCode: 0, Error: null })],
    ['POST', /^\/containers\/[^/]+\/(start|stop|pause|unpause|rename)$/, () => done],
    ['PUT', /^\/containers\/[^/]+\/archive$/, () => ok(Buffer.alloc(0))],
    ['DELETE', /^\/containers\/[^/]+$/, () => done],

    ['GET', /^\/images\/.+\/json$/, () => ok(answers.image)],
    ['POST', /^\/images\/create$/, () => lines({ status: 'Pulling from fuzz-image', id: 'latest' }, { status: 'Status: Downloaded newer image for fuzz-image:latest' })],
    ['POST', /^\/images\/.+\/tag$/, () => ok(Buffer.alloc(0), 201)],
    ['DELETE', /^\/images\/.+$/, () => ok([{ Untagged: 'fuzz-image:latest' }])],

    ['GET', /^\/networks\/[^/]+$/, () => ok(answers.network)],
    ['POST', /^\/networks\/create$/, () => ok({ Id: answers.network.Id, Warning: '' }, 201)],
    ['POST', /^\/networks\/[^/]+\/(connect|disconnect)$/, () => ok(Buffer.alloc(0))],
    ['DELETE', /^\/networks\/[^/]+$/, () => done],

    ['GET', /^\/volumes\/[^/]+$/, () => ok(answers.volume)],
    ['POST', /^\/volumes\/create$/, () => ok(answers.volume, 201)],
    ['DELETE', /^\/volumes\/[^/]+$/, () => done],
  ];

  /** @param missing  paths of what is not there until something is made */
  constructor(private readonly missing: RegExp | undefined) {}

  answer({ method, url = '' }: IncomingMessage): Answer {
    const path = url.replace(/^\/v1\.\d+/, '').replace(/\?.*$/, '');
    const route = this.#routes.find(([verb, pattern]) => verb === method && pattern.test(path));
    if (route === undefined) throw new Error(`No answer was recorded for ${method} ${path}`);
    if (!this.made && method === 'GET' && this.missing?.test(path)) return notThere;
    this.made ||= method === 'POST';
    return route[2]();
  }
}
