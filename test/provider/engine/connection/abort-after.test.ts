import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../../../../dev/machine/wait-until';
import { abortAfter } from '../../../../provider/engine/connection/abort-after';
import { collectGarbage } from '../collect-garbage';

test('a signal aborts after its time, also if nothing else refers to it', async () => {
  let reason: unknown;
  (() => {
    const signal = abortAfter(new AbortController().signal, 300, () => new Error('too late'));
    signal.addEventListener('abort', () => { reason = signal.reason; });
  })();
  await sleep(50);
  collectGarbage();
  await waitUntil('the signal has aborted', () => reason !== undefined, 10);
  expect(reason).toEqual(new Error('too late'));
});

test('and with the signal that it adds to', () => {
  const controller = new AbortController();
  const signal = abortAfter(controller.signal, 100_000);
  controller.abort(new Error('stopped'));
  expect(signal.reason).toEqual(new Error('stopped'));
});
