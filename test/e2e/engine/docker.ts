import Docker from 'dockerode';

/** The engine of the tests, as `DOCKER_HOST` names it. */
export const docker = new Docker();

/** Its socket: it is on this machine. */
export const { socketPath: SOCKET } = docker.modem as unknown as { socketPath: string };

/** None of the variables that lead to an engine. */
export const NOWHERE = { DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined, DOCKER_TLS_VERIFY: undefined, DOCKER_CERT_PATH: undefined };

/** The id of an image, or nothing where the engine has none of this name. */
export async function imageId(name: string): Promise<string | undefined> {
  try {
    return (await docker.getImage(name).inspect()).Id;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

/** Takes a name away, whatever uses it. Gone already is done. */
export async function forget(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (await imageId(name) !== undefined) await docker.getImage(name).remove({ force: true });
  }
}

/** Removes a container by name, running or not. */
export async function removeContainer(name: string): Promise<void> {
  await docker.getContainer(name).remove({ force: true, v: true }).catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 404) throw error;
  });
}

/** Reads a stream of progress to its end, and fails with what the engine says in it. */
export async function finished(stream: NodeJS.ReadableStream): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, (error: Error | null, output: { error?: string }[]) => {
      const failure = error?.message ?? output.find((line) => line.error !== undefined)?.error;
      if (failure === undefined) resolve();
      else reject(new Error(failure));
    });
  });
}

/** Makes an image, which a label tells from others, and returns its id. */
export async function makeImage(name: string, label: string): Promise<string> {
  const container = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  const [repo, tag] = [name.slice(0, name.lastIndexOf(':')), name.slice(name.lastIndexOf(':') + 1)];
  await container.commit({ repo, tag, changes: `LABEL which=${label}` });
  await container.remove();
  return (await imageId(name))!;
}

/** The label of an image that `makeImage` made. */
export async function labelOf(name: string): Promise<string | undefined> {
  return (await docker.getImage(name).inspect()).Config.Labels?.which;
}

/** Puts another image under a name into a registry, leaves nothing of it on the engine, and returns its digest there. */
export async function publish(name: string, label: string, user = { username: '', password: '' }): Promise<string> {
  await makeImage(name, label);
  await finished(await docker.getImage(name).push({ authconfig: user as never }));
  const { RepoDigests: [published = ''] } = await docker.getImage(name).inspect();
  await forget(name);
  return published;
}
