import { Argument, CONDITIONS } from '../shared/controls/seccomp-conditions';

interface Rule {
  readonly names: readonly string[];
  readonly action: string;
  readonly args?: readonly Argument[];
  readonly errnoRet?: number;
}

const ALLOW = 'SCMP_ACT_ALLOW';

const ENOSYS = 38;

/** What differs from the engine's default profile, besides the calls that are not allowed. */
export interface Exceptions {
  /** Calls that fail as on a kernel that does not have them. @default - none */
  readonly absent?: readonly string[];
  /** Calls that are allowed whatever their arguments. @default - none */
  readonly unconditional?: readonly string[];
}

/** Returns a profile in Docker's format that allows only some calls, each under the conditions of the engine's default profile. */
export function profileAllowing(calls: readonly string[], { absent = [], unconditional: free = [] }: Exceptions = {}): object {
  const names = [...new Set(calls)].sort();
  const conditional = names.filter((name) => CONDITIONS.has(name) && !free.includes(name));
  const unconditional = names.filter((name) => !conditional.includes(name));
  // The flags of clone3 are in memory, where a profile cannot check them. On ENOSYS, C libraries fall back to clone.
  const missing = [...absent, ...names.includes('clone') && !names.includes('clone3') ? ['clone3'] : []];
  const rules: Rule[] = [
    ...unconditional.length === 0 ? [] : [{ names: unconditional, action: ALLOW }],
    ...conditional.flatMap((name) => CONDITIONS.get(name)!.map((condition) => ({ names: [name], action: ALLOW, args: [condition] }))),
    ...missing.length === 0 ? [] : [{ names: missing, action: 'SCMP_ACT_ERRNO', errnoRet: ENOSYS }],
  ];
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    archMap: [
      { architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86', 'SCMP_ARCH_X32'] },
      { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: ['SCMP_ARCH_ARM'] },
    ],
    syscalls: rules,
  };
}
