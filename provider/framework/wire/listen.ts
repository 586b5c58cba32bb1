import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createSecureServer, createServer, Http2Server, Http2Session, ServerOptions } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Certificate } from './certificate';
import { answerCalls, Service } from './grpc/server';

const MEBI = 1024 * 1024;
/** In bytes: how much may be in transit unacknowledged. With the default of 64 KiB, a large state takes many round trips. */
const WINDOW = 4 * MEBI;
/** In MiB. In effect unlimited: Node rejects streams above this limit, and Terraform may handle many resources concurrently. */
const MAX_SESSION_MEMORY = 64 * 1024;

/** In bytes, on the operating systems that the provider supports. macOS has the lowest limit. */
const MAX_SOCKET_PATH = process.platform === 'darwin' ? 103 : 107;

/** The server's certificate and its key, and the certificate of the only client that may connect. */
export interface Encryption {
  readonly own: Certificate;
  readonly client: string;
}

export interface Listener {
  readonly address: string;
  readonly server: Http2Server;
}

/** Listens on a new Unix socket, which is removed when the process exits. */
export function listen(service: (connection: object) => Service, encryption: Encryption | undefined): Promise<Listener> {
  const options: ServerOptions = { maxSessionMemory: MAX_SESSION_MEMORY, settings: { initialWindowSize: WINDOW } };
  const server = encryption === undefined ? createServer(options) : createSecureServer({
    ...options,
    key: encryption.own.keyPem,
    cert: encryption.own.certificatePem,
    ca: encryption.client,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  });
  server.on('session', (session: Http2Session & { setLocalWindowSize?(size: number): void }) => session.setLocalWindowSize?.(WINDOW));
  answerCalls(server, service);

  const folder = process.env.PLUGIN_UNIX_SOCKET_DIR || tmpdir();
  const address = join(folder, `plugin${randomBytes(8).toString('hex')}`);
  const unlink = (): void => rmSync(address, { force: true });
  process.on('exit', unlink);
  server.on('close', () => process.off('exit', unlink));
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(`can't create a socket for Terraform in ${folder} (${reason}). `
      + 'Set TMPDIR to an existing, writable folder with a short path'));
    server.once('error', (error) => fail(error.message));
    if (Buffer.byteLength(address) > MAX_SOCKET_PATH) {
      // Node would truncate the path, listen there, and leave that file behind.
      fail(`the path of a socket can have at most ${MAX_SOCKET_PATH} bytes`);
    } else {
      server.listen(address, () => resolve({ address, server }));
    }
  });
}
