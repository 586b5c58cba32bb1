import { Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Found } from '../credentials/credentials';
import * as Denied from '../credentials/denied';
import * as Find from '../credentials/find';
import * as Registry from '../credentials/registry';
import { Engine } from '../engine';
import { EngineError, isNotFound } from '../errors';
import { imageAdvice } from './advice';
import { inspectImage } from '../inspect';
import { FollowOptions, followProgress, Progress } from './progress';
import { Reference } from '../reference';

/** How long a pull may stand still, in milliseconds: five minutes. As a whole it takes as long as it takes. */
export const PULL_SILENCE = 5 * 60_000;

/** How long an engine may take over an import or an archive, which it answers when it has all of it, in milliseconds: one hour. */
export const IMPORT_TIMEOUT = 60 * 60_000;

interface Abortable {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Pulls an image from its registry, and returns what the engine then has.
 *
 * @param name  as the author wrote it, for messages
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
    await progressOf(engine, what, { silence: PULL_SILENCE, signal: options.signal }, (docker) => docker.createImage({
      // Without a tag the engine would pull all that the repository has.
      fromImage: reference.repository,
      tag: reference.digest ?? reference.tag ?? 'latest',
      ...(options.platform === undefined ? {} : { platform: options.platform }),
      ...(found.credentials === undefined ? {} : { authconfig: found.credentials }),
    }) as Promise<NodeJS.ReadableStream>);
  } catch (error) {
    throw explainDenied(engine, what, error, found);
  }
  return present(engine, what, name);
}

/* Credentials are only needed where something is pulled: a plan does not load what finds them. */

function credentialsFor(engine: Engine, repository: string): Promise<Found> {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { findCredentials } = require('../credentials/find') as typeof Find;
  const { registryOf } = require('../credentials/registry') as typeof Registry;
  /* eslint-enable @typescript-eslint/no-require-imports */
  return findCredentials(engine.registryAuth, registryOf(repository), process.env);
}

function explainDenied(engine: Engine, what: string, error: unknown, found: Found): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { deniedAdvice, isDenied } = require('../credentials/denied') as typeof Denied;
  if (!(error instanceof EngineError) || !isDenied(error.engineMessage)) return error;
  return new EngineError(what, engine.endpoint, error.cause, deniedAdvice(found));
}

export interface ImportOptions extends Abortable {
  readonly repository: string;
  readonly tag: string;
  /** Dockerfile instructions. */
  readonly changes: readonly string[];
  readonly platform?: string | undefined;
}

/** Makes an image of one layer from a root file system as a tar stream, which may be compressed. */
export async function importRootFilesystem(engine: Engine, tar: Readable, options: ImportOptions): Promise<Dockerode.ImageInspectInfo> {
  const name = `${options.repository}:${options.tag}`;
  const what = `import a root file system as image "${name}"`;
  await uploading(tar, () => progressOf(engine, what, { silence: IMPORT_TIMEOUT, signal: options.signal }, (docker) => docker.importImage(tar, {
    repo: options.repository,
    tag: options.tag,
    ...(options.changes.length === 0 ? {} : { changes: options.changes }),
    ...(options.platform === undefined ? {} : { platform: options.platform }),
  })));
  return present(engine, what, name);
}

/** Loads the images of an archive as `docker save` writes it, and returns the one named. */
export async function loadArchive(engine: Engine, tar: Readable, name: string, { signal }: Abortable): Promise<Dockerode.ImageInspectInfo> {
  const what = `load an archive as image "${name}"`;
  await uploading(tar, () => progressOf(engine, what, { silence: IMPORT_TIMEOUT, signal }, (docker) => docker.loadImage(tar)));
  return present(engine, what, name);
}

/** Takes a name off an image, and the image away with its last name. Gone already is done. */
export async function removeImage(engine: Engine, name: string, { force }: { readonly force: boolean }): Promise<void> {
  const what = `remove image "${name}"`;
  try {
    await engine.call(what, (docker) => docker.getImage(name).remove({ force }));
  } catch (error) {
    if (isNotFound(error)) return;
    throw withAdvice(engine, what, error);
  }
}

/** Starts what is told the progress of, and follows it to its end. */
export async function progressOf(
  engine: Engine,
  what: string,
  options: FollowOptions,
  start: (docker: Dockerode) => Promise<NodeJS.ReadableStream>,
): Promise<readonly Progress[]> {
  try {
    const { silence, signal } = options;
    const stream = await engine.call(what, start, { timeout: silence, ...(signal === undefined ? {} : { signal }) });
    return await followProgress(stream as Readable, options);
  } catch (error) {
    throw withAdvice(engine, what, error);
  }
}

/** A source that fails is the cause of a failed upload; one that is no longer wanted is closed. */
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
  const known = error instanceof EngineError ? error : new EngineError(what, engine.endpoint, error);
  const advice = imageAdvice(known.engineMessage, known.statusCode);
  return advice === undefined ? known : new EngineError(what, engine.endpoint, known.cause, advice);
}

/** What is there under a name after it was made. */
export async function present(engine: Engine, what: string, name: string): Promise<Dockerode.ImageInspectInfo> {
  const image = await inspectImage(engine, name);
  if (image === undefined) throw new EngineError(what, engine.endpoint, new Error('the engine said that it was done, but has no image of this name'));
  return image;
}
