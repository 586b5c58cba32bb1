import { requireContainer } from './inspect';
import { removeAtOnce } from './stop';
import { isPool } from '../../../../src/shared/resource-pool';
import { BrokenRule } from '../../../../src/shared/virtual-host/broken-rule';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine, EngineInfo } from '../../../engine/engine';
import { isSlice } from '../../../engine/pool/folder';
import { requireAllowedOrigin } from '../../../virtual-host/image-origin';
import { named, requireNotBroken, requireRules, rulesOf } from '../../../virtual-host/judge';
import { removeMadeVolumes, requireOwnNeighbours, requireOwnVolumes } from '../../../virtual-host/neighbours';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/**
 * Throws if a container breaks a rule of its virtual container host, also by what the engine tells about its image, and about the networks,
 * volumes and containers that it uses.
 *
 * @param image  the image of the container, if it exists
 * @returns the id of the image that the rules were applied to, `NO_IMAGE` if the engine does not have it, or undefined without rules
 */
export async function requireVirtualHost(
  engine: Engine, desired: ContainerModel, image = desired.image!,
): Promise<string | undefined> {
  requireRules('Container', desired);
  const rules = rulesOf(desired);
  if (rules === undefined) return undefined;
  const what = named('Container', desired);
  if (rules.pool !== undefined) requireNotBroken(what, rules, spellingOfPool(desired, await engine.info()));
  await requireOwnNeighbours(engine, what, desired, rules);
  return requireAllowedOrigin(engine, what, image, 'image', rules);
}

/** An engine takes the spelling of the other driver, or one with "..", for another control group, outside of the pool. */
function spellingOfPool({ cgroup_parent: parent }: ContainerModel, { CgroupDriver: driver = 'cgroupfs' }: EngineInfo): BrokenRule[] {
  const isSpelledFor = isSlice(parent!) ? 'systemd' : 'cgroupfs';
  return isPool(parent!) && driver === isSpelledFor ? [] : [{
    rule: 'pool',
    attribute: 'cgroup_parent',
    problem: `With "${parent}", the container would be outside of its pool: this engine has the driver ${driver} of control groups, which `
      + 'names pools in another way. Use the `cgroup_parent` of its `docker_resource_pool` on this engine.',
  }];
}

/** Throws if the engine created a container with a volume that was judged and is no more. Removes what the engine made in its place. */
export async function verifyOwnVolumes(engine: Engine, id: string, desired: ContainerModel, created?: Inspect): Promise<void> {
  const rules = rulesOf(desired);
  if (rules === undefined) return;
  try {
    await requireOwnVolumes(engine, named('Container', desired), desired, rules);
  } catch (error) {
    const { Created: since } = created ?? await requireContainer(engine, id, desired);
    await removeAtOnce(engine, id, desired);
    await removeMadeVolumes(engine, desired, since);
    throw error;
  }
}

/** Throws if the engine created a container from another image than the rules were applied to: anyone can give a tag to another image. */
export async function verifyImage(
  engine: Engine, id: string, desired: ContainerModel, image: string | undefined, created?: Inspect,
): Promise<void> {
  if (image === undefined || desired.image === image) return;
  const { Image: actual } = created ?? await requireContainer(engine, id, desired);
  if (actual === image) return;
  throw new DiagnosticError({
    summary: `The image "${desired.image}" became another one while container "${desired.name}" was created`,
    detail: `The rules of the virtual container host were applied to ${image}, and the name is now that of ${actual}. The container was `
      + 'removed. Apply again, or use the `image_id` of a `docker_image`.',
    path: ['image'],
  });
}
