/** The name of gVisor's runtime, as gVisor's documentation registers it. */
export const GVISOR_RUNTIME = 'runsc';

/** The containerd shim of Kata Containers, which Docker Engine 23 and newer find by this name. */
export const KATA_RUNTIME = 'io.containerd.kata.v2';

/** The runtimes whose containers have a kernel of their own behind a hardware boundary, by their usual names. */
export const MICRO_VM_RUNTIMES = [KATA_RUNTIME, 'kata', 'kata-clh', 'kata-fc', 'kata-qemu', 'kata-runtime'];

/** gVisor's runtimes, by their usual names. */
export const GVISOR_RUNTIMES = ['gvisor', 'io.containerd.runsc.v1', GVISOR_RUNTIME];

/**
 * The runtimes whose containers make no system calls to the host's kernel, by their usual names. A policy allows runtimes by
 * exact name: an engine can register any program under a name that only looks like one of these.
 */
export const SANDBOXED_RUNTIMES = [...GVISOR_RUNTIMES, ...MICRO_VM_RUNTIMES];

/** The kinds of sandbox that Berth knows. */
export type Sandbox = 'gvisor' | 'kata';

const GVISOR = /runsc|gvisor/i;
// "kata" also occurs within other words, such as "katana".
const KATA = /(?<![a-z])kata(containers)?(?![a-z])/i;

/**
 * Returns the kind of sandbox that a runtime creates, judged by its name; undefined for a runtime on the host's kernel. An
 * engine's settings choose the name, so names that contain a known one count too: "runsc-kvm", "my-runsc",
 * "/usr/local/bin/containerd-shim-kata-v2".
 */
export function sandboxOf(runtime: string): Sandbox | undefined {
  if (GVISOR.test(runtime)) return 'gvisor';
  return KATA.test(runtime) ? 'kata' : undefined;
}

/** The runtimes that every engine has itself, on the host's kernel. No owner of an engine can give their names to other programs. */
const BUILT_IN_RUNTIMES: readonly string[] = [
  '', 'runc', 'io.containerd.runc.v1', 'io.containerd.runc.v2', 'io.containerd.runtime.v1.linux',
];

/** Returns whether a runtime may be a sandbox: the owner of an engine chooses its name, so the name shows nothing. */
export function mayBeSandbox(runtime: string): boolean {
  return !BUILT_IN_RUNTIMES.includes(runtime);
}

/**
 * Returns whether a program is the process of a sandbox: gVisor's, or one of the virtual machine monitors and shims that Kata
 * Containers uses.
 */
export function isSandboxProgram(program: string): boolean {
  return /^(runsc|qemu|cloud-hypervisor|firecracker|containerd-shim-kata|kata)(?![a-z])/.test(program);
}
