import * as http from 'node:http';
import { Duplex } from 'node:stream';
import { SshError, SshTunnel } from './tunnel';
import { SshTarget } from '../endpoint/endpoint';

type Created = (error: Error | null, socket: Duplex) => void;

/** Codes of Node's errors about the socket that `ssh` forwards. */
const CONNECTION_LOST = new Set(['ECONNRESET', 'ECONNREFUSED', 'ENOENT', 'EPIPE']);

/** Connections to an engine, all through one to its machine. */
export class SshAgent extends http.Agent {
  readonly #tunnel: SshTunnel;

  constructor(target: SshTarget) {
    super({ keepAlive: true });
    this.#tunnel = new SshTunnel(target);
  }

  /** What Node asks for a connection. */
  override createConnection(_options: object, created?: Created): undefined {
    this.#tunnel.connect().then((socket) => created?.(null, socket), (error: Error) => (created as ((error: Error) => void) | undefined)?.(error));
    return undefined;
  }

  /** A connection that was lost, or not made, by what `ssh` says of it. Other failures are as they are. */
  async explain(error: unknown): Promise<unknown> {
    const said = CONNECTION_LOST.has((error as NodeJS.ErrnoException).code ?? '') ? await this.#tunnel.said() : '';
    return said === '' ? error : new SshError(said, { cause: error });
  }
}
