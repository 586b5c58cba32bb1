import { HostPath } from './host-path';
import { volumePropagates } from './propagation';

/** The file system that a volume can have without files of anybody else: it is in memory. */
const HARMLESS_TYPE = 'tmpfs';

/** The file systems of other machines. The host mounts them through its own network, which reaches servers that the container does not. */
const REMOTE_TYPES = new Set(['nfs', 'nfs4', 'cifs', 'smb3']);

/** The file systems in which the kernel shows the machine, and lets its settings be changed. */
const KERNEL_TYPES = new Set([
  'proc', 'sysfs', 'cgroup', 'cgroup2', 'securityfs', 'selinuxfs', 'debugfs', 'tracefs', 'configfs', 'bpf', 'pstore', 'efivarfs',
  'binfmt_misc', 'resctrl', 'nfsd', 'rpc_pipefs', 'fusectl',
]);

/** Returns whether a file system of this type shows the kernel, wherever it is mounted. */
export function isKernelType(type: string): boolean {
  return KERNEL_TYPES.has(type.toLowerCase());
}

/**
 * Returns what a volume with a file system of its own shows: nothing, the kernel, files of a server, or, since nothing else is known, any
 * file.
 */
export function pathsOfType(type: string, device: unknown): string[] {
  const name = type.toLowerCase();
  if (name === HARMLESS_TYPE) return [];
  if (isKernelType(name)) return ['/proc'];
  // Without a slash in front, it is no path of the host, and in no folder.
  return [REMOTE_TYPES.has(name) ? `${name}:${String(device ?? '')}` : '/'];
}

/** Returns whether what a volume shows is on another machine. */
export function isRemote(path: string): boolean {
  return !path.startsWith('/');
}

/** The types by which the local driver binds a path: its option `o` says so. */
const BIND_TYPES = new Set(['', 'none', 'bind']);

/**
 * The options of a bind mount with which `ro` keeps its meaning, unless `rw` follows (moby/sys, mount/flags_unix.go). With `slave` and
 * `shared`, what is mounted below the path later is writable.
 */
const BIND_OPTIONS = new Set([
  'ro', 'rw', 'bind', 'rbind', 'private', 'rprivate', 'unbindable', 'runbindable', 'suid', 'nosuid', 'dev', 'nodev', 'exec', 'noexec',
  'sync', 'async', 'dirsync', 'atime', 'noatime', 'diratime', 'nodiratime', 'relatime', 'norelatime', 'strictatime', 'nostrictatime',
]);

/** Where the files of a volume are. */
export interface VolumeSource {
  /** @default "local" */
  readonly driver?: unknown;
  /** One that is known only after apply is there without a value. */
  readonly options: { readonly [name: string]: unknown };
}

/** Leaves out the values of options that are known only after apply. */
export function withKnownValues(options: object, isKnown: (value: unknown) => boolean): VolumeSource['options'] {
  return Object.fromEntries(Object.entries(options).map(([name, value]: [string, unknown]) => [name, isKnown(value) ? value : undefined]));
}

/**
 * Returns the paths of the host that a volume shows.
 *
 * With the local driver, a volume with `o=bind` is a bind mount under another name, whatever its type: the kernel ignores the type then.
 * A file system of a server counts as a path that no host shares (`nfs:server:/folder`). Others, such as `overlay` or a disk, can show any
 * file of the host, so they count as "/". Of another driver's options, each path counts, as writable: some drivers bind it. One that
 * depends on the working directory of the driver counts as "/".
 * What depends on a value that is known only after apply is left out.
 */
export function hostPathsOfVolume({ driver, options }: VolumeSource): HostPath[] {
  const isLocal = isLocalDriver(driver);
  const paths = isLocal ? pathsOfLocal(options) : Object.values(options).flatMap(pathsInOption);
  const readOnly = isLocal && isReadOnlyBind(options);
  // Only the local driver is known to keep `o`.
  const propagates = !isLocal || volumePropagates(options.o);
  return paths.map((path) => ({ path, readOnly, ...(propagates && { propagates }) }));
}

/** Whether a driver of volumes is that of the engine itself, which is the default. */
export function isLocalDriver(driver: unknown): boolean {
  return driver === undefined || driver === null || driver === '' || driver === 'local';
}

/** A path of the driver's working directory or of a home, and one that leads out of a folder. */
const RELATIVE_PATH = /^(~|\.{1,2}$|\.{1,2}\/)|(^|\/)\.\.(\/|$)/;

/** Options within an option, as in "bind,device=/srv", and a path with a scheme in front. */
const INNER_PATH = /(?:[=,;\s"']|\bfile:)\//;

/** Returns the paths of the host in an option of a driver about which nothing is known. "server:/folder" is on another machine. */
function pathsInOption(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const text = value.trim();
  if (text.startsWith('/')) return [text];
  return RELATIVE_PATH.test(text) || INNER_PATH.test(text) ? ['/'] : [];
}

function pathsOfLocal(options: VolumeSource['options']): string[] {
  const { type, device } = options;
  if (type === undefined && device === undefined) return [];
  const isBind = binds(options);
  const mayBind = isBind || type === undefined || (typeof type === 'string' && BIND_TYPES.has(type));
  if (mayBind && device === undefined) return [];
  if (mayBind && isPath(device)) return [device];
  // What the type will be decides what the device is.
  if (!isBind && type === undefined && 'type' in options) return [];
  if (mayBind) return ['/'];
  return typeof type === 'string' ? pathsOfType(type, device) : ['/'];
}

function binds(options: VolumeSource['options']): boolean {
  return optionsOf(options).some((option) => /^\s*r?bind\s*$/.test(option));
}

/** Returns whether a volume is a read-only bind mount. With an option that is not known, it counts as writable. */
function isReadOnlyBind(options: VolumeSource['options']): boolean {
  const given = optionsOf(options);
  const isKnownBind = given.some((option) => option === 'bind' || option === 'rbind') && given.every((option) => BIND_OPTIONS.has(option));
  return isKnownBind && given.filter((option) => option === 'ro' || option === 'rw').at(-1) === 'ro';
}

/** Splits options as the engine does: it removes no spaces, so " ro" is not "ro". */
function optionsOf({ o }: VolumeSource['options']): string[] {
  return typeof o === 'string' ? o.split(',') : [];
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('/');
}
