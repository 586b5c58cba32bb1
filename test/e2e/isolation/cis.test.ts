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

/** Checks that the engine and its kernel decide, not the container. */
const OF_THE_HOST = ['5.1', '5.2', '5.3'];

function describeStack(within: TerraformStack): void {
  const host = ContainerHost.fromEnvironment(within, 'host');
  const image = BaseImage.fromRegistry('busybox:latest');
  const plain = { image, command: ['sleep', '1000'], stopSignal: 'SIGKILL' };
  host.addContainer('plain', plain);
  host.addContainer('published', plain).connections.allowFromHost(Port.tcp(80));
  // Adds the two settings that only the author can know.
  host.addContainer('all', {
    ...plain, user: '65532:65532', isolation: IsolationPolicy.RESTRICTED, healthCheck: HealthCheck.exec(['true']),
  });
}

beforeAll(async () => {
  stack.synthesize(describeStack);
  await stack.apply();
  const notOurs = BENCH.filter((check) => check.notOurs !== undefined);
  console.log(notOurs.map(({ id, title, notOurs: reason }) => `CIS ${id}, ${title}: ${reason}`).join('\n'));
});

afterAll(() => stack.destroy());

const inspect = (which: string) => docker.getContainer(`${NAME}-host-${which}`).inspect();

/** Returns the IDs of the checks that a container fails. */
async function failures(which: string): Promise<string[]> {
  const container = await inspect(which);
  return BENCH.filter(({ passes }) => passes !== undefined && !passes(container)).map(({ id }) => id);
}

test('default props pass every check that the library can satisfy', async () => {
  const ours = BENCH.filter(({ notOurs }) => notOurs === undefined).map(({ id }) => id);
  expect(ours).toHaveLength(23);
  expect((await failures('plain')).filter((id) => ours.includes(id))).toEqual([]);
  // 5.9 fails for any published port, and `allowFromHost` publishes one.
  expect((await failures('published')).filter((id) => ours.includes(id))).toEqual(['5.9']);
});

test('with a health check and RESTRICTED, only checks that the host decides fail', async () => {
  expect((await failures('all')).filter((id) => !OF_THE_HOST.includes(id))).toEqual([]);
});

test.each(['plain', 'published', 'all'])('the attestation of the container %s gives the same results', async (which) => {
  const { Id: id } = await inspect(which);
  const engine = new Engine(resolveEndpoint({}, process.env));
  const options = { probe: true, fresh: true, signal: new AbortController().signal };
  const { containers: [report] } = await attest(engine, [{ id, name: which, wanted: {}, exemptions: [] }], options);
  const attested = report!.cis;
  expect(attested.map((check) => check.id)).toEqual(BENCH.map((check) => check.id));
  const warned = attested.filter(({ result }) => result === 'warn').map((check) => check.id);
  const judged = attested.filter(({ result }) => result !== 'not ours').map((check) => check.id);
  expect(warned).toEqual((await failures(which)).filter((each) => judged.includes(each)));
  // The attestation does not judge checks that no setting of a container decides, or that are up to the author.
  expect(BENCH.filter(({ id: each, passes }) => passes !== undefined && !judged.includes(each)).map((check) => check.id))
    .toEqual(['5.2', '5.3', ...which === 'published' ? ['5.9'] : []]);
});

test('the example\'s README lists the checks that the library can\'t satisfy', () => {
  const readme = readFileSync(join(__dirname, '../../../examples/isolation/README.md'), 'utf8');
  const missing = BENCH.filter(({ id, notOurs }) => notOurs !== undefined && !readme.includes(`| ${id} `));
  expect(missing.map(({ id }) => id)).toEqual([]);
});
