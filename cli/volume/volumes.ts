import { invalidName } from './errors';
import { Engine } from '../../provider/engine/engine';
import { PROBE_LABEL } from '../../provider/probe/run';
import { OBJECT_NAME } from '../../src/shared/engine';

/** A running container that mounts a volume. */
export interface User {
  readonly name: string;
  readonly canWrite: boolean;
}

export function requireName(name: string): void {
  if (!new RegExp(`^${OBJECT_NAME}$`).test(name)) throw invalidName(name);
}

/** Returns the names of the engine's volumes. */
export async function volumeNames(engine: Engine): Promise<string[]> {
  const { Volumes: volumes } = await engine.ask('list the volumes', (docker) => docker.listVolumes());
  return (volumes ?? []).map(({ Name: name }) => name).sort();
}

/** Returns the running containers that mount a volume. */
export async function usersOf(engine: Engine, volume: string): Promise<User[]> {
  // The filter also finds containers that mount another volume at a path of this name.
  const filters = { volume: [volume] };
  const containers = await engine.ask(`list the containers that use volume "${volume}"`, (docker) => docker.listContainers({ filters }));
  return containers
    .filter(({ Labels: labels }) => labels?.[PROBE_LABEL] === undefined)
    .flatMap(({ Id: id, Names: names, Mounts: mounts }) => mounts
      .filter(({ Name: name }) => name === volume)
      .map(({ RW: canWrite }) => ({ name: names?.[0]?.slice(1) ?? id, canWrite })))
    .sort((a, b) => a.name.localeCompare(b.name));
}
