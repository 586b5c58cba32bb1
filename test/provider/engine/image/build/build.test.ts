import { buildImage } from '../../../../../provider/engine/image/build/build';
import { FakeEngine } from '../../fake-engine';

let engine: FakeEngine;

beforeEach(async () => { engine = await new FakeEngine().start(); });

afterEach(() => engine.stop());

/** Builds with an engine that reports a failure in its progress, and returns the error's detail. */
async function detailOf(failure: string): Promise<string> {
  const lines = [{ stream: 'the output\n' }, { errorDetail: { message: failure }, error: failure }];
  engine.answer = (_request, response) => response.end(lines.map((line) => JSON.stringify(line)).join('\n'));
  const build = buildImage(engine.connect(), { name: 'one', query: {}, credentials: [] });
  const error = await build.then(() => undefined, (reason: unknown) => reason);
  return (error as { diagnostics: { detail: string }[] }).diagnostics[0]!.detail;
}

test('a build returns the image that it made, also if somebody else gave its name to another one meanwhile', async () => {
  const [own, other] = ['1', '2'].map((digit) => `sha256:${digit.repeat(64)}`);
  engine.answer = ({ method, url = '' }, response) => {
    if (method === 'POST') return response.end([{ stream: 'done\n' }, { aux: { ID: own } }].map((line) => JSON.stringify(line)).join('\n'));
    return response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ Id: url.includes(own!) ? own : other }));
  };
  expect((await buildImage(engine.connect(), { name: 'one', query: {}, credentials: [] })).Id).toBe(own);
});

test('a build with a step that fails reports the step\'s output, and not that the engine was not reached', async () => {
  const detail = await detailOf('The command \'/bin/sh -c cat <<EOF | nonsense\' returned a non-zero code: 127');
  expect(detail).toMatch(/^The Docker Engine at \S+ \(a test\) reported this failure\.\n\nThe last lines of the build's output:/);
  expect(detail).toContain('the output');
});

test('a build that can\'t pull its base image gets the advice for that', async () => {
  expect(await detailOf('pull access denied for nothing, repository does not exist')).toContain('add a `registry_auth` block');
});
