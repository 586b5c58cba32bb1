import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createSecureServer, createServer, Http2Server, Http2Session, ServerOptions } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Certificate } from './certificate';
import { answerCalls, Service } from './grpc/server';

const MEBI = 1024 * 1024;
/** How much of a message may be under way before it is acknowledged: with the default of 64 KiB a large state goes in small steps. */
const WINDOW = 4 * MEBI;
/** In MiB: Terraform is trusted with the memory it asks for, however many resources it works on at once. */
const MAX_SESSION_MEMORY = 64 * 1024;

/** In bytes, of those systems that the provider is made for: macOS has the least. */
const MAX_SOCKET_PATH = process.platform === 'darwin' ? 103 : 107;

/** Who may connect: with a certificate, only the holder of the key of `client`. */
export interface Encryption {
  readonly own: Certificate;
  readonly client: string;
}

export interface Listener {
  readonly address: string;
  readonly server: Http2Server;
}

/** Serves on a new socket, which goes away with the process. */
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
    const refuse = (why: string): void => reject(new Error(`there can be no socket for Terraform in ${folder} (${why}). `
      + 'Set TMPDIR to a folder that is there, may be written to and has a short name'));
    server.once('error', (error) => refuse(error.message));
    // Node would cut it off, listen there, and leave that behind.
    if (Buffer.byteLength(address) > MAX_SOCKET_PATH) refuse(`the path of a socket has at most ${MAX_SOCKET_PATH} bytes`);
    else server.listen(address, () => resolve({ address, server }));
  });
}
