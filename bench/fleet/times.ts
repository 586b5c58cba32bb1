import { ProcessorTime } from './processor-time';

/** The parts of a life. */
export type Part = 'apply' | 'plan' | 'destroy';

/** What each part took, in seconds. */
export type Times = { readonly [part in Part]: number };

/** What each part took of terraform and the provider. */
export type Life = { readonly [part in Part]: ProcessorTime & { readonly seconds: number } };

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
