import { Engine } from '../../engine/engine';
import { conforming } from '../../engine/shape/conforms';
import { volumesShape } from '../../engine/shape/shapes';

/** Returns the volumes and networks whose driver a plugin is, or none if the engine does not answer. */
export async function usersOf(engine: Engine, name: string): Promise<string[]> {
  const filters = { driver: [name] };
  const volumes = engine.call(`list the volumes of the driver "${name}"`, async (docker) => (
    conforming(volumesShape, await docker.listVolumes({ filters: JSON.stringify(filters) as never })).Volumes));
  const networks = engine.call(`list the networks of the driver "${name}"`, (docker) => docker.listNetworks({ filters }));
  const named = async (kind: string, all: Promise<ReadonlyArray<{ readonly Name: string }> | null>) => (
    (await all.catch(() => []) ?? []).map(({ Name: each }) => `${kind} "${each}"`).sort());
  return [...await named('volume', volumes), ...await named('network', networks)];
}
