import { secretsStay } from './errors';
import { filesOfReadOnlyRoot, mountTargets } from './read-only-root';
import { canonicalPath } from '../../../engine/canonical/path';
import { Engine } from '../../../engine/engine';
import { isNotFound } from '../../../engine/errors';
import { log } from '../../../framework/log';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';
import { filesOf } from '../fields/upload';

/** Ends the name of the container that brings files to another one. */
export const CARRIER_SUFFIX = '-berth-files';

/** The engine's names of anonymous volumes. */
const ANONYMOUS = /^[0-9a-f]{64}$/;

/** Whether a reference to the volumes of another container is one to those of a carrier. */
export function isFromCarrier(volumesFrom: string): boolean {
  return volumesFrom.endsWith(`${CARRIER_SUFFIX}:ro`);
}

/**
 * Returns the names of the anonymous volumes that brought files to a container, as far as they are surely no others: they are read-only,
 * and at no place of its configuration. If it also has the volumes of another container, only those at the folders of its files count.
 */
export function carriedVolumesOf({ HostConfig: { VolumesFrom: from }, Mounts: mounts }: Inspect, model: ContainerModel): string[] {
  const sources = (from ?? []) as string[];
  if (!sources.some(isFromCarrier)) return [];
  const own = mountTargets(model);
  const { folders } = filesOfReadOnlyRoot(filesOf(model), model);
  const hasOthers = !sources.every(isFromCarrier);
  return mounts
    .filter(({ Type: type, RW: writable, Name: name }) => type === 'volume' && !writable && ANONYMOUS.test(name ?? ''))
    .filter(({ Destination: path }) => !own.includes(canonicalPath(path)) && (!hasOthers || folders.includes(canonicalPath(path))))
    .map(({ Name: name }) => name!);
}

/** Removes such volumes of a container that is removed. Throws if one stays, since it may have secrets. */
export async function removeCarriedVolumes(engine: Engine, volumes: readonly string[], container: string): Promise<void> {
  const stay: string[] = [];
  for (const name of volumes) {
    await engine.call(`remove volume "${name}"`, (docker) => docker.getVolume(name).remove()).catch((error: unknown) => {
      if (isNotFound(error)) return;
      log('warn', 'A volume with files of a removed container stays', { volume: name, reason: String(error) });
      stay.push(name);
    });
  }
  if (stay.length > 0) throw secretsStay(container, stay);
}
