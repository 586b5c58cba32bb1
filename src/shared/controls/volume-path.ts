/** The file systems that a volume can have without files of the host: in memory, or on another machine. */
export const HARMLESS_TYPES = new Set(['tmpfs', 'nfs', 'nfs4', 'cifs', 'smb3']);

/** The types by which the local driver binds a path: its option `o` says so. */
const BIND_TYPES = new Set(['', 'none', 'bind']);

/**
 * Returns the path of the host that a volume with these options of the local driver shows, or undefined if it shows none. A volume with
 * `type=none`, `o=bind` is a bind mount under another name. Other file systems, such as `overlay` or a disk, can show any file of the
 * host, so they count as "/".
 *
 * @param options the options that are known
 */
export function hostPathOfVolume(options: { readonly [name: string]: unknown }): string | undefined {
  const { type, device } = options;
  if (type === undefined && device === undefined) return undefined;
  if (typeof type === 'string' && HARMLESS_TYPES.has(type.toLowerCase())) return undefined;
  const isBind = type === undefined || (typeof type === 'string' && BIND_TYPES.has(type));
  if (isBind && device === undefined) return undefined;
  return isBind && typeof device === 'string' && device.startsWith('/') ? device : '/';
}

/** Returns whether the options make a volume read-only. */
export function isReadOnlyVolume({ o }: { readonly [name: string]: unknown }): boolean {
  return typeof o === 'string' && o.split(',').includes('ro');
}
