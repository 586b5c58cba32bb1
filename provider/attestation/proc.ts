/*
 * Parsers for files in /proc.
 */

/** Parses /proc/PID/status to its fields by name. */
export function parseStatus(text: string): ReadonlyMap<string, string> {
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
 * Parses a hexadecimal bit set of capabilities. Returns undefined if the text is not one. A capability that is not in the list above is
 * named by its number.
 */
export function parseCapabilities(bits: string | undefined): string[] | undefined {
  if (bits === undefined || !/^[0-9a-f]{1,16}$/i.test(bits)) return undefined;
  const set = BigInt(`0x${bits}`);
  return Array.from({ length: 64 }, (_, number) => number)
    .filter((number) => (set >> BigInt(number) & 1n) === 1n)
    .map((number) => CAPABILITIES[number] ?? String(number))
    .sort();
}

/** Parses the hard value of a limit in /proc/PID/limits. Returns undefined if there is none. */
export function parseHardLimit(text: string, name: string): number | 'unlimited' | undefined {
  const line = text.split('\n').find((one) => one.startsWith(name));
  const hard = line?.slice(name.length).trim().split(/\s+/)[1];
  if (hard === 'unlimited') return hard;
  return /^\d+$/.test(hard ?? '') ? Number(hard) : undefined;
}

/** Maps a user id of the host to the id inside a user namespace, by its uid_map. Returns undefined if it is not mapped. */
export function userIdInNamespace(hostId: number, uidMap: string): number | undefined {
  for (const line of uidMap.trim().split('\n')) {
    const [inner = 0, outer = 0, length = 0] = line.trim().split(/\s+/).map(Number);
    if (hostId >= outer && hostId < outer + length) return inner + hostId - outer;
  }
  return undefined;
}

/** Parses the version of the kernel from /proc/version. */
export function parseKernelVersion(version: string | undefined): string {
  return /^Linux version (\S+)/.exec(version ?? '')?.[1] ?? 'unknown version';
}
