import { Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { BuildOutput } from './output';
import { Credentials } from '../../credentials/credentials';
import { Engine } from '../../engine';
import { EngineError } from '../../errors';
import { imageAdvice } from '../advice';
import { followOperation, requireMade, uploading } from '../images';

/** How long a build step may print nothing, in milliseconds: one hour. The total duration is not limited. */
const BUILD_SILENCE = 60 * 60_000;

export interface BuildOptions {
  /** The name of the image, for messages and to find it afterwards. */
  readonly name: string;
  /** The query of `POST /build` of the Engine API. */
  readonly query: Dockerode.ImageBuildOptions;
  /** Credentials for the images that the build pulls. */
  readonly credentials: readonly Credentials[];
  /** The context as a tar stream. Missing if the engine fetches it. */
  readonly context?: Readable | undefined;
  readonly logFile?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds an image with the engine's classic builder, and returns it. The error of a failed build ends with the last
 * lines of its output.
 */
export async function buildImage(engine: Engine, options: BuildOptions): Promise<Dockerode.ImageInspectInfo> {
  const { name, query, credentials, context, logFile, signal } = options;
  const what = `build image "${name}"`;
  const output = new BuildOutput(logFile);
  let id: unknown;
  const build = () => followOperation(engine, what, {
    silence: BUILD_SILENCE,
    signal,
    onMessage: ({ stream, aux }) => {
      output.add(stream);
      id = aux?.ID ?? id;
    },
    // Without a context, the engine ignores the request's body.
  }, (docker) => docker.buildImage(context as NodeJS.ReadableStream, { ...query, ...registryConfig(credentials) }));
  try {
    await (context === undefined ? build() : uploading(context, build));
  } catch (error) {
    if (!(error instanceof EngineError) || output.end === '') throw error;
    // The message of a failed step contains its command, which may look like any other message.
    const isFailedStep = /returned a non-zero code: \d+$/.test(error.engineMessage);
    const advice = isFailedStep ? undefined : imageAdvice(error.engineMessage, error.statusCode);
    const printed = `The last lines of the build's output:\n\n${output.end}`;
    throw new EngineError(what, engine.endpoint, error.cause, advice === undefined ? printed : `${advice}\n\n${printed}`);
  }
  return requireMade(engine, what, name, id);
}

/** Encodes the credentials as the engine expects. The client library's own encoding differs. */
function registryConfig(credentials: readonly Credentials[]): Dockerode.ImageBuildOptions {
  if (credentials.length === 0) return {};
  const json = JSON.stringify(Object.fromEntries(credentials.map((one) => [one.serveraddress, one])));
  return { registryconfig: { base64: Buffer.from(json).toString('base64').replaceAll('+', '-').replaceAll('/', '_') } as never };
}
