/** The numbers of the system calls that are attempted, by the engine's name of the architecture (linux/unistd.h). */
const NUMBERS = {
  chdir: { amd64: 80, arm64: 49 },
  close: { amd64: 3, arm64: 57 },
  fallocate: { amd64: 285, arm64: 47 },
  getdents64: { amd64: 217, arm64: 61 },
  getsockopt: { amd64: 55, arm64: 209 },
  ioctl: { amd64: 16, arm64: 29 },
  lseek: { amd64: 8, arm64: 62 },
  openat: { amd64: 257, arm64: 56 },
  read: { amd64: 0, arm64: 63 },
  recvfrom: { amd64: 45, arm64: 207 },
  sendto: { amd64: 44, arm64: 206 },
  socket: { amd64: 41, arm64: 198 },
  statfs: { amd64: 137, arm64: 43 },
  statx: { amd64: 332, arm64: 291 },
  unlinkat: { amd64: 263, arm64: 35 },
  unshare: { amd64: 272, arm64: 97 },
  write: { amd64: 1, arm64: 64 },
} as const;

/** The number of the first file that a program opens. The next ones follow, if the ones before were opened. */
export const FIRST_FILE = 3;

/** Where the program loads its argument. */
export const DATA = 0x600000;

/** The limit of its argument, in bytes: twice as many digits fit into an argument. */
const MOST = 65_535;

/** In bytes: a 64-bit word, and the record of a call. */
const WORD = 8;
const RECORD = 7 * WORD;

/** The names of the errors that an attempt meets, by number (asm-generic/errno.h). Those of this machine may have other numbers. */
const ERRORS: { readonly [errno: number]: string } = {
  1: 'EPERM',
  2: 'ENOENT',
  6: 'ENXIO',
  9: 'EBADF',
  11: 'EAGAIN',
  12: 'ENOMEM',
  13: 'EACCES',
  16: 'EBUSY',
  17: 'EEXIST',
  19: 'ENODEV',
  20: 'ENOTDIR',
  22: 'EINVAL',
  25: 'ENOTTY',
  27: 'EFBIG',
  28: 'ENOSPC',
  30: 'EROFS',
  34: 'ERANGE',
  36: 'ENAMETOOLONG',
  38: 'ENOSYS',
  39: 'ENOTEMPTY',
  92: 'ENOPROTOOPT',
  93: 'EPROTONOSUPPORT',
  94: 'ESOCKTNOSUPPORT',
  95: 'EOPNOTSUPP',
  97: 'EAFNOSUPPORT',
  122: 'EDQUOT',
};

/** A system call. An argument is a number, or memory whose address is passed and to which the call may write. */
export interface SystemCall {
  readonly name: keyof typeof NUMBERS;
  readonly args: ReadonlyArray<number | Buffer>;
}

/** What a system call returned. */
export interface CallResult {
  /** A negative one is the negated number of an error. */
  readonly value: number;
  /** The content of the memory that was passed, in order, after the call. */
  readonly memory: readonly Buffer[];
}

/** Whether a call can be attempted on an architecture. */
export function canAttempt(architecture: string): architecture is 'amd64' | 'arm64' {
  return architecture in NUMBERS.socket;
}

/** Returns the argument with which the program makes calls. */
export function attemptArgument(calls: readonly SystemCall[], architecture: 'amd64' | 'arm64'): string {
  const { block, places } = layOut(calls);
  block.writeBigUInt64LE(BigInt(calls.length), 0);
  calls.forEach(({ name, args }, index) => {
    const words = [NUMBERS[name][architecture], ...args.map((arg, at) => typeof arg === 'number' ? arg : DATA + places[index]![at]!)];
    words.forEach((word, at) => block.writeBigInt64LE(BigInt(word), WORD + index * RECORD + at * WORD));
    args.forEach((arg, at) => { if (typeof arg !== 'number') arg.copy(block, places[index]![at]); });
  });
  return block.toString('hex');
}

/** Parses what the program printed: a result for each call. Throws if it printed less. */
export function attemptResults(output: Buffer, calls: readonly SystemCall[]): CallResult[] {
  const { block, places } = layOut(calls);
  if (output.length !== block.length) throw new Error(`The attempt printed ${output.length} bytes instead of ${block.length}`);
  return calls.map(({ args }, index) => ({
    value: Number(output.readBigInt64LE(WORD + index * RECORD)),
    memory: args.flatMap((arg, at) => {
      const place = places[index]![at]!;
      return typeof arg === 'number' ? [] : [output.subarray(place, place + arg.length)];
    }),
  }));
}

/** Returns the name of an error, as in the manual of the system call. */
export function errorName(result: number): string {
  return ERRORS[-result] ?? `error ${-result}`;
}

/** Returns a block for the calls, and where each of their arguments that is memory is in it. */
function layOut(calls: readonly SystemCall[]): { readonly block: Buffer; readonly places: ReadonlyArray<readonly number[]> } {
  let end = WORD + calls.length * RECORD;
  const places = calls.map(({ args }) => args.map((arg) => {
    const place = end;
    if (typeof arg !== 'number') end += Math.ceil(arg.length / WORD) * WORD;
    return place;
  }));
  if (end > MOST) throw new Error(`The calls need ${end} bytes, and at most ${MOST} fit`);
  return { block: Buffer.alloc(end), places };
}
