import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { endpointAt, parseAddress } from './address';
import { Endpoint, SshWay } from './endpoint';
import { readCertificateFolder } from './tls';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';
import { readRegular } from '../../files/regular-file';

/** The context that stands for the environment. No file defines it. */
export const DEFAULT_CONTEXT = 'default';

/** The name of a Docker context, and where it was configured. */
export interface NamedContext {
  readonly name: string;
  /** For messages: "the variable DOCKER_CONTEXT". */
  readonly origin: string;
  readonly path?: Path;
}

/** Environment variables, like `process.env`. */
export type Environment = { readonly [name: string]: string | undefined };

/** Returns the folder of the Docker CLI's configuration: `DOCKER_CONFIG`, or `.docker` in the user's home folder. */
export function configFolder(environment: Environment): string {
  return environment.DOCKER_CONFIG || path.join(environment.HOME || os.homedir(), '.docker');
}

/** Returns the context that `docker context use` selected, if any. */
export function currentContext(environment: Environment): NamedContext | undefined {
  const file = path.join(configFolder(environment), 'config.json');
  const content = readIfExists(file);
  if (content === undefined) return undefined;
  const name = (parse(content, file) as { currentContext?: unknown } | null)?.currentContext;
  return typeof name === 'string' && name !== '' ? { name, origin: `\`currentContext\` of ${file}` } : undefined;
}

/** Returns the endpoint of a context, from the files that `docker context create` wrote. */
export function contextEndpoint(context: NamedContext, environment: Environment, ssh: SshWay): Endpoint {
  const store = path.join(configFolder(environment), 'contexts');
  const id = createHash('sha256').update(context.name).digest('hex');
  const file = path.join(store, 'meta', id, 'meta.json');
  const content = readIfExists(file);
  if (content === undefined) {
    throw new DiagnosticError({
      summary: `There is no Docker context "${context.name}"`,
      detail: `The context is set by ${context.origin}. ${contextsIn(store)}. Use an existing context, `
        + 'create this one with `docker context create`, or set DOCKER_CONFIG to the folder that contains it.',
      ...(context.path === undefined ? {} : { path: context.path }),
    });
  }
  const meta = parse(content, file) as { Endpoints?: { docker?: { Host?: unknown; SkipTLSVerify?: unknown } } } | null;
  const docker = meta?.Endpoints?.docker;
  if (typeof docker?.Host !== 'string') {
    throw new DiagnosticError({
      summary: `The Docker context "${context.name}" has no Docker endpoint`,
      detail: `The context is set by ${context.origin}, but ${file} contains no \`Endpoints.docker.Host\`. `
        + 'Recreate the context with `docker context create --docker host=...`.',
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
    : undefined, ssh);
}

function contextsIn(store: string): string {
  const names = (fs.existsSync(path.join(store, 'meta')) ? fs.readdirSync(path.join(store, 'meta')) : []).flatMap((id) => {
    const name = (parse(readIfExists(path.join(store, 'meta', id, 'meta.json')) ?? 'null', id) as { Name?: unknown } | null)?.Name;
    return typeof name === 'string' ? [`"${name}"`] : [];
  });
  return names.length === 0 ? `${store} contains no contexts` : `${store} contains ${names.sort().join(', ')}`;
}

function readIfExists(file: string): string | undefined {
  try {
    return readRegular(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new DiagnosticError({ summary: `Could not read ${file}: ${(error as Error).message}` });
  }
}

function parse(content: string, file: string): unknown {
  // Docker accepts an empty file.
  if (content.trim() === '') return {};
  try {
    return JSON.parse(content);
  } catch {
    throw new DiagnosticError({ summary: `${file} is not valid JSON`, detail: 'The Docker CLI wrote this file. Repair or remove it.' });
  }
}
