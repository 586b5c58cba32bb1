import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Engine } from '../../../provider/engine/engine';

const VERSION = { ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '20.10.24', Os: 'linux', Arch: 'amd64' };

/** A server in place of an engine, for answers that no real engine can be made to give. */
export class FakeEngine {
  /** The requests so far, in order: `GET /v1.41/containers/x/json`. */
  public readonly asked: string[] = [];
  /** Answers every request except `GET /version`. */
  public answer: RequestListener;
  /** Answers `GET /version`. */
  public versionAnswer: RequestListener;
  private readonly server: Server;

  constructor() {
    this.answer = (_request, response) => response.end('{}');
    this.versionAnswer = (_request, response) => response.end(JSON.stringify(VERSION));
    this.server = createServer((request, response) => {
      this.asked.push(`${request.method} ${request.url}`);
      (request.url === '/version' ? this.versionAnswer : this.answer)(request, response);
    });
  }

  public async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Returns an engine that connects to this server as the provider does. */
  public connect(tls?: object): Engine {
    const address = `tcp://127.0.0.1:${this.port}`;
    return new Engine({
      address,
      origin: 'a test',
      target: { kind: 'tcp', host: '127.0.0.1', port: this.port, ...(tls === undefined ? {} : { tls: { verify: true, ...tls } }) },
    });
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
