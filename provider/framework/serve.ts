import { writeSync } from 'node:fs';
import { log, writeToStderr } from './log';
import { Provider } from './resource';
import { redact } from '../diagnostics/secrets';
import { selfSignedCertificate } from './wire/certificate';
import { Service } from './wire/grpc/server';
import { clientCertificate, handshakeLine, isStartedByTerraform, protocolProblem, reattachVariable } from './wire/handshake';
import { Encryption, listen, Listener } from './wire/listen';

const STDOUT = 1;
/** As long as Terraform itself waits for a provider to start. */
const CONNECT_TIMEOUT_MS = 60_000;

export interface ServeOptions {
  /** The provider's full source address, as `registry.terraform.io/<namespace>/<type>`. Needed by `--debug` only. */
  readonly address: string;
}

/**
 * Serves a provider to the Terraform that started this process. Started with `--debug` instead, it prints the variable by
 * which Terraform uses this very process, and runs until it is interrupted: so it can run in a debugger.
 *
 * @param load gives the provider. It is called once Terraform has been told where to connect, since Terraform starts a
 * provider several times a command, one after the other, and waits for that line.
 */
export function serve<Client>(load: () => Provider<Provider['schema'], Client>, options: ServeOptions): void {
  showCrashes();
  const debug = process.argv.includes('--debug');
  const problem = isStartedByTerraform(process.env) ? protocolProblem(process.env) : debug ? undefined : BY_HAND;
  if (problem !== undefined) {
    writeToStderr(`${problem}\n`);
    process.exitCode = 1;
    return;
  }
  void (debug ? serveDebugger(load as Load, options) : serveTerraform(load as Load));
}

type Load = () => Provider;

/** What answers Terraform's calls, loaded when it is first asked for: none of it is needed to listen. */
function late(load: Load, shutDown: () => void): () => Service {
  let service: Service | undefined;
  return () => {
    if (service === undefined) {
      /* eslint-disable @typescript-eslint/no-require-imports -- a static import would be evaluated before the handshake */
      const { Session } = require('./core/session') as typeof import('./core/session');
      const { providerService } = require('./wire/service') as typeof import('./wire/service');
      /* eslint-enable @typescript-eslint/no-require-imports */
      service = providerService(new Session(load()), shutDown);
    }
    return service;
  };
}

/**
 * What answers each connection, as if it were a process of its own: other commands use the same one, and so do other
 * configurations (`alias`) of the same command. It outlives them all, so a shutdown is not for it.
 */
function perConnection(load: Load): (connection: object) => Service {
  const services = new WeakMap<object, Service>();
  return (connection) => {
    const service = services.get(connection) ?? late(load, () => {})();
    services.set(connection, service);
    return service;
  };
}

const BY_HAND = 'This is a Terraform provider: Terraform starts it, and there is nothing to do with it by hand.\n'
  + 'Put it where `terraform init` looks for providers, or start it with --debug to attach Terraform to this process.';

async function serveTerraform(load: Load): Promise<void> {
  // Ctrl-C reaches every process at the terminal. Terraform then asks the provider to stop, once what is in flight is recorded.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});

  const client = clientCertificate(process.env);
  const encryption: Encryption | undefined = client === undefined ? undefined : { own: selfSignedCertificate(), client };
  const service = late(load, () => setImmediate(end));
  const listener = await listen(service, encryption);
  endWithTerraform(listener);
  writeSync(STDOUT, `${handshakeLine(listener.address, encryption?.own.der)}\n`);
  // While Terraform connects.
  setImmediate(service);
  log('debug', 'Serving', { pid: process.pid, address: listener.address });
}

async function serveDebugger(load: Load, { address }: ServeOptions): Promise<void> {
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  const listener = await listen(perConnection(load), undefined);
  writeSync(STDOUT, `The provider runs, and a debugger can be attached to process ${process.pid}. To use it, set\n\n  `
    + `${reattachVariable(address, listener.address)}\n\nfor terraform. Ctrl-C ends it.\n`);
}

/** A Terraform that was killed asks for nothing any more; its end of the connection closes. */
function endWithTerraform({ server }: Listener): void {
  const lonely = setTimeout(end, CONNECT_TIMEOUT_MS);
  server.on('session', (connection) => {
    clearTimeout(lonely);
    connection.on('close', end);
  });
}

function end(): void {
  process.exit(0);
}

/** Terraform shows what follows `panic:` as the reason why a provider died; without it there is none to be seen. */
function showCrashes(): void {
  const crash = (error: unknown): void => {
    const { message, stack, name } = error instanceof Error ? error : new Error(String(error));
    writeToStderr(redact(`panic: ${name}: ${message}\n\n${stack}\n`));
    process.exit(2);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}
