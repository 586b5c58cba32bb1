import waitFor from 'p-wait-for';

/**
 * Polls a condition until it is true, and fails after a timeout.
 *
 * @param what       names the condition in the error: `the Docker Engine answers`
 * @param condition  ends the wait at once if it throws
 * @param seconds    the timeout
 */
export async function waitUntil(what: string, condition: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  try {
    await waitFor(condition, { interval: 100, timeout: seconds * 1000 });
  } catch (error) {
    if ((error as Error).name !== 'TimeoutError') throw error;
    throw new Error(`Timed out after ${seconds} s waiting until ${what}`, { cause: error });
  }
}
