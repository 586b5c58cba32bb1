import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { whileAlive } from '../../../../provider/engine/connection/pulse';

const QUICK = { every: 5, silence: 50 };

/** Work that never ends by itself. */
async function endless(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}

test('work goes on as long as the engine answers', async () => {
  let pings = 0;
  const ping = async () => { pings += 1; };
  expect(await whileAlive(ping, QUICK, async () => {
    while (pings < 20) await sleep(5);
    return 'done';
  })).toBe('done');
});

test.each<[string, (signal: AbortSignal) => Promise<unknown>]>([
  ['answers nothing', endless],
  ['refuses connections', async () => { throw new Error('ECONNREFUSED'); }],
])('work ends if the engine %s', async (_, ping) => {
  await expect(whileAlive(ping, QUICK, endless)).rejects.toThrow('the engine has not answered any request for 0 s');
});

test('an engine that answers again in time counts as alive', async () => {
  let pings = 0;
  const ping = async () => {
    pings += 1;
    if (pings % 2 === 0) throw new Error('busy');
  };
  const work = async (signal: AbortSignal) => {
    while (pings < 20) await sleep(5);
    return signal.aborted;
  };
  expect(await whileAlive(ping, { every: 5, silence: 10_000 }, work)).toBe(false);
});

test('an abort from outside ends the work with its reason, and nothing is asked any more', async () => {
  const outer = new AbortController();
  let pings = 0;
  const working = whileAlive(async () => { pings += 1; }, { ...QUICK, signal: outer.signal }, endless);
  outer.abort(new Error('interrupted'));
  await expect(working).rejects.toThrow('interrupted');
  const before = pings;
  await sleep(50);
  expect(pings).toBe(before);
});
