import { createPack, writeEntry } from '../../../../../provider/engine/image/source/pack';
import { Inspect } from '../../../../../provider/resources/container/fields/fact';
import { lastOutput } from '../../../../../provider/resources/container/operations/logs';
import { FakeEngine } from '../../../engine/fake-engine';

let fake: FakeEngine;

beforeEach(async () => {
  fake = await new FakeEngine().start();
});

afterEach(() => fake.stop());

const OUTPUT = 'the token is oldTopSecret\n';
const inspect = { Id: 'web', Config: { Tty: true } } as Inspect;
const model = { secret_file: [{ file: '/run/token' }] };

/** @param status  of the answer with the secret file */
function answerWith(content: string, status = 200): void {
  fake.answer = ({ url = '' }, response) => {
    if (url.includes('/logs')) return response.end(OUTPUT);
    if (status !== 200) return response.writeHead(status).end('{"message":"no file"}');
    return createPack((pack) => writeEntry(pack, { name: 'token' }, content)).pipe(response);
  };
}

test('the output shows no content of a secret file that the configuration has no more', async () => {
  answerWith('oldTopSecret');
  expect(await lastOutput(fake.connect(), inspect, model)).toBe('The last lines of its output:\n  the token is (sensitive value)');
  expect(fake.asked).toContain('GET /v1.41/containers/web/archive?path=%2Frun%2Ftoken');
});

test('the output is shown if the container has removed its secret file, and only then', async () => {
  answerWith('', 404);
  expect(await lastOutput(fake.connect(), inspect, model)).toContain('the token is');
  answerWith('', 500);
  expect(await lastOutput(fake.connect(), inspect, model)).toMatch(/^Its output can't be read: Could not read the secret file/);
  answerWith('long'.repeat(1024 * 1024));
  expect(await lastOutput(fake.connect(), inspect, model)).toMatch(/^Its output can't be read: .*longer than/);
});

test('a container without secret files is asked only for its output', async () => {
  answerWith('');
  await lastOutput(fake.connect(), inspect, { secret_file: [] });
  expect(fake.asked.filter((asked) => asked !== 'GET /version')).toHaveLength(1);
});
