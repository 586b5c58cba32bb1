import Dockerode from 'dockerode';
import { Engine } from '../../../engine/engine';
import { isNotFound } from '../../../engine/errors';
import { inspectVolume } from '../../../engine/inspect';
import { log } from '../../../framework/log';
import { Inspect } from '../fields/fact';
import { secretsStay } from './errors';

/** The label of the anonymous volumes that bring files, and may have secrets. They are part of the container, and no data of its own. */
const LABEL = 'berth.files';

/** Returns a mount of a new anonymous volume that brings files to a folder. */
export function carriedVolume(folder: string): Dockerode.MountSettings {
  return { Type: 'volume', Source: '', Target: folder, VolumeOptions: { NoCopy: false, Labels: { [LABEL]: 'true' } } } as Dockerode.MountSettings;
}

/** Returns the names of the volumes that bring files to a container. */
export async function carriedVolumesOf(engine: Engine, { Mounts: mounts }: Inspect): Promise<string[]> {
  const names = mounts.filter(({ Type: type, RW: writable }) => type === 'volume' && !writable).map(({ Name: name }) => name!);
  const carried = await Promise.all(names.map(async (name) => (await inspectVolume(engine, name))?.Labels?.[LABEL] !== undefined));
  return names.filter((_, index) => carried[index]);
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
