import { Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { FoundCredentials } from '../credentials/credentials';
import * as Denied from '../credentials/denied';
import * as Find from '../credentials/find';
import * as Registry from '../credentials/registry';
import { CallOptions, Engine } from '../engine';
import { EngineError, isNotFound } from '../errors';
import { imageAdvice } from './advice';
import { inspectImage } from '../inspect';
import { FollowOptions, followProgress } from './progress';
import { Reference } from '../reference';

/** How long a pull may make no progress, in milliseconds: five minutes. Its total duration is not limited. */
export const PULL_SILENCE = 5 * 60_000;

/** The timeout of an import or a load, in milliseconds: one hour. The engine answers when it has the whole file. */
export const IMPORT_TIMEOUT = 60 * 60_000;

interface Abortable {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Pulls an image from its registry, and returns what the engine reports about it.
 *
 * @param name  the image's name as configured, for messages
 */
export async function pullImage(
  engine: Engine,
  name: string,
  reference: Reference,
  options: Abortable & { readonly platform?: string | undefined },
): Promise<Dockerode.ImageInspectInfo> {
  const what = `pull image "${name}"`;
  const found = await credentialsFor(engine, reference.repository);
  try {
    await followOperation(engine, what, { silence: PULL_SILENCE, signal: options.signal }, (docker) => docker.createImage({
      // Without a tag, the engine would pull every image of the repository.
      fromImage: reference.repository,
      tag: reference.digest ?? reference.tag ?? 'latest',
      ...(options.platform === undefined ? {} : { platform: options.platform }),
      ...(found.credentials === undefined ? {} : { authconfig: found.credentials }),
    }) as Promise<NodeJS.ReadableStream>);
  } catch (error) {
    throw explainDenied(engine, what, error, found);
  }
  return requireImage(engine, what, name);
}

/* Loaded on demand: a plan pulls nothing, and so needs no credentials. */

export function credentialsFor(engine: Engine, repository: string): Promise<FoundCredentials> {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { findCredentials } = require('../credentials/find') as typeof Find;
  const { registryOf } = require('../credentials/registry') as typeof Registry;
  /* eslint-enable @typescript-eslint/no-require-imports */
  return findCredentials(engine.registryAuth, registryOf(repository), process.env);
}

export function explainDenied(engine: Engine, what: string, error: unknown, found: FoundCredentials): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { deniedAdvice, isDenied } = require('../credentials/denied') as typeof Denied;
  if (!(error instanceof EngineError) || !isDenied(error.engineMessage)) return error;
  return new EngineError(what, engine.endpoint, error.cause, deniedAdvice(found));
}

export interface ImportOptions extends Abortable {
  readonly repository: string;
  readonly tag: string;
  /** Dockerfile instructions that change the image's configuration. */
  readonly changes: readonly string[];
  readonly platform?: string | undefined;
}

/** Creates an image with one layer from a root file system, a tar stream that may be compressed. */
export async function importRootFilesystem(
  engine: Engine, tar: Readable, options: ImportOptions,
): Promise<Dockerode.ImageInspectInfo> {
  const name = `${options.repository}:${options.tag}`;
  const what = `import a root file system as image "${name}"`;
  let id: unknown;
  const following: FollowOptions = {
    silence: IMPORT_TIMEOUT, signal: options.signal, onMessage: ({ status }) => { id = status ?? id; },
  };
  await uploading(tar, () => followOperation(engine, what, following, (docker) => docker.importImage(tar, {
    repo: options.repository,
    tag: options.tag,
    ...(options.changes.length === 0 ? {} : { changes: options.changes }),
    ...(options.platform === undefined ? {} : { platform: options.platform }),
  })));
  return requireMade(engine, what, name, id);
}

/** Loads an archive in the format of `docker save`, and returns its image with the name. */
export async function loadArchive(
  engine: Engine, tar: Readable, name: string, { signal }: Abortable,
): Promise<Dockerode.ImageInspectInfo> {
  const what = `load an archive as image "${name}"`;
  await uploading(tar, () => followOperation(engine, what, { silence: IMPORT_TIMEOUT, signal }, (docker) => docker.loadImage(tar)));
  return requireImage(engine, what, name);
}

/** Removes a name from an image, and the image with its last name. Succeeds if the image does not exist. */
export async function removeImage(
  engine: Engine, name: string, { force, ...options }: { readonly force: boolean } & CallOptions,
): Promise<void> {
  const what = `remove image "${name}"`;
  try {
    await engine.call(what, (docker) => docker.getImage(name).remove({ force }), options);
  } catch (error) {
    if (isNotFound(error)) return;
    throw withAdvice(engine, what, error);
  }
}

/** Starts an operation that reports its progress, and follows it until it ends. */
export async function followOperation(
  engine: Engine,
  what: string,
  options: FollowOptions,
  start: (docker: Dockerode) => Promise<NodeJS.ReadableStream>,
): Promise<void> {
  try {
    const { silence, signal: outer } = options;
    await engine.whileAlive({ signal: outer }, async (signal) => {
      const stream = await engine.call(what, start, { timeout: silence, signal });
      await followProgress(stream as Readable, { ...options, signal });
    });
  } catch (error) {
    throw withAdvice(engine, what, error);
  }
}

/** Runs an upload. If the source fails, its error replaces the upload's. Closes the source at the end. */
export async function uploading<T>(source: Readable, upload: () => Promise<T>): Promise<T> {
  let failure: unknown;
  source.once('error', (error) => { failure ??= error; });
  try {
    return await upload();
  } catch (error) {
    throw failure ?? error;
  } finally {
    source.destroy();
  }
}

function withAdvice(engine: Engine, what: string, error: unknown): unknown {
  if (error instanceof DiagnosticError && !(error instanceof EngineError)) return error;
  const failure = error instanceof EngineError ? error : new EngineError(what, engine.endpoint, error);
  const advice = imageAdvice(failure.engineMessage, failure.statusCode);
  return advice === undefined ? failure : new EngineError(what, engine.endpoint, failure.cause, advice);
}

/**
 * Returns the image that an operation made, by the id that the engine said in the end: somebody else may have made another one with that
 * name meanwhile. An engine that says no id has it under the name.
 */
export function requireMade(engine: Engine, what: string, name: string, id: unknown): Promise<Dockerode.ImageInspectInfo> {
  return requireImage(engine, what, typeof id === 'string' && /^sha256:[0-9a-f]{64}$/.test(id) ? id : name);
}

/** Returns the image with a name or id after an operation that should have created it. */
export async function requireImage(engine: Engine, what: string, name: string): Promise<Dockerode.ImageInspectInfo> {
  const image = await inspectImage(engine, name);
  if (image === undefined) {
    throw new EngineError(what, engine.endpoint, new Error('the engine reported success, but has no image with this name'));
  }
  return image;
}
