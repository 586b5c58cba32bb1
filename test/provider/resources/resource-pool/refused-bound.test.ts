import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { resourcePool } from '../../../../provider/resources/resource-pool/resource';
import { PoolModel, UNBOUNDED } from '../../../../provider/resources/resource-pool/schema';

/** What was done, in order. */
let done: string[] = [];
let failing: readonly string[] = [];
const mockStep = (what: string) => {
  done.push(what);
  return failing.includes(what) ? Promise.reject(new DiagnosticError({ summary: `no ${what}`, detail: '' })) : Promise.resolve();
};

jest.mock('../../../../provider/resources/resource-pool/suspend', () => ({
  ...jest.requireActual<object>('../../../../provider/resources/resource-pool/suspend'),
  suspend: () => mockStep('suspend'),
  resume: () => mockStep('resume'),
}));
jest.mock('../../../../provider/resources/resource-pool/set-bounds', () => ({ setBounds: () => mockStep('bounds') }));
jest.mock('../../../../provider/resources/resource-pool/group', () => ({ Group: class { public reclaim = () => mockStep('reclaim'); } }));
jest.mock('../../../../provider/resources/shared/control-groups/helper', () => ({
  Helper: { use: (_engine: unknown, _signal: unknown, use: (helper: object) => unknown) => use({}) },
}));

const pool = (suspended: boolean, memory: number, summary: string) => ({
  ...UNBOUNDED,
  name: 'team',
  parent: null,
  shrink: 'refuse',
  lower_containers: false,
  id: '/berth/team',
  cgroup_parent: '/berth/team',
  memory,
  suspended,
  summary,
} as PoolModel);

/** Changes a pool to a suspended one with less memory. Returns what was done, what failed, and what the state would be. */
async function shrinkAndSuspend(prior: PoolModel) {
  done = [];
  let state = prior;
  const client = { info: () => Promise.resolve({ CgroupVersion: '1' }) };
  const context = { client, signal: new AbortController().signal, warn: () => undefined, record: (each: PoolModel) => { state = each; } };
  const failed = await resourcePool.update!(context as never, { ...prior, memory: 20, suspended: true, summary: 'suspended' }, prior)
    .then(() => [], (error: DiagnosticError) => error.diagnostics.map(({ summary }) => summary));
  return { done, failed, suspended: state.suspended };
}

test('a pool is suspended before its bounds go down, and resumed if the kernel refuses one', async () => {
  const running = pool(false, 100, 'not suspended');
  failing = [];
  expect(await shrinkAndSuspend(running)).toEqual({ done: ['suspend', 'reclaim', 'bounds'], failed: [], suspended: true });
  failing = ['bounds'];
  expect(await shrinkAndSuspend(running)).toEqual({
    done: ['suspend', 'reclaim', 'bounds', 'resume'], failed: ['no bounds'], suspended: false,
  });
  failing = ['bounds', 'resume'];
  expect(await shrinkAndSuspend(running)).toMatchObject({ failed: ['no bounds', 'no resume'], suspended: true });
});

test('one that was suspended before stays so', async () => {
  failing = ['bounds'];
  expect(await shrinkAndSuspend(pool(true, 100, 'suspended, but 1 runs: a'))).toEqual({
    done: ['suspend', 'reclaim', 'bounds'], failed: ['no bounds'], suspended: true,
  });
});
