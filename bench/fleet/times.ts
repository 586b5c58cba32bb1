import { median } from '../measure';

/** The measured commands. */
export type Part = 'apply' | 'plan' | 'destroy';

/** The time of each part, in seconds. */
export type Times = { readonly [part in Part]: number };

/** The time of a command: in seconds, and in seconds of processor time, which matters when all processors are busy. */
export interface Step {
  readonly seconds: number;
  readonly terraform: number;
  readonly provider: number;
}

export type Life = { readonly [part in Part]: Step };

export function medianStep(steps: readonly Step[]): Step {
  const each = (what: keyof Step) => median(steps.map((step) => step[what]));
  return { seconds: each('seconds'), terraform: each('terraform'), provider: each('provider') };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
