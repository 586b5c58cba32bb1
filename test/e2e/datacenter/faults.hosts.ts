import { setTimeout as sleep } from 'node:timers/promises';
import { AppliedDatacenter, Step } from './applied-datacenter';
import { waitUntil } from '../../../dev/machine/wait-until';
import { HostName, HOSTS } from '../../../examples/datacenter/stack';
import { onEngine } from '../support/on-engine';

jest.setTimeout(10 * 60_000);

const NAME = 'e2e-faults';
const datacenter = new AppliedDatacenter(NAME, 21_791);

beforeAll(() => datacenter.prepare());
afterAll(() => datacenter.clean());

interface StepOfHosts extends Step {
  /** The hosts after this step. @default - all */
  readonly hosts?: readonly HostName[];
}

/** Checks that an apply leads to the declared state, and leaves nothing over. */
async function expectDeclared({ hosts = HOSTS, drain = [], replicas = 6 }: StepOfHosts): Promise<void> {
  await datacenter.applied(hosts, { drain, replicas });
  expect(await datacenter.engines()).toEqual([...hosts].sort());
  const on = await datacenter.clones(hosts);
  expect(Object.values(on).flat().sort()).toEqual(datacenter.namesOf(replicas));
  for (const host of drain) expect(on[host]).toEqual([]);
  await datacenter.allAnswer(replicas);
  expect(await datacenter.isUpToDate()).toBe(true);
}

/** Applies a step, and does something as soon as a host or a clone has come or gone. */
async function disturbed({ hosts = HOSTS, ...step }: StepOfHosts, disturb: (applying: Promise<unknown>) => Promise<unknown>) {
  const seen = async () => JSON.stringify(await datacenter.clones(await datacenter.engines()).catch(() => 'an engine starts'));
  const before = await seen();
  let isOver = false;
  const applying = datacenter.apply(hosts, step).finally(() => { isOver = true; });
  await waitUntil('something changes', async () => isOver || ![before, '"an engine starts"'].includes(await seen()), 120);
  await disturb(applying);
  return applying;
}

/** The steps, one after the other, from nothing. */
const STEPS: ReadonlyArray<readonly [string, StepOfHosts]> = [
  ['the hosts are filled', {}],
  ['another one is drained', { drain: ['ssh'] }],
  ['another one is removed', { hosts: ['tls', 'socket'] }],
  ['another one is added', {}],
  ['the service grows', { replicas: 9 }],
];

describe.each(STEPS)('while %s, a host is away for a minute', (_, step) => {
  test('the apply waits for it, or fails and names it, and one more apply does the rest', async () => {
    const engine = datacenter.engineOf('socket');
    const { exitCode, stderr } = await disturbed(step, async (applying) => {
      await engine.pause();
      await Promise.race([applying, sleep(60_000)]);
      await engine.unpause();
    });
    if (exitCode !== 0) expect(stderr).toContain('socket');
    await expectDeclared(step);
  });
});

test('a host that is gone for good while another one is drained is made anew and filled by one more apply', async () => {
  const step: StepOfHosts = { drain: ['ssh'] };
  const { exitCode } = await disturbed(step, () => datacenter.engineOf('tls').remove({ force: true, v: true }));
  expect(exitCode).toBe(1);
  await expectDeclared(step);
});

test('destroying it leaves nothing', async () => {
  expect(await datacenter.destroy()).toBe(0);
  expect(await onEngine(NAME)).toEqual([]);
});
