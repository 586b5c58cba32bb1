import { HostPath } from './host-path';
import { volumePropagates } from './propagation';

/** The file systems that a volume can have without files of the host: in memory, or on another machine. */
export const HARMLESS_TYPES = new Set(['tmpfs', 'nfs', 'nfs4', 'cifs', 'smb3']);

/** The types by which the local driver binds a path: its option `o` says so. */
const BIND_TYPES = new Set(['', 'none', 'bind']);

/** Where the files of a volume are. A value that is known only after apply is left out. */
export interface VolumeSource {
  /** @default "local" */
  readonly driver?: unknown;
  readonly options: { readonly [name: string]: unknown };
}

/**
 * Returns the paths of the host that a volume shows.
 *
 * With the local driver, a volume with `o=bind` is a bind mount under another name, whatever its type: the kernel ignores the type then.
 * Other file systems, such as `overlay` or a disk, can show any file of the host, so they count as "/". Of another driver's options, each
 * path counts: some drivers bind it.
 */
export function hostPathsOfVolume({ driver, options }: VolumeSource): HostPath[] {
  const isLocal = driver === undefined || driver === null || driver === '' || driver === 'local';
  const paths = isLocal ? pathsOfLocal(options) : Object.values(options).filter(isPath);
  // Only the local driver is known to keep `o`.
  const propagates = !isLocal || volumePropagates(options.o);
  return paths.map((path) => ({ path, readOnly: optionsOf(options).includes('ro'), ...(propagates && { propagates }) }));
}

function pathsOfLocal(options: VolumeSource['options']): string[] {
  const { type, device } = options;
  if (type === undefined && device === undefined) return [];
  const isBind = optionsOf(options).some((option) => option === 'bind' || option === 'rbind');
  if (!isBind && typeof type === 'string' && HARMLESS_TYPES.has(type.toLowerCase())) return [];
  const mayBind = isBind || type === undefined || (typeof type === 'string' && BIND_TYPES.has(type));
  if (mayBind && device === undefined) return [];
  return [mayBind && isPath(device) ? device : '/'];
}

function optionsOf({ o }: VolumeSource['options']): string[] {
  return typeof o === 'string' ? o.split(',').map((option) => option.trim()) : [];
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('/');
}
