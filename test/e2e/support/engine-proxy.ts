import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, IncomingMessage, request, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOCKET } from '../engine/docker';

/**
 * What becomes of a request: it is passed on and its answer back (`pass`), or its answer is not, and who asked is hung
 * up on (`lose`) or waits (`keep`), or it never reaches the engine, and who asked waits (`hold`).
 */
export type Fate = 'pass' | 'lose' | 'keep' | 'hold';

/** A way to the tests' engine that sees what is asked, and can break off when the engine has answered. */
export class EngineProxy {
  static async start(): Promise<EngineProxy> {
    const proxy = new EngineProxy();
    await new Promise<void>((resolve) => proxy.#server.listen(proxy.#socketPath, resolve));
    return proxy;
  }

  /** What was asked, in order, without the API version: `GET /containers/x/json`. */
  readonly asked: string[] = [];
  /** How many connections there were. */
  connections = 0;
  /** The most requests that were under way at once. */
  busiest = 0;
  /** How many answers were lost. */
  lost = 0;
  /** How many answers were kept. */
  kept = 0;

  readonly #folder = mkdtempSync(join(tmpdir(), 'berth-proxy-'));
  readonly #socketPath = join(this.#folder, 'socket');
  readonly #server: Server;
  #busy = 0;

  private constructor() {
    this.#server = createServer((asked, answer) => this.#pass(asked, answer));
    this.#server.on('connection', () => { this.connections += 1; });
  }

  /** Decides what becomes of a request. */
  fate: (asked: string) => Fate = () => 'pass';

  /** Loses one answer, to the first that is asked of a kind. */
  loseOnce(kind: RegExp): void {
    this.fate = (asked) => this.lost === 0 && kind.test(asked) ? 'lose' : 'pass';
  }

  get address(): string {
    return `unix://${this.#socketPath}`;
  }

  /** How often each was asked since the last time, and forgets it. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const one of this.asked.splice(0)) counts[one] = (counts[one] ?? 0) + 1;
    return counts;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, headers } = asked;
    const what = `${method} ${asked.url!.replace(/^\/v[\d.]+/, '')}`;
    this.asked.push(what);
    this.#busy += 1;
    this.busiest = Math.max(this.busiest, this.#busy);
    answer.once('close', () => { this.#busy -= 1; });
    const fate = this.fate(what);
    if (fate === 'hold') return;
    if (fate === 'lose') this.lost += 1;
    const forwarded = request({ socketPath: SOCKET, method, path: asked.url, headers }, (answered) => {
      if (fate === 'lose') {
        answered.resume();
        asked.socket.destroy();
        return;
      }
      if (fate === 'keep') {
        answered.resume();
        this.kept += 1;
        return;
      }
      answer.writeHead(answered.statusCode!, answered.headers);
      // A stream of events may have none to begin with.
      answer.flushHeaders();
      answered.pipe(answer);
    });
    forwarded.on('error', () => answer.destroy());
    answer.once('close', () => forwarded.destroy());
    asked.pipe(forwarded);
  }
}
