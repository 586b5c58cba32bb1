import Docker from 'dockerode';

/** The engine of the tests, from `DOCKER_HOST`. */
export const docker = new Docker();

/** The engine's local socket. */
export const { socketPath: SOCKET } = docker.modem as unknown as { socketPath: string };

/** An environment without the variables that select an engine. */
export const NOWHERE = { DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined, DOCKER_TLS_VERIFY: undefined, DOCKER_CERT_PATH: undefined };

/** Returns the ID of an image, or nothing if the engine has no image with this name. */
export async function imageId(name: string): Promise<string | undefined> {
  try {
    return (await docker.getImage(name).inspect()).Id;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

/** Removes a name of an image, even if it is in use. Succeeds if it does not exist. */
export async function forget(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (await imageId(name) !== undefined) await docker.getImage(name).remove({ force: true });
  }
}

/** Removes a container by name, even if it is running. */
export async function removeContainer(name: string): Promise<void> {
  await docker.getContainer(name).remove({ force: true, v: true }).catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 404) throw error;
  });
}

/** Reads a progress stream to its end, and throws the failure that the engine reports in it. */
export async function finished(stream: NodeJS.ReadableStream): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, (error: Error | null, output: { error?: string }[]) => {
      const failure = error?.message ?? output.find((line) => line.error !== undefined)?.error;
      if (failure === undefined) resolve();
      else reject(new Error(failure));
    });
  });
}

/** Creates an image with a distinguishing label, and returns its ID. */
export async function makeImage(name: string, label: string): Promise<string> {
  const container = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  const [repo, tag] = [name.slice(0, name.lastIndexOf(':')), name.slice(name.lastIndexOf(':') + 1)];
  await container.commit({ repo, tag, changes: `LABEL which=${label}` });
  await container.remove();
  return (await imageId(name))!;
}

/** Returns the label of an image that `makeImage` created. */
export async function labelOf(name: string): Promise<string | undefined> {
  return (await docker.getImage(name).inspect()).Config.Labels?.which;
}

/** Pushes another image to a registry under a name, removes it from the engine, and returns its digest. */
export async function publish(name: string, label: string, user = { username: '', password: '' }): Promise<string> {
  await makeImage(name, label);
  await finished(await docker.getImage(name).push({ authconfig: user as never }));
  const { RepoDigests: [published = ''] } = await docker.getImage(name).inspect();
  await forget(name);
  return published;
}
