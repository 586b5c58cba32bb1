import { containersToAttest } from '../../../provider/attestation/schema';
import { mayExist } from '../../../provider/attestation/tasks';
import { FakeEngine } from '../engine/fake-engine';

const SERVICE = 'a'.repeat(25);
const { signal } = new AbortController();

let fake: FakeEngine;
let swarm: object;
let services: readonly object[];
let containers: readonly object[];

beforeEach(async () => {
  [swarm, services, containers] = [{ LocalNodeState: 'active', ControlAvailable: true }, [], []];
  fake = await new FakeEngine().start();
  fake.answer = ({ url = '' }, response) => {
    const answer = url.includes('/info') ? { Swarm: swarm } : url.includes('/services') ? services : containers;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  };
});
afterEach(() => fake.stop());

const attested = async () => {
  const service = [{ id: SERVICE, name: 'web', isolation_policy: null, isolation_exemptions: null }];
  const all = await containersToAttest({ attested_nodes: null, container: [], clone_set: [], service } as never, fake.connect(), signal);
  return all.map(({ name }) => name);
};

test('a service that its manager does not know does not pass for want of tasks', async () => {
  expect(await attested()).toEqual(['web (no such service)']);
});

test.each([
  ['a service without a task here', () => { services = [{ ID: SERVICE, Version: { Index: 1 }, Spec: { Name: 'web' } }]; }],
  ['a service of which a worker knows nothing', () => { swarm = { LocalNodeState: 'active', ControlAvailable: false }; }],
])('%s may have tasks elsewhere', async (_, change) => {
  change();
  expect(await attested()).toEqual([]);
});

test('an engine in no swarm has no service', async () => {
  swarm = { LocalNodeState: 'inactive' };
  expect(await mayExist(fake.connect(), SERVICE, signal)).toBe(false);
});
