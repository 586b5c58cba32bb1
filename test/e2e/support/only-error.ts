import { Outcome } from './workspace';

/** Returns the only error of a plan or an apply that failed: its summary, and its detail on the next line. */
export function onlyError({ ok, diagnostics }: Outcome): string {
  expect(ok).toBe(false);
  expect(diagnostics).toHaveLength(1);
  return `${diagnostics[0]!.summary}\n${diagnostics[0]!.detail}`;
}
