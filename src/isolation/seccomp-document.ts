import { Argument, CONDITIONS } from '../shared/controls/seccomp-conditions';

interface Rule {
  readonly names: readonly string[];
  readonly action: string;
  readonly args?: readonly Argument[];
  readonly errnoRet?: number;
}

const ALLOW = 'SCMP_ACT_ALLOW';

const ENOSYS = 38;

/**
 * Returns a profile in Docker's format that allows only some calls, each under the conditions of the engine's default profile.
 *
 * @param absent calls that fail as on a kernel that does not have them
 */
export function profileAllowing(calls: readonly string[], absent: readonly string[] = []): object {
  const names = [...new Set(calls)].sort();
  const unconditional = names.filter((name) => !CONDITIONS.has(name));
  // The flags of clone3 are in memory, where a profile cannot check them. On ENOSYS, C libraries fall back to clone.
  const missing = [...absent, ...names.includes('clone') && !names.includes('clone3') ? ['clone3'] : []];
  const rules: Rule[] = [
    ...unconditional.length === 0 ? [] : [{ names: unconditional, action: ALLOW }],
    ...names.flatMap((name) => (CONDITIONS.get(name) ?? []).map((condition) => ({ names: [name], action: ALLOW, args: [condition] }))),
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
