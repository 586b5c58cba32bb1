/*
 * What the kernel says of a process, as text, taken apart.
 */

/** The fields of /proc/PID/status by name. */
export function statusOf(text: string): ReadonlyMap<string, string> {
  return new Map(text.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
  }));
}

/** The capabilities of Linux, by number (linux/capability.h). */
const CAPABILITIES = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN',
  'NET_RAW', 'IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE', 'SYS_RESOURCE', 'SYS_TIME',
  'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP', 'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON',
  'BPF', 'CHECKPOINT_RESTORE',
];

/** The names of the capabilities in a set that is written as bits in hexadecimal; one that has no name here is named by its number. Nothing where it is no such set. */
export function capabilitiesOf(bits: string | undefined): string[] | undefined {
  if (bits === undefined || !/^[0-9a-f]{1,16}$/i.test(bits)) return undefined;
  const set = BigInt(`0x${bits}`);
  return Array.from({ length: 64 }, (_, number) => number)
    .filter((number) => (set >> BigInt(number) & 1n) === 1n)
    .map((number) => CAPABILITIES[number] ?? String(number))
    .sort();
}

/** A limit of /proc/PID/limits that is an amount: its hard value, or nothing where there is none. */
export function hardLimit(text: string, name: string): number | 'unlimited' | undefined {
  const line = text.split('\n').find((one) => one.startsWith(name));
  const hard = line?.slice(name.length).trim().split(/\s+/)[1];
  if (hard === 'unlimited') return hard;
  return /^\d+$/.test(hard ?? '') ? Number(hard) : undefined;
}

/** The user within a user namespace that somebody outside knows by another number; nothing where it has none there. */
export function userWithin(outside: number, uidMap: string): number | undefined {
  for (const line of uidMap.trim().split('\n')) {
    const [inner = 0, outer = 0, length = 0] = line.trim().split(/\s+/).map(Number);
    if (outside >= outer && outside < outer + length) return inner + outside - outer;
  }
  return undefined;
}

/** One line of /proc/PID/mountinfo. */
export interface Mount {
  /** Which file system it is, as "major:minor". */
  readonly device: string;
  /** What of that file system is seen here. */
  readonly root: string;
  readonly at: string;
  readonly readOnly: boolean;
  readonly type: string;
}

export function mountsOf(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , device, root, at, options] = before.split(' ');
    if (options === undefined) return [];
    return [{ device: device!, root: unescaped(root!), at: unescaped(at!), readOnly: options.split(',').includes('ro'), type: after.split(' ')[0]! }];
  });
}

/** The kernel writes what would be taken for the end of a field as three octal digits. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

/**
 * Where a mount of a container is on the host, whose own mounts are given. Where they do not have its file system, its place within that is all
 * that is known.
 */
export function hostPathOf(mount: Mount, host: readonly Mount[]): string {
  const candidates = host.filter(({ device, root }) => device === mount.device && isWithin(mount.root, root));
  const [nearest] = candidates.sort((one, other) => other.root.length - one.root.length);
  if (nearest === undefined) return mount.root;
  const rest = nearest.root === '/' ? mount.root : mount.root.slice(nearest.root.length);
  return `${nearest.at === '/' ? '' : nearest.at}${rest === '/' ? '' : rest}` || '/';
}

function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}
