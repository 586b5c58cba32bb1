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
export function listen(service: () => Service, encryption: Encryption | undefined): Promise<Listener> {
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

  const address = join(process.env.PLUGIN_UNIX_SOCKET_DIR || tmpdir(), `plugin${randomBytes(8).toString('hex')}`);
  const unlink = (): void => rmSync(address, { force: true });
  process.on('exit', unlink);
  server.on('close', () => process.off('exit', unlink));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => resolve({ address, server }));
  });
}
