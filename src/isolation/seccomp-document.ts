interface Argument { readonly index: number; readonly value: number; readonly valueTwo?: number; readonly op: string }
interface Rule {
  readonly names: readonly string[];
  readonly action: string;
  readonly args?: readonly Argument[];
  readonly errnoRet?: number;
}

const ALLOW = 'SCMP_ACT_ALLOW';

// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET.
const NEW_NAMESPACES = 0x7e020000;
const AF_VSOCK = 40;
const ENOSYS = 38;

// The calls that the engine's default profile allows only with some arguments (moby, profiles/seccomp/default.json).
const CONDITIONS: { readonly [call: string]: ReadonlyArray<readonly Argument[]> } = {
  // No new namespaces: a process is root in a new user namespace, and so reaches more of the kernel.
  clone: [[{ index: 0, value: NEW_NAMESPACES, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }]],
  // Only values that leave protections on, such as the random layout of memory.
  personality: [0x0, 0x0008, 0x20000, 0x20008, 0xffffffff].map((value) => [{ index: 0, value, op: 'SCMP_CMP_EQ' }]),
  // Sockets of virtual machines ignore network namespaces.
  socket: [[{ index: 0, value: AF_VSOCK, op: 'SCMP_CMP_NE' }]],
};

/** Returns a profile in Docker's format that allows only some calls, each under the conditions of the engine's default profile. */
export function profileAllowing(calls: readonly string[]): object {
  const names = [...new Set(calls)].sort();
  const unconditional = names.filter((name) => !(name in CONDITIONS));
  const rules: Rule[] = [
    ...unconditional.length === 0 ? [] : [{ names: unconditional, action: ALLOW }],
    ...names.flatMap((name) => (CONDITIONS[name] ?? []).map((args) => ({ names: [name], action: ALLOW, args }))),
    // The flags of clone3 are in memory, where a profile cannot check them. On ENOSYS, C libraries fall back to clone.
    ...names.includes('clone') && !names.includes('clone3') ? [{ names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: ENOSYS }] : [],
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
