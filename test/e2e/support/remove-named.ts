import { docker, forget } from '../engine/docker';

/** Removes the engine's containers, networks and volumes whose names contain a text, and image names that contain it. */
export async function removeNamed(part: string): Promise<void> {
  const filters = { name: [part] };
  for (const { Id } of await docker.listContainers({ all: true, filters })) await docker.getContainer(Id).remove({ force: true, v: true });
  for (const { Id } of await docker.listNetworks({ filters })) await docker.getNetwork(Id).remove();
  for (const { Name } of (await docker.listVolumes({ filters })).Volumes) await docker.getVolume(Name).remove();
  const names = (await docker.listImages()).flatMap(({ RepoTags: tags, RepoDigests: digests }) => [...tags ?? [], ...digests ?? []]);
  await forget(...names.filter((name) => name.includes(part)));
}
