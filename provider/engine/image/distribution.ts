import Dockerode from 'dockerode';
import { findCredentials } from '../credentials/find';
import { registryOf } from '../credentials/registry';
import { Engine } from '../engine';
import { EngineError } from '../errors';
import { parseReference } from '../reference';

/** Returns whether the registry of an image confirms to the engine that it has the image: `registry.example.com/app@sha256:…`. */
export async function registryHas(engine: Engine, reference: string): Promise<boolean> {
  const { repository } = parseReference(reference)!;
  const { credentials } = await findCredentials(engine.registryAuth, registryOf(repository), process.env);
  const options = credentials === undefined ? {} : { authconfig: credentials };
  try {
    const ask = (docker: Dockerode) => docker.getImage(reference).distribution(options);
    await engine.ask(`ask the registry for "${reference}"`, ask, { lasting: true });
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.statusCode !== undefined) return false;
    throw error;
  }
}
