import { Runtime } from '../../src';
import { isSandboxProgram, MICRO_VM_RUNTIMES, sandboxOf, SANDBOXED_RUNTIMES } from '../../src/shared/runtimes';

describe('sandboxOf', () => {
  test.each(['runsc', 'gvisor', 'io.containerd.runsc.v1', 'my-runsc', 'runsc-kvm', 'RUNSC', 'gVisor'])('%s is gVisor', (runtime) => {
    expect(sandboxOf(runtime)).toBe('gvisor');
  });

  test.each([
    'io.containerd.kata.v2', 'kata', 'kata-runtime', 'kata-qemu', 'io.containerd.kata-fc.v2', 'my-kata', 'kata_2', 'Kata', 'katacontainers',
    '/usr/local/bin/containerd-shim-kata-v2',
  ])('%s is Kata Containers', (runtime) => {
    expect(sandboxOf(runtime)).toBe('kata');
  });

  test.each(['', 'runc', 'io.containerd.runc.v2', 'crun', 'sysbox-runc', 'nvidia', 'katana', 'skatalog'])('%j is no sandbox', (runtime) => {
    expect(sandboxOf(runtime)).toBeUndefined();
  });

  test('recognizes each runtime that the policies SANDBOXED and MICRO_VM allow', () => {
    expect(MICRO_VM_RUNTIMES.map(sandboxOf)).toEqual(MICRO_VM_RUNTIMES.map(() => 'kata'));
    expect(SANDBOXED_RUNTIMES.every((runtime) => sandboxOf(runtime) !== undefined)).toBe(true);
  });

  test('agrees with the constants of Runtime', () => {
    expect([Runtime.RUNC, Runtime.RUNSC, Runtime.KATA].map(({ name }) => sandboxOf(name))).toEqual([undefined, 'gvisor', 'kata']);
    expect([Runtime.RUNSC, Runtime.KATA].every(({ name }) => SANDBOXED_RUNTIMES.includes(name))).toBe(true);
  });
});

test.each(['runsc', 'runsc-sandbox', 'qemu-system-x86_64', 'cloud-hypervisor', 'firecracker', 'containerd-shim-kata-v2', 'kata-runtime'])(
  '%s is the program of a sandbox', (program) => {
    expect(isSandboxProgram(program)).toBe(true);
  });

test.each(['sh', 'nginx', 'runc', 'katana', 'my-runsc', 'qemulator'])('%s is no program of a sandbox', (program) => {
  expect(isSandboxProgram(program)).toBe(false);
});
