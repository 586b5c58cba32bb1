/** What the three parts of a life took, in seconds. */
export interface Times {
  readonly apply: number;
  readonly plan: number;
  readonly destroy: number;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
