import fc from 'fast-check';
import { applyKilled } from './killed-apply';
import { afterStep, arbitraryStep, Model, NAME, NOTHING, START, Step } from './sequence-model';
import { expectedOf, foundOnEngine, groupsLeft, notesLeft, stackOf } from './sequence-stack';
import { EngineProxy } from '../support/engine-proxy';
import { Outcome, Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const seed = Number(process.env.BERTH_SEQUENCE_SEED ?? Date.now() % 1_000_000);
const SEQUENCES = Number(process.env.BERTH_SEQUENCES ?? 2);
const LENGTH = 5;

/** In milliseconds: a step starts Terraform up to three times, on a machine that may have other work. */
const TIMEOUT = LENGTH * 120_000;

const workspaceWith = workspacePerTest(NAME);
let proxy: EngineProxy;

beforeEach(async () => { proxy = await EngineProxy.start(); });
afterEach(() => proxy.stop());

/** What failed, for messages. */
const problems = ({ diagnostics }: Outcome) => diagnostics.filter(({ severity }) => severity === 'error')
  .map(({ address, summary, detail }) => ({ address, summary, detail }));

/** Applies what is declared, perhaps after an apply of it that is killed, and checks that the engine has it. */
async function take(terraform: Workspace, step: Step, declared: Model): Promise<void> {
  terraform.configure(stackOf(declared, proxy.address));
  const wasKilled = step.kill !== null && await applyKilled(terraform, proxy, step.kill);
  const told = { seed, step, wasKilled, declared };
  expect({ ...told, problems: problems(await terraform.apply()) }).toEqual({ ...told, problems: [] });
  expect({ ...told, found: await foundOnEngine() }).toEqual({ ...told, found: expectedOf(declared) });
  const { changes } = await terraform.plan();
  expect({ ...told, changes }).toEqual({ ...told, changes: [] });
}

const sequences = fc.sample(fc.array(arbitraryStep, { minLength: LENGTH, maxLength: LENGTH, size: 'max' }), { seed, numRuns: SEQUENCES });

test.each(sequences.map((steps, index) => [index, steps] as const))(
  `after each step, killed or not, the engine has what is declared, and in the end nothing: sequence %i (seed ${seed})`,
  async (_, steps) => {
    const terraform = await workspaceWith(stackOf(NOTHING, proxy.address));
    let declared = START;
    for (const step of steps) {
      declared = afterStep(declared, step);
      await take(terraform, step, declared);
    }
    expect(problems(await terraform.destroy())).toEqual([]);
    expect(await foundOnEngine()).toEqual(expectedOf(NOTHING));
    expect(await notesLeft()).toEqual([]);
    expect(groupsLeft()).toEqual([]);
  },
  TIMEOUT,
);
