import { movesFromImageVolume, movesWithVolumes } from './errors';
import { isDescribed } from './import';
import { CloneSetModel } from './schema';
import { engineOf, Host, hostsOf, placesOf, templateOf } from './set';
import { Template } from './template';
import { canonicalPath } from '../../engine/canonical/path';
import { Engine } from '../../engine/engine';
import { inspectImage, inspectVolume } from '../../engine/inspect';
import { Engines } from '../../engines/engines';
import { PlanContext } from '../../framework/resource';
import { Mount } from '../container/fields/mounts';
import { Volume } from '../container/fields/storage';

/**
 * Refuses to move containers whose data would stay behind. Warns if that is only data in a volume that the image declares: a container that
 * is made anew loses it, too.
 */
export async function requireMovable(
  prior: CloneSetModel, desired: CloneSetModel, { client: engines, warn }: Pick<PlanContext<Engines>, 'client' | 'warn'>,
): Promise<void> {
  const [before, after] = [placesOf(prior), placesOf(desired)];
  const hosts = new Map(hostsOf(prior).map((host) => [host.name, host]));
  const moved = before.flatMap((name, index) => {
    const to = after[index];
    return to === undefined || to === name ? [] : [{ index, from: name, to }];
  });
  const [first] = moved;
  if (first === undefined) return;
  const template = templateOf(isDescribed(prior) ? prior : desired);
  const host = hosts.get(first.from)!;
  const engine = engines && engineOf(engines, host);
  const local = await localVolume(template, engine);
  if (local !== undefined) throw movesWithVolumes(prior.name!, moved, local);
  const declared = engine && await declaredVolume(template, host, engine);
  if (declared !== undefined) warn(movesFromImageVolume(prior.name!, moved, declared));
}

/** Returns where the image declares a volume and the template mounts nothing, or undefined. */
async function declaredVolume(template: Template, { image }: Host, engine: Engine): Promise<string | undefined> {
  const inspect = await inspectImage(engine, image ?? String(template.image)).catch(() => undefined);
  const mounted = [
    ...(template.mounts as Mount[]).map(({ target }) => target),
    ...(template.volumes as Volume[]).map(({ container_path: path }) => path),
    ...Object.keys((template.tmpfs ?? {}) as object),
  ].map((path) => canonicalPath(path ?? ''));
  return Object.keys(inspect?.Config?.Volumes ?? {}).find((path) => !mounted.includes(canonicalPath(path)));
}

/** Returns where the template mounts a volume whose data is on one host only, or undefined. */
async function localVolume(template: Template, engine: Engine | undefined): Promise<string | undefined> {
  const mounts = [
    ...(template.mounts as Mount[]).filter(({ type }) => type === 'volume').map(({ source, target }) => ({ volume: source, target })),
    ...(template.volumes as Volume[]).filter(({ host_path: path, from_container: other }) => !path && !other)
      .map(({ volume_name: volume, container_path: target }) => ({ volume, target })),
  ];
  for (const { volume, target } of mounts) {
    if (!volume || engine === undefined || await isLocal(engine, volume)) return target ?? volume ?? undefined;
  }
  return undefined;
}

/** Whether the data of a volume is on the machine of the engine. What can't be found out counts as local. */
async function isLocal(engine: Engine, name: string): Promise<boolean> {
  const volume = await inspectVolume(engine, name).catch(() => undefined);
  return volume === undefined || volume.Driver === 'local' && !/^(nfs|nfs4|cifs|smb3)$/.test(String(volume.Options?.type ?? ''));
}
