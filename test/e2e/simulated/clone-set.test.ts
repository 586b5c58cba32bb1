import { Kind, KINDS, onBothEngines } from './engines';
import { PlanOutcome } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-same-set';
const engines = onBothEngines(NAME);
const workspaceWith = workspacePerTest(NAME);

const TEMPLATE = {
  image: 'busybox:latest',
  command: ['sh', '-c', 'trap exit TERM; sleep 1000 & wait'],
  env: ['INDEX={{clone.index}}'],
  ports: [{ internal: 80, external: 20_200 }],
  memory: 64,
  must_run_for: 1,
};

function stack(kind: Kind, replicas: number, template: object = {}) {
  const set = { name: NAME, replicas, overlap_seconds: 0, host: [{ name: 'here' }], template: { ...TEMPLATE, ...template } };
  return { provider: { docker: { host: engines[kind].address } }, resource: { docker_clone_set: { web: set } } };
}

/** Applies a set, changes it, has one of its containers killed, and destroys it. Returns all that terraform and the engine say. */
async function live(kind: Kind) {
  const { docker } = engines[kind];
  const workspace = await workspaceWith(stack(kind, 5));
  const seen: unknown[] = [];
  const note = async (step: string, { ok, diagnostics, changes }: Partial<PlanOutcome>) => {
    expect({ step, ok }).toEqual({ step, ok: true });
    const containers = await docker.listContainers({ all: true, filters: { name: [NAME] } });
    const running = containers.map(({ Names: [name], State: state, Ports: ports }) => [name, state, ports]).sort();
    const said = diagnostics!.map(({ severity, summary, detail }) => [severity, summary, detail]);
    seen.push({ step, running, said, ...changes === undefined ? { state: await workspace.state() } : { changes } });
  };
  await note('plan', await workspace.plan());
  await note('created', await workspace.applyLastPlan());
  await note('nothing to do', await workspace.plan());
  await docker.getContainer(`${NAME}-2`).remove({ force: true });
  await docker.getContainer(`${NAME}-3`).kill();
  await docker.getContainer(`${NAME}-4`).update({ Memory: 32 * 1024 * 1024, MemorySwap: 64 * 1024 * 1024 });
  const broken = await workspace.plan();
  await note('broken', broken);
  await note('repaired', await workspace.applyLastPlan());
  workspace.configure(stack(kind, 3, { memory: 48 }));
  await note('fewer', await workspace.plan());
  await note('scaled', await workspace.applyLastPlan());
  workspace.configure(stack(kind, 3, { memory: 48, env: ['COLOR=blue'] }));
  await note('replaced', await workspace.apply());
  await note('nothing to do', await workspace.plan());
  await note('destroyed', await workspace.destroy());
  return { seen, broken };
}

test('a set of clones lives in the same way on both engines', async () => {
  const [real, simulated] = [await live('real'), await live('simulated')];
  for (const { broken } of [real, simulated]) {
    expect(broken.changes).toMatchObject([{
      change: {
        before: {
          summary: `2 of 5 run as described; 1 gone, create: ${NAME}-2; 1 stopped, start: ${NAME}-3; `
            + `1 with another \`memory\`, change while they run: ${NAME}-4`,
        },
      },
    }]);
  }
  const asReal = (value: unknown) => {
    const text = JSON.stringify(value).replaceAll(engines.simulated.address, engines.real.address);
    return JSON.parse(text.replace(/"id":"[^"]*"/g, '"id":"<id>"')) as unknown;
  };
  expect(asReal(simulated.seen)).toEqual(asReal(real.seen));
  for (const kind of KINDS) expect(await engines[kind].docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});
