import { docker } from '../engine/docker';

/** Returns the names of the engine's containers, networks and volumes that contain a text. */
export async function onEngine(part: string): Promise<string[]> {
  const containers = await docker.listContainers({ all: true });
  const networks = await docker.listNetworks();
  const { Volumes } = await docker.listVolumes();
  const names = [...containers.flatMap(({ Names }) => Names), ...networks.map(({ Name }) => Name), ...Volumes.map(({ Name }) => Name)];
  return names.filter((name) => name.includes(part)).sort();
}
