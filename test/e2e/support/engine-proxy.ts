import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, IncomingMessage, request, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOCKET } from '../engine/docker';

/**
 * What happens to a request:
 * - `pass`: the engine gets it, and the client gets the response.
 * - `lose`: the engine gets it, but the proxy drops the response and closes the client's connection.
 * - `keep`: the engine gets it, but the proxy drops the response, and the client waits.
 * - `hold`: the engine does not get it, and the client waits.
 * - `fail`: the engine does not get it, and the client gets an error.
 */
export type Fate = 'pass' | 'lose' | 'keep' | 'hold' | 'fail';

/** A proxy for the tests' engine that records requests and can drop responses. */
export class EngineProxy {
  public static async start(): Promise<EngineProxy> {
    const proxy = new EngineProxy();
    await new Promise<void>((resolve) => proxy.server.listen(proxy.socketPath, resolve));
    return proxy;
  }

  /** The requests in order, without the API version: `GET /containers/x/json`. */
  public readonly requests: string[] = [];
  /** The number of connections so far. */
  public connections = 0;
  /** The highest number of concurrent requests. */
  public busiest = 0;
  /** The number of lost responses. */
  public lost = 0;
  /** The number of kept responses. */
  public kept = 0;

  private readonly folder = mkdtempSync(join(tmpdir(), 'berth-proxy-'));
  private readonly socketPath = join(this.folder, 'socket');
  private readonly server: Server;
  private busy = 0;

  private constructor() {
    this.server = createServer((incoming, response) => { void this.forward(incoming, response); });
    this.server.on('connection', () => { this.connections += 1; });
  }

  /** Decides what happens to a request. */
  public fate: (request: string) => Fate = () => 'pass';

  /** Runs before the engine gets a request. */
  public before: (request: string) => Promise<unknown> | undefined = () => undefined;

  /** Loses the response to the first request that matches. */
  public loseOnce(kind: RegExp): void {
    this.fate = (what) => this.lost === 0 && kind.test(what) ? 'lose' : 'pass';
  }

  public get address(): string {
    return `unix://${this.socketPath}`;
  }

  /** Returns how often each request was made since the last call. */
  public counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const one of this.requests.splice(0)) counts[one] = (counts[one] ?? 0) + 1;
    return counts;
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, headers } = incoming;
    const what = `${method} ${incoming.url!.replace(/^\/v[\d.]+/, '')}`;
    this.requests.push(what);
    this.busy += 1;
    this.busiest = Math.max(this.busiest, this.busy);
    response.once('close', () => { this.busy -= 1; });
    await this.before(what);
    const fate = this.fate(what);
    if (fate === 'hold') return;
    if (fate === 'fail') {
      response.writeHead(500, { 'Content-Type': 'application/json' }).end('{"message":"this request fails"}');
      return;
    }
    if (fate === 'lose') this.lost += 1;
    const forwarded = request({ socketPath: SOCKET, method, path: incoming.url, headers }, (answered) => {
      if (fate === 'lose') {
        answered.resume();
        incoming.socket.destroy();
        return;
      }
      if (fate === 'keep') {
        answered.resume();
        this.kept += 1;
        return;
      }
      response.writeHead(answered.statusCode!, answered.headers);
      // A stream of events may have no event yet, but the client waits for the headers.
      response.flushHeaders();
      answered.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    response.once('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  }
}
