// The control groups of resource pools, on which the library and the provider agree.

/** The pattern of a pool's name. A container's id, which names a control group, too, is longer. */
export const POOL_NAME = /^[a-z0-9-]{1,63}$/;

/** What that pattern allows, for messages. */
export const POOL_NAME_RULE = '1 to 63 lower-case letters, digits and "-"';

const FOLDER = /^\/berth(\/[a-z0-9-]{1,63})+$/;
const SLICE = /^berth(-[a-z0-9_]{1,63})+\.slice$/;

/** Whether the parent of a container's control group is a resource pool: a folder, or a slice of systemd. */
export function isPool(cgroupParent: string): boolean {
  return FOLDER.test(cgroupParent) || SLICE.test(cgroupParent);
}

/** Returns the control group of a pool by the names of it and those around, with "/" between them: as a folder, and as a slice. */
export function poolSpellings(names: string): [folder: string, slice: string] {
  return [`/berth/${names}`, `berth-${names.replaceAll('-', '_').replaceAll('/', '-')}.slice`];
}
