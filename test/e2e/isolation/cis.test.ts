import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { BENCH } from './docker-bench';
import { attest } from '../../../provider/attestation/attest';
import { resolveEndpoint } from '../../../provider/engine/endpoint/resolve';
import { Engine } from '../../../provider/engine/engine';
import { BaseImage, ContainerHost, HealthCheck, IsolationPolicy, Port } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';

const NAME = 'e2e-cis';
const stack = new AppliedStack(NAME);

/** Decided by the engine and its kernel, not by the container. */
const OF_THE_HOST = ['5.1', '5.2', '5.3'];

function describeStack(within: TerraformStack): void {
  const host = ContainerHost.fromEnvironment(within, 'host');
  const plain = { image: BaseImage.fromRegistry('busybox:latest', { keepLocally: true }), command: ['sleep', '1000'], stopSignal: 'SIGKILL' };
  host.addContainer('plain', plain);
  host.addContainer('published', plain).connections.allowFromHost(Port.tcp(80));
  // With the two things that only its author can know.
  host.addContainer('all', { ...plain, user: '65532:65532', isolation: IsolationPolicy.RESTRICTED, healthCheck: HealthCheck.exec(['true']) });
}

beforeAll(async () => {
  stack.synthesize(describeStack);
  await stack.apply();
  console.log(BENCH.filter(({ notOurs }) => notOurs !== undefined).map(({ id, title, notOurs }) => `CIS ${id}, ${title}: ${notOurs}`).join('\n'));
});

afterAll(() => stack.destroy());

const inspect = (which: string) => docker.getContainer(`${NAME}-host-${which}`).inspect();

/** The checks that a container does not pass. */
async function failures(which: string): Promise<string[]> {
  const container = await inspect(which);
  return BENCH.filter(({ passes }) => passes !== undefined && !passes(container)).map(({ id }) => id);
}

test('with default props every check passes that is ours to satisfy', async () => {
  const ours = BENCH.filter(({ notOurs }) => notOurs === undefined).map(({ id }) => id);
  expect(ours).toHaveLength(23);
  expect((await failures('plain')).filter((id) => ours.includes(id))).toEqual([]);
  // That there is a port at all is what `allowFromHost` is for.
  expect((await failures('published')).filter((id) => ours.includes(id))).toEqual(['5.9']);
});

test('with a health check and RESTRICTED, only what the host decides is left', async () => {
  expect((await failures('all')).filter((id) => !OF_THE_HOST.includes(id))).toEqual([]);
});

test.each(['plain', 'published', 'all'])('the attestation of the container %s comes to the same', async (which) => {
  const { Id: id } = await inspect(which);
  const engine = new Engine(resolveEndpoint({}, process.env));
  const options = { probe: true, fresh: true, signal: new AbortController().signal };
  const { containers: [report] } = await attest(engine, [{ id, name: which, wanted: {}, exemptions: [] }], options);
  const attested = report!.cis;
  expect(attested.map((check) => check.id)).toEqual(BENCH.map((check) => check.id));
  const warned = attested.filter(({ result }) => result === 'warn').map((check) => check.id);
  const judged = attested.filter(({ result }) => result !== 'not ours').map((check) => check.id);
  expect(warned).toEqual((await failures(which)).filter((each) => judged.includes(each)));
  // What it leaves open nothing of a container decides, or is the author's to judge.
  expect(BENCH.filter(({ id: each, passes }) => passes !== undefined && !judged.includes(each)).map((check) => check.id))
    .toEqual(['5.2', '5.3', ...which === 'published' ? ['5.9'] : []]);
});

test('the example\'s README lists what is not ours', () => {
  const readme = readFileSync(join(__dirname, '../../../examples/isolation/README.md'), 'utf8');
  const missing = BENCH.filter(({ id, notOurs }) => notOurs !== undefined && !readme.includes(`| ${id} `));
  expect(missing.map(({ id }) => id)).toEqual([]);
});
