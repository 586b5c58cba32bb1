import { Engine } from '../../../provider/engine/engine';
import { limited } from '../../../provider/probe/at-once';

const [one, other] = [{}, {}] as [Engine, Engine];

test('as many of a kind are at work on an engine as may be, and others wait', async () => {
  let [busy, busiest] = [0, 0];
  const work = async () => {
    busiest = Math.max(busiest, busy += 1);
    await new Promise(setImmediate);
    busy -= 1;
  };
  await Promise.all(Array.from({ length: 9 }, () => limited(one, 'attestation', 2, work)));
  expect(busiest).toBe(2);
  await Promise.all([limited(one, 'attestation', 2, work), limited(one, 'proof', 1, work), limited(other, 'proof', 1, work)]);
  expect(busiest).toBe(3);
});

test('one that fails makes room', async () => {
  const failing = limited(one, 'measurement', 1, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await limited(one, 'measurement', 1, async () => 'done')).toBe('done');
});
