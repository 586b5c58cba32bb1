import { claimShared } from './errors';
import { hasOrdinals } from './placeholders';
import { ContainerModel } from '../../model/container';
import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';

/** Which pods may write to a claim: those of one node, one pod, or those of all nodes (Kubernetes, "Access Modes"). */
export const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'];

/** A container whose pods may use a claim. */
export interface ClaimUser {
  readonly path: string;
  readonly model: ContainerModel;
  /** The most pods that autoscaling makes, or undefined if there is none. */
  readonly scaledTo?: number;
}

/** Returns the specification of a volume claim. */
export function claimSpec(size: string, storageClass: string | undefined, accessMode: string = 'ReadWriteOnce') {
  return { access_modes: [accessMode], storage_class_name: storageClass, resources: { requests: { storage: size } } };
}

/**
 * Returns an error if more than one pod may use a claim at the same time. If the claim is for one node, pods on other nodes would wait for
 * it without an end.
 */
export function sharingProblems(claim: string, volume: string, containers: readonly ClaimUser[]): BerthError[] {
  const own = containers.filter(({ model: { mounts } }) => mounts.some((mount) => mount.type === 'volume' && mount.source === claim));
  const pods = own.reduce((sum, user) => sum + most(user), 0);
  return pods > 1 ? [claimShared(volume, pods, own.map(({ path }) => path))] : [];
}

/** Returns the most pods of a container at one time, with those that start before others end. */
function most({ model, scaledTo }: ClaimUser): number {
  const { replicas = 1, global, rollingUpdate: { maxSurge = 0 } = {} } = model.clones ?? {};
  const count = scaledTo ?? replicas;
  const surge = hasOrdinals(model) ? 0 : maxSurge;
  return global || !isKnown(count) || !isKnown(surge) ? Infinity : count + surge;
}
