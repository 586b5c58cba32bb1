import { claimShared } from './errors';
import { MountModel } from '../../model/container';
import { BerthError } from '../../private/berth-error';

/** Which pods may write to a claim: those of one node, one pod, or those of all nodes (Kubernetes, "Access Modes"). */
export const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'];

/** A container whose pods may use a claim. */
export interface ClaimUser {
  readonly path: string;
  readonly mounts: readonly MountModel[];
  /** The most pods that it has at one time. */
  readonly pods: number;
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
  const own = containers.filter(({ mounts }) => mounts.some((mount) => mount.type === 'volume' && mount.source === claim));
  const pods = own.reduce((sum, user) => sum + user.pods, 0);
  return pods > 1 ? [claimShared(volume, pods, own.map(({ path }) => path))] : [];
}
