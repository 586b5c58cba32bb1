/** A condition on one argument of a system call, as in Docker's format. */
export interface Argument {
  readonly index: number;
  readonly value: number;
  /** What the masked argument must equal, for `SCMP_CMP_MASKED_EQ`. @default 0 */
  readonly valueTwo?: number;
  readonly op: string;
}

// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET.
const NEW_NAMESPACES = 0x7e020000;

// Address families above 11 that the default profile allows. AF_ALG (38) reaches the kernel's ciphers, AF_VSOCK (40) ignores network
// namespaces, and the others that are missing are obsolete.
const FAMILIES = [13, 14, 15, 16, 17, 18, 21, 22, 24, 26, 27, 28, 29, 30, 31, 32, 33, 35, 36, 39, 41, 42, 43, 44, 45];

/**
 * The calls that the engine's default profile allows only with some arguments: each list has the conditions of which one has to hold
 * (moby/profiles, seccomp/default.json). These are the conditions of the newest engines. Older ones allow more sockets.
 */
export const CONDITIONS: ReadonlyMap<string, readonly Argument[]> = new Map<string, readonly Argument[]>([
  // No new namespaces: a process is root in a new user namespace, and so reaches more of the kernel.
  ['clone', [{ index: 0, value: NEW_NAMESPACES, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }]],
  // Only values that leave protections on, such as the random layout of memory.
  ['personality', [0x0, 0x0008, 0x20000, 0x20008, 0xffffffff].map((value) => ({ index: 0, value, op: 'SCMP_CMP_EQ' }))],
  // No list of what is forbidden: the kernel ignores the upper half of the argument, which a filter compares.
  ['socket', [
    { index: 0, value: 12, op: 'SCMP_CMP_LT' }, ...FAMILIES.map((value) => ({ index: 0, value, op: 'SCMP_CMP_EQ' })),
  ]],
]);

/** The architectures on which `clone` has its flags in the second argument (clone(2)), as Go names them. */
export const S390: readonly string[] = ['s390', 's390x'];

const CLONE_ON_S390 = CONDITIONS.get('clone')!.map((condition) => ({ ...condition, index: 1 }));

function isForS390(architectures: readonly string[]): boolean {
  return architectures.length > 0 && architectures.every((each) => S390.includes(each));
}

/**
 * Returns whether a rule allows a call only under the conditions of the engine's default profile, or stricter ones. A rule with several
 * arguments counts as weaker: the runtime reads two conditions on one argument as alternatives.
 *
 * @param args the `args` of the rule, with the names of members in lower case
 * @param architectures the only architectures on which the rule counts. @default - all
 */
export function isConditional(call: string, args: unknown, architectures: readonly string[] = []): boolean {
  const conditions = isForS390(architectures) && call === 'clone' ? CLONE_ON_S390 : CONDITIONS.get(call);
  if (conditions === undefined) return true;
  const given = Array.isArray(args) && args.length === 1 ? readArgument(args[0]) : undefined;
  return given !== undefined && conditions.some((condition) => given.index === condition.index && implies(given, condition));
}

/** Reads an argument whose values are numbers of 32 bits, as many as the kernel reads of these calls. */
function readArgument(given: unknown): Argument | undefined {
  const { index = 0, value = 0, valuetwo: valueTwo = 0, op } = (given ?? {}) as { readonly [member: string]: unknown };
  if (![index, value, valueTwo].every(isWord) || typeof op !== 'string') return undefined;
  return { index, value, valueTwo, op } as Argument;
}

function isWord(value: unknown): boolean {
  return Number.isInteger(value) && value as number >= 0 && value as number <= 0xffffffff;
}

/** Returns whether a condition only holds where the other one holds. */
function implies(given: Argument, { op, value, valueTwo = 0 }: Argument): boolean {
  const isMasked = given.op === 'SCMP_CMP_MASKED_EQ';
  switch (op) {
    case 'SCMP_CMP_EQ': return given.op === op && given.value === value;
    case 'SCMP_CMP_LT': return (given.op === op && given.value <= value) || (/^SCMP_CMP_(EQ|LE)$/.test(given.op) && given.value < value);
    case 'SCMP_CMP_MASKED_EQ': return given.op === 'SCMP_CMP_EQ'
      ? masked(given.value, value) === valueTwo
      : isMasked && masked(given.value, value) === value && masked(given.valueTwo ?? 0, value) === valueTwo;
    default: return false;
  }
}

function masked(value: number, mask: number): number {
  // As big numbers, since the operator of ordinary ones returns a signed number of 32 bits.
  // eslint-disable-next-line no-bitwise
  return Number(BigInt(value) & BigInt(mask));
}
