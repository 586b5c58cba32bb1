import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { endpointAt, parseAddress } from './address';
import { Endpoint } from './endpoint';
import { readCertificateFolder } from './tls';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';

/** The context that stands for the environment: it is in no file. */
export const DEFAULT_CONTEXT = 'default';

/** A context's name, and where it was found. */
export interface NamedContext {
  readonly name: string;
  /** "the variable DOCKER_CONTEXT" */
  readonly origin: string;
  readonly path?: Path;
}

/** Variables, as of `process.env`. */
export type Environment = { readonly [name: string]: string | undefined };

/** Where Docker's command line keeps its configuration: `DOCKER_CONFIG`, or `.docker` of the user's home. */
export function configFolder(environment: Environment): string {
  return environment.DOCKER_CONFIG || path.join(environment.HOME || os.homedir(), '.docker');
}

/** The context that `docker context use` chose, if any. */
export function currentContext(environment: Environment): NamedContext | undefined {
  const file = path.join(configFolder(environment), 'config.json');
  const content = readIfThere(file);
  if (content === undefined) return undefined;
  const name = (parse(content, file) as { currentContext?: unknown } | null)?.currentContext;
  return typeof name === 'string' && name !== '' ? { name, origin: `\`currentContext\` of ${file}` } : undefined;
}

/** The endpoint of a context, from the files that `docker context create` wrote. */
export function contextEndpoint(context: NamedContext, environment: Environment, sshOptions: readonly string[]): Endpoint {
  const store = path.join(configFolder(environment), 'contexts');
  const id = createHash('sha256').update(context.name).digest('hex');
  const file = path.join(store, 'meta', id, 'meta.json');
  const content = readIfThere(file);
  if (content === undefined) {
    throw new DiagnosticError({
      summary: `There is no Docker context "${context.name}"`,
      detail: `It is named by ${context.origin}, and ${contextsIn(store)}. Name one of these, create it with \`docker context create\`, or set DOCKER_CONFIG to the folder that holds it.`,
      ...(context.path === undefined ? {} : { path: context.path }),
    });
  }
  const docker = (parse(content, file) as { Endpoints?: { docker?: { Host?: unknown; SkipTLSVerify?: unknown } } } | null)?.Endpoints?.docker;
  if (typeof docker?.Host !== 'string') {
    throw new DiagnosticError({
      summary: `The Docker context "${context.name}" has no Docker endpoint`,
      detail: `It is named by ${context.origin}; ${file} holds no \`Endpoints.docker.Host\`. Create it anew with \`docker context create --docker host=...\`.`,
      ...(context.path === undefined ? {} : { path: context.path }),
    });
  }
  const located = { ...context, address: docker.Host, origin: `context "${context.name}", from ${context.origin}` };
  const address = parseAddress(located);
  const folder = path.join(store, 'tls', id, 'docker');
  const verify = docker.SkipTLSVerify !== true;
  const secure = address.kind === 'tcp' && (fs.existsSync(folder) || !verify);
  return endpointAt(located, address, secure
    ? { ...(fs.existsSync(folder) ? readCertificateFolder({ folder, origin: located.origin }) : {}), verify }
    : undefined, sshOptions);
}

function contextsIn(store: string): string {
  const names = (fs.existsSync(path.join(store, 'meta')) ? fs.readdirSync(path.join(store, 'meta')) : []).flatMap((id) => {
    const name = (parse(readIfThere(path.join(store, 'meta', id, 'meta.json')) ?? 'null', id) as { Name?: unknown } | null)?.Name;
    return typeof name === 'string' ? [`"${name}"`] : [];
  });
  return names.length === 0 ? `${store} holds none` : `${store} holds ${names.sort().join(', ')}`;
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new DiagnosticError({ summary: `Could not read ${file}: ${(error as Error).message}` });
  }
}

function parse(content: string, file: string): unknown {
  // For Docker, a file that is empty is there and says nothing.
  if (content.trim() === '') return {};
  try {
    return JSON.parse(content);
  } catch {
    throw new DiagnosticError({ summary: `${file} is not JSON`, detail: 'Repair or remove it. Docker\'s command line wrote it.' });
  }
}
