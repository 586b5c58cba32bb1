import { Readable } from 'node:stream';
import { readWhole } from '../../../../provider/engine/connection/answers';
import { inspectContainer } from '../../../../provider/engine/inspect';
import { linesOf } from '../../../../provider/engine/lines';
import { readTail } from '../../../../provider/engine/output-tail';
import { FakeEngine } from '../fake-engine';

let fake: FakeEngine;

beforeEach(async () => {
  fake = await new FakeEngine().start();
});

afterEach(() => fake.stop());

test.each([200, 500])('an answer without an end, with status %d, is an error before it takes the memory', async (status) => {
  let sent = 0;
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  fake.answer = (_request, response) => {
    response.writeHead(status);
    Readable.from((function* () { for (;; sent += 1) yield chunk; })()).pipe(response);
  };
  await expect(inspectContainer(fake.connect(), 'web', { timeout: 60_000 })).rejects.toMatchObject({
    message: 'Could not inspect container "web": the answer is longer than 16 MiB',
    diagnostics: [{ detail: expect.stringContaining('No Docker Engine sends that much.') }],
  });
  expect(sent).toBeLessThan(64);
});

test('an error answer that is nested too deeply to be shown is an error of that request alone', async () => {
  fake.answer = (_request, response) => {
    response.writeHead(500, { 'Content-Type': 'application/json' }).end(`${'{"message":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
  };
  await expect(inspectContainer(fake.connect(), 'web')).rejects.toMatchObject({
    message: expect.stringContaining('the answer can\'t be read'),
  });
});

test('an endless stream of events, an endless frame of output, and endless output of a probe end the reading', async () => {
  const endless = () => Readable.from((function* () { for (;;) yield Buffer.alloc(1024 * 1024, 'x'); })());
  await expect((async () => { for await (const line of linesOf(endless(), 'the events')) expect(line).toBe(''); })())
    .rejects.toThrow('a line of the events is longer than 1048576 characters');
  await expect(readTail(endless(), false)).rejects.toThrow('one write of the container is longer than 16 MiB');
  await expect(readWhole(endless(), 'the output')).rejects.toThrow('the output is longer than 16 MiB');
});
