/*
 * Parses what the kernel reports about a process.
 */

/** Returns the fields of /proc/PID/status by name. */
export function statusOf(text: string): ReadonlyMap<string, string> {
  return new Map(text.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
  }));
}

/** The capabilities of Linux, in the order of their numbers (linux/capability.h). */
const CAPABILITIES = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'LINUX_IMMUTABLE',
  'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT',
  'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE',
  'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP', 'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ',
  'PERFMON', 'BPF', 'CHECKPOINT_RESTORE',
];

/**
 * Returns the capabilities in a set of bits that is written in hexadecimal, or undefined if the text is no such set. A capability
 * without a name here is named by its number.
 */
export function capabilitiesOf(bits: string | undefined): string[] | undefined {
  if (bits === undefined || !/^[0-9a-f]{1,16}$/i.test(bits)) return undefined;
  const set = BigInt(`0x${bits}`);
  return Array.from({ length: 64 }, (_, number) => number)
    .filter((number) => (set >> BigInt(number) & 1n) === 1n)
    .map((number) => CAPABILITIES[number] ?? String(number))
    .sort();
}

/** Returns the hard value of a limit in /proc/PID/limits, or undefined if it is not there. */
export function hardLimit(text: string, name: string): number | 'unlimited' | undefined {
  const line = text.split('\n').find((one) => one.startsWith(name));
  const hard = line?.slice(name.length).trim().split(/\s+/)[1];
  if (hard === 'unlimited') return hard;
  return /^\d+$/.test(hard ?? '') ? Number(hard) : undefined;
}

/** Returns the number inside a user namespace of a user that has another number outside, or undefined if it has none inside. */
export function userWithin(outside: number, uidMap: string): number | undefined {
  for (const line of uidMap.trim().split('\n')) {
    const [inner = 0, outer = 0, length = 0] = line.trim().split(/\s+/).map(Number);
    if (outside >= outer && outside < outer + length) return inner + outside - outer;
  }
  return undefined;
}

/** One line of /proc/PID/mountinfo. */
export interface Mount {
  /** The device of the file system, as "major:minor". */
  readonly device: string;
  /** The path inside that file system that is mounted. */
  readonly root: string;
  /** The mount point. */
  readonly at: string;
  readonly readOnly: boolean;
  readonly type: string;
}

export function mountsOf(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , device, root, at, options] = before.split(' ');
    if (options === undefined) return [];
    return [{
      device: device!, root: unescaped(root!), at: unescaped(at!), readOnly: options.split(',').includes('ro'), type: after.split(' ')[0]!,
    }];
  });
}

/** Decodes the characters that would end a field, which the kernel writes as three octal digits. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

/**
 * Returns the path on the host of a container's mount, by the mounts of the host. If the host has not mounted that file system,
 * it returns the path inside it, since no more is known.
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

/** Returns the version that a kernel reports in /proc/version. */
export function kernelOf(version: string | undefined): string {
  return /^Linux version (\S+)/.exec(version ?? '')?.[1] ?? 'unknown version';
}
