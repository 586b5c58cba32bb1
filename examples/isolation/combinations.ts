import { IsolationPolicy, Runtime } from 'cdktf-berth';

/** The privilege axis, from the weakest to the strictest. */
export const PRIVILEGES = ['PRIVILEGED', 'BASELINE', 'RESTRICTED'] as const;
/** The kernel axis without `MICRO_VM`, which requires hardware virtualization and an engine with Kata. */
export const KERNELS = ['SHARED', 'SANDBOXED'] as const;

export type Privilege = (typeof PRIVILEGES)[number];
export type Kernel = (typeof KERNELS)[number];

/** A point on both axes. */
export interface Combination {
  readonly privilege: Privilege;
  readonly kernel: Kernel;
}

export const COMBINATIONS: readonly Combination[] = KERNELS.flatMap((kernel) => PRIVILEGES.map((privilege) => ({ privilege, kernel })));

/** Returns the combination's part of the container names. */
export function nameOf({ privilege, kernel }: Combination): string {
  return `${privilege}-${kernel}`.toLowerCase();
}

export function policyOf({ privilege, kernel }: Combination): IsolationPolicy {
  return IsolationPolicy[privilege].meet(IsolationPolicy[kernel]);
}

export function runtimeOf({ kernel }: Combination): Runtime {
  return kernel === 'SHARED' ? Runtime.RUNC : Runtime.RUNSC;
}
