/**
 * Asks until the answer is yes, and fails when it takes too long.
 *
 * @param what     what is waited for, for the error: `the Docker Engine answers`
 * @param ask      whether it is so by now; throwing ends the wait at once
 * @param seconds  how long to wait before giving up
 */
export async function waitUntil(what: string, ask: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!await ask()) {
    if (Date.now() > end) throw new Error(`Waited ${seconds} s, and still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
