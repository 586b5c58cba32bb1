import { AppliedDatacenter } from './applied-datacenter';
import { HOSTS } from '../../../examples/datacenter/stack';
import { docker } from '../engine/docker';
import { lostDuring } from '../front/load';
import { onEngine } from '../support/on-engine';

const NAME = 'e2e-datacenter';
const datacenter = new AppliedDatacenter(NAME, 21_790);

beforeAll(() => datacenter.prepare());
afterAll(() => datacenter.clean());

const sizes = (on: Record<string, string[]>) => Object.values(on).map(({ length }) => length);
const all = (on: Record<string, string[]>) => Object.values(on).flat().sort();

test('one apply makes three hosts, and fills them with a service behind one address', async () => {
  await datacenter.applied(HOSTS);
  const on = await datacenter.clones(HOSTS);
  expect(all(on)).toEqual(datacenter.namesOf(6));
  expect(sizes(on)).toEqual([2, 2, 2]);
  await datacenter.allAnswer(6);
  expect(await datacenter.isUpToDate()).toBe(true);
});

test('a host is drained while a client counts lost requests: none', async () => {
  expect(await lostDuring(datacenter.url, () => datacenter.applied(HOSTS, { drain: ['ssh'] }))).toEqual([]);
  const on = await datacenter.clones(HOSTS);
  expect(on.ssh).toEqual([]);
  expect(all(on)).toEqual(datacenter.namesOf(6));
  expect(await datacenter.isUpToDate()).toBe(true);
});

test('it is removed, and another one is added, without a lost request', async () => {
  expect(await lostDuring(datacenter.url, () => datacenter.applied(['tls', 'socket']))).toEqual([]);
  expect((await docker.listContainers({ all: true })).flatMap(({ Names: each }) => each)).not.toContain(`/${NAME}-sshengine-engine`);
  await datacenter.allAnswer(6);
  expect(await lostDuring(datacenter.url, () => datacenter.applied(HOSTS))).toEqual([]);
  expect(sizes(await datacenter.clones(HOSTS))).toEqual([2, 2, 2]);
  expect(await datacenter.isUpToDate()).toBe(true);
});

test('a host that is away for a whole apply is an error that names it, and one more apply does the rest', async () => {
  const engine = datacenter.engineOf('socket');
  await engine.pause();
  const { exitCode, stderr } = await datacenter.apply(HOSTS, { replicas: 9 }).finally(() => engine.unpause());
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/socket/);
  await datacenter.applied(HOSTS, { replicas: 9 });
  expect(all(await datacenter.clones(HOSTS))).toEqual(datacenter.namesOf(9));
  expect(await datacenter.isUpToDate()).toBe(true);
});

test('destroying it leaves nothing', async () => {
  expect(await datacenter.destroy()).toBe(0);
  expect(await onEngine(NAME)).toEqual([]);
});
