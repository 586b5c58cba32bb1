import * as http from 'node:http';
import { Duplex } from 'node:stream';
import { SshError } from './error';
import { SshTunnel } from './tunnel';
import { SshTarget } from '../endpoint/endpoint';

type Created = (error: Error | null, socket: Duplex) => void;

/** Node's error codes for the socket that `ssh` forwards. */
const CONNECTION_LOST = new Set(['ECONNRESET', 'ECONNREFUSED', 'ENOENT', 'EPIPE']);

/** An HTTP agent whose connections all share one SSH connection. */
export class SshAgent extends http.Agent {
  /** The connection, which commands share. */
  public readonly tunnel: SshTunnel;

  constructor(target: SshTarget) {
    super({ keepAlive: true });
    this.tunnel = new SshTunnel(target);
  }

  /** Called by Node when it needs a connection. */
  public override createConnection(_options: object, created?: Created): undefined {
    const failed = created as ((error: Error) => void) | undefined;
    this.tunnel.connect().then((socket) => created?.(null, socket), (error: Error) => failed?.(error));
    return undefined;
  }

  /**
   * Replaces the error of a lost or failed connection with the output of `ssh`, if there is any. Returns other errors
   * unchanged.
   */
  public async explain(error: unknown): Promise<unknown> {
    const output = CONNECTION_LOST.has((error as NodeJS.ErrnoException).code ?? '') ? await this.tunnel.output() : '';
    return output === '' ? error : new SshError(output, { cause: error });
  }
}
