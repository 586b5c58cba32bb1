import { writeSync } from 'node:fs';
import { log, writeToStderr } from './log';
import { Provider } from './resource';
import { presentable } from '../diagnostics/printable';
import { selfSignedCertificate } from './wire/certificate';
import { Service } from './wire/grpc/server';
import { clientCertificate, handshakeLine, isStartedByTerraform, protocolProblem, reattachVariable } from './wire/handshake';
import { Encryption, listen, Listener } from './wire/listen';

const STDOUT = 1;
/** Terraform waits for a provider to start for as long. */
const CONNECT_TIMEOUT_MS = 60_000;

export interface ServeOptions {
  /** The provider's full source address, `registry.terraform.io/<namespace>/<type>`. Only used with `--debug`. */
  readonly address: string;
}

/**
 * Serves a provider to the Terraform process that started this one. With `--debug`, prints the environment variable that
 * makes Terraform use this process, and runs until it is interrupted, so that a debugger can be attached.
 *
 * @param load  returns the provider. Called after the handshake, so that the handshake is fast: each command starts a
 *              provider several times in sequence, and waits for the handshake line each time.
 */
export function serve<Client>(load: () => Provider<Provider['schema'], Client>, options: ServeOptions): void {
  printCrashes();
  const debug = process.argv.includes('--debug');
  const problem = isStartedByTerraform(process.env) ? protocolProblem(process.env) : debug ? undefined : STARTED_BY_HAND;
  if (problem !== undefined) {
    writeToStderr(`${problem}\n`);
    process.exitCode = 1;
    return;
  }
  void (debug ? serveDebugger(load as Load, options) : serveTerraform(load as Load));
}

type Load = () => Provider;

/** Returns a function that creates the service at its first call. The service's modules are not needed to listen. */
function lazyService(load: Load, shutDown: () => void): () => Service {
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
 * Returns a service for each connection, as if each had its own process. With `--debug`, several commands share this
 * process, and so do several provider configurations (`alias`) of one command. It outlives them all, so it ignores
 * requests to shut down.
 */
function servicePerConnection(load: Load): (connection: object) => Service {
  const services = new WeakMap<object, Service>();
  return (connection) => {
    const service = services.get(connection) ?? lazyService(load, () => {})();
    services.set(connection, service);
    return service;
  };
}

const STARTED_BY_HAND = 'This is a Terraform provider. Terraform starts it, so there is no need to run it by hand.\n'
  + 'Install it where `terraform init` looks for providers, or start it with --debug to attach Terraform to this process.';

async function serveTerraform(load: Load): Promise<void> {
  // Ctrl-C interrupts every process of the terminal. Terraform requests a shutdown once it has recorded the operations in progress.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});

  const client = clientCertificate(process.env);
  const encryption: Encryption | undefined = client === undefined ? undefined : { own: selfSignedCertificate(), client };
  const service = lazyService(load, () => setImmediate(exit));
  const listener = await listen(service, encryption);
  exitWithTerraform(listener);
  writeSync(STDOUT, `${handshakeLine(listener.address, encryption?.own.der)}\n`);
  // Load the service while Terraform connects.
  setImmediate(service);
  log('debug', 'Serving', { pid: process.pid, address: listener.address });
}

async function serveDebugger(load: Load, { address }: ServeOptions): Promise<void> {
  process.on('SIGINT', exit);
  process.on('SIGTERM', exit);
  const listener = await listen(servicePerConnection(load), undefined);
  writeSync(STDOUT, `The provider is running. Attach a debugger to process ${process.pid}. To make Terraform use the provider, set\n\n  `
    + `${reattachVariable(address, listener.address)}\n\nin Terraform's environment. Press Ctrl-C to stop the provider.\n`);
}

/** Exits when the connection closes: a killed Terraform can't request a shutdown. Also exits if Terraform never connects. */
function exitWithTerraform({ server }: Listener): void {
  const timeout = setTimeout(exit, CONNECT_TIMEOUT_MS);
  server.on('session', (connection) => {
    clearTimeout(timeout);
    connection.on('close', exit);
  });
}

function exit(): void {
  process.exit(0);
}

/** Prints crashes with the prefix `panic:`, since Terraform shows only such text as the reason for a crash. */
function printCrashes(): void {
  const crash = (error: unknown): void => {
    const { message, stack, name } = error instanceof Error ? error : new Error(String(error));
    writeToStderr(presentable(`panic: ${name}: ${message}\n\n${stack}\n`));
    process.exit(2);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}
