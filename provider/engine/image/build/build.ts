import { Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { BuildOutput } from './output';
import { Credentials } from '../../credentials/credentials';
import { Engine } from '../../engine';
import { EngineError } from '../../errors';
import { imageAdvice } from '../advice';
import { present, progressOf, uploading } from '../images';

/** How long a step of a build may print nothing, in milliseconds: one hour. As a whole it takes as long as it takes. */
const BUILD_SILENCE = 60 * 60_000;

export interface BuildOptions {
  /** The name of the image, for messages and to find it by. */
  readonly name: string;
  /** The query of the request, as the Engine API has it (`POST /build`). */
  readonly query: Dockerode.ImageBuildOptions;
  /** For what the build pulls. */
  readonly credentials: readonly Credentials[];
  /** The context as a tar stream. Missing where the engine fetches it. */
  readonly context?: Readable | undefined;
  readonly logFile?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Builds an image with the engine's own builder, and returns it. Where that fails, the error ends with what was printed last. */
export async function buildImage(engine: Engine, options: BuildOptions): Promise<Dockerode.ImageInspectInfo> {
  const { name, query, credentials, context, logFile, signal } = options;
  const what = `build image "${name}"`;
  const output = new BuildOutput(logFile);
  const build = () => progressOf(engine, what, {
    silence: BUILD_SILENCE,
    signal,
    onMessage: ({ stream }) => output.add(stream),
    // Without a file, what is sent means nothing to the engine.
  }, (docker) => docker.buildImage(context as NodeJS.ReadableStream, { ...query, ...registryConfig(credentials) }));
  try {
    await (context === undefined ? build() : uploading(context, build));
  } catch (error) {
    if (!(error instanceof EngineError) || output.end === '') throw error;
    const advice = imageAdvice(error.engineMessage, error.statusCode);
    const printed = `The build printed, at its end:\n\n${output.end}`;
    throw new EngineError(what, engine.endpoint, error.cause, advice === undefined ? printed : `${advice}\n\n${printed}`);
  }
  return present(engine, what, name);
}

/** In the encoding that the engine reads, which is not the one that the client library writes. */
function registryConfig(credentials: readonly Credentials[]): Dockerode.ImageBuildOptions {
  if (credentials.length === 0) return {};
  const json = JSON.stringify(Object.fromEntries(credentials.map((one) => [one.serveraddress, one])));
  return { registryconfig: { base64: Buffer.from(json).toString('base64').replaceAll('+', '-').replaceAll('/', '_') } as never };
}
