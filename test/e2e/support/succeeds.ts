import { Outcome } from './workspace';

/** Waits for a terraform command, and throws what it printed if it fails. */
export async function succeeds(outcome: Promise<Outcome>): Promise<void> {
  const { ok, output } = await outcome;
  if (!ok) throw new Error(output);
}
