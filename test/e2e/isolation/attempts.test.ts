import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escaped, Outcome } from '../../../dev/demo/isolation/attacker';
import { drawTable } from '../../../dev/demo/isolation/table';
import { IsolationTrial } from '../../../dev/demo/isolation/trial';
import { provideEngine } from '../../../dev/engine/provide-engine';
import { ISOLATION_IMAGES } from '../../../dev/images/image-names';
import { provideImages } from '../../../dev/images/provide-images';
import { ATTEMPTS, barrierAt } from '../../../examples/isolation/attempts';
import { COMBINATIONS, nameOf } from '../../../examples/isolation/combinations';
import { TEST_STATE } from '../support/engine';
import { PREPARATION } from '../support/shop';

/** Attempts that succeed at no combination here, and why. The tests can only check that they fail. */
const NEVER_SEEN: Readonly<Record<string, string>> = {
  'escape by chroot': 'the mount namespace of a container holds nothing but its own root',
  'reach a neighbour\'s port on the host': 'no container shares the loopback address of the host',
  // The next two depend on the machine.
  'load a kernel module': 'a kernel may be built without modules',
  'read the host\'s disk': 'a host may keep its disk from its own root',
};

describe('an attacker at each combination of privilege and kernel', () => {
  const output = mkdtempSync(join(tmpdir(), 'berth-isolation-'));
  let trial: IsolationTrial;
  let outcomes: Outcome[];

  beforeAll(async () => {
    process.env.CDKTF_OUTDIR = output;
    const engine = await provideEngine(TEST_STATE);
    await provideImages(engine, TEST_STATE, ISOLATION_IMAGES);
    trial = await IsolationTrial.on(engine);
    await trial.apply();
    outcomes = await trial.run();
    console.log(drawTable(outcomes));
  }, PREPARATION);

  afterAll(async () => {
    if (trial?.example.hasState) await trial.example.destroy();
    delete process.env.CDKTF_OUTDIR;
    rmSync(output, { recursive: true, force: true });
  });

  test('runs at every combination', () => {
    expect(trial.leftOut).toBeUndefined();
    expect(outcomes).toHaveLength(COMBINATIONS.length * ATTEMPTS.length);
  });

  test('no attempt that a policy or the stack forbids succeeds', () => {
    expect(escaped(outcomes).map(({ attempt, combination, detail }) => `${nameOf(combination)}: ${attempt.title}: ${detail}`)).toEqual([]);
  });

  test('each attempt succeeds where nothing stops it, which shows that it is real', () => {
    const seen = (title: string) => outcomes.some(({ attempt, result }) => attempt.title === title && result === 'succeeded');
    const tried = ATTEMPTS.filter(({ isGreedy, title }) => !isGreedy && !(title in NEVER_SEEN)).map(({ title }) => title);
    expect(tried.filter((title) => !seen(title))).toEqual([]);
  });

  test('skips only the attempts that would exhaust the machine', () => {
    const skipped = outcomes.filter(({ result }) => result === 'not tried');
    expect(skipped.filter(({ attempt, combination }) => !attempt.isGreedy || barrierAt(attempt, combination) !== undefined)).toEqual([]);
  });

  test('limits stop the greedy attempts exactly at the limit', () => {
    const detailsOf = (name: string) => outcomes
      .filter(({ attempt, combination, result }) => attempt.name === name && combination.kernel === 'SHARED' && result === 'stopped')
      .map(({ detail }) => detail);
    // The limits include the processes that already run, and the three files that a process has open from the start.
    expect(detailsOf('fork')).toEqual(Array(2).fill('Resource temporarily unavailable after 398'));
    expect(detailsOf('open-files')).toEqual(Array(2).fill('Too many open files after 1021'));
    expect(detailsOf('memory')).toEqual(Array(2).fill('it was killed'));
  });

  test('the workloads never restarted, and the stack has no drift', async () => {
    for (const combination of trial.combinations) expect((await trial.container(combination, 'workload').inspect()).RestartCount).toBe(0);
    expect(await trial.example.hasChanges()).toBe(false);
  });
});
