interface Argument { readonly index: number; readonly value: number; readonly valueTwo?: number; readonly op: string }
interface Rule { readonly names: readonly string[]; readonly action: string; readonly args?: readonly Argument[]; readonly errnoRet?: number }

const ALLOW = 'SCMP_ACT_ALLOW';

// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET.
const NEW_NAMESPACES = 0x7e020000;
const AF_VSOCK = 40;
const ENOSYS = 38;

// Under which arguments the engine's own profile allows a call that it does not allow with any (moby, profiles/seccomp/default.json).
const CONDITIONS: { readonly [call: string]: ReadonlyArray<readonly Argument[]> } = {
  // No new namespaces: in a user namespace of one's own one is root, and reaches more of the kernel.
  clone: [[{ index: 0, value: NEW_NAMESPACES, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }]],
  // Only what keeps protections such as the random layout of memory.
  personality: [0x0, 0x0008, 0x20000, 0x20008, 0xffffffff].map((value) => [{ index: 0, value, op: 'SCMP_CMP_EQ' }]),
  // Virtual machines' sockets know no network namespace.
  socket: [[{ index: 0, value: AF_VSOCK, op: 'SCMP_CMP_NE' }]],
};

/** A profile in Docker's format that allows some calls and no others, each under the conditions that the engine's own profile sets for it. */
export function profileAllowing(calls: readonly string[]): object {
  const names = [...new Set(calls)].sort();
  const free = names.filter((name) => !(name in CONDITIONS));
  const rules: Rule[] = [
    ...free.length === 0 ? [] : [{ names: free, action: ALLOW }],
    ...names.flatMap((name) => (CONDITIONS[name] ?? []).map((args) => ({ names: [name], action: ALLOW, args }))),
    // Its flags lie in memory, where no profile sees them; a C library that hears that it is not there falls back to clone.
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
