import { setTimeout as pause } from 'node:timers/promises';

/** How long a server may take to answer. */
const PATIENCE = 2_000;

/** The pause between two requests. */
const PAUSE = 20;

/** What became of requests. */
export interface Requests {
  readonly sent: number;
  /** Those that no server answered: after how many milliseconds, and what became of each attempt. */
  readonly lost: readonly string[];
  /** The longest time between two answers, in milliseconds. */
  readonly longestGap: number;
}

/**
 * Sends one request after the other while something happens, as a load balancer does: to the server that answered last, and to the next one
 * if that does not answer.
 */
export async function requestsWhile(addresses: readonly string[], happens: () => Promise<unknown>): Promise<Requests> {
  const begin = performance.now();
  const lost: string[] = [];
  let [isOver, sent, current, longestGap, last] = [false, 0, 0, 0, begin];
  const loop = (async () => {
    while (!isOver) {
      sent += 1;
      const problems: string[] = [];
      for (let attempt = 0; attempt < addresses.length; attempt++) {
        const problem = await problemOf(addresses[current]!);
        if (problem === undefined) break;
        problems.push(problem);
        current = (current + 1) % addresses.length;
      }
      const now = performance.now();
      if (problems.length === addresses.length) lost.push(`${Math.round(now - begin)} ms: ${problems.join(', ')}`);
      else [longestGap, last] = [Math.max(longestGap, now - last), now];
      await pause(PAUSE);
    }
  })();
  try {
    await happens();
  } finally {
    isOver = true;
    await loop;
  }
  return { sent, lost, longestGap: Math.max(longestGap, performance.now() - last) };
}

/** Sends a request, and returns why it was not answered. */
async function problemOf(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    await response.text();
    return response.ok ? undefined : `${response.status}`;
  } catch (error) {
    const { name, cause } = error as Error & { readonly cause?: { readonly code?: string } };
    return cause?.code ?? name;
  }
}
