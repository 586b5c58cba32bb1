import { ApiLoop, Best } from './api';
import { builtIns, bundleEcho, containers } from './stacks';
import { Times } from './times';
import { median, sideBySide } from '../measure';
import { Table } from '../report';

/** How many containers, and in how many rounds: an engine on two cores starts ten a second. */
const FLEETS: readonly (readonly [count: number, rounds: number])[] = [[1, 5], [100, 3], [500, 2]];
const TRIED_WITH = 60;
const BUILT_INS_ALONE = 1_000;

type Measured = Times & { readonly echo?: number };
interface Row { readonly count: number; readonly api?: Measured; readonly data: Measured; readonly docker?: Measured }

/** Apply, empty plan and destroy of many containers, against a loop over the Engine API and against what terraform itself costs. */
export async function fleet(root: string, work: string): Promise<Table[]> {
  const [api, echo] = [new ApiLoop(), await bundleEcho(root, work)];
  const best = await api.best(TRIED_WITH);

  const rows: Row[] = [];
  for (const [count, rounds] of FLEETS) {
    const runs = await sideBySide<Measured>(rounds, {
      api: () => api.run(count, best),
      data: () => builtIns(count, work),
      docker: () => containers(count, echo),
    });
    rows.push({ count, api: medians(runs.api), data: medians(runs.data), docker: medians(runs.docker) });
  }
  rows.push({ count: BUILT_INS_ALONE, data: medians(await Promise.all([builtIns(BUILT_INS_ALONE, work)])) });
  return [...['apply', 'destroy'].map((what) => change(rows, what as 'apply', best)), emptyPlan(rows, best)];
}

function medians(runs: readonly Measured[]): Measured {
  const of = (what: keyof Measured) => median(runs.map((run) => run[what] ?? NaN));
  return { apply: of('apply'), plan: of('plan'), destroy: of('destroy'), echo: of('echo') };
}

const ROUNDS = `Median of ${FLEETS.map(([, rounds]) => rounds).join(', ')} rounds.`;

function change(rows: readonly Row[], what: 'apply' | 'destroy', best: Best): Table {
  return {
    title: `terraform ${what} of containers, in seconds`,
    columns: ['containers', 'Engine API, in a loop', 'docker_container', 'ratio', 'as many terraform_data'],
    rows: rows.map(({ count, api, data, docker }) => [
      number(count), seconds(api?.[what]), seconds(docker?.[what]), ratio(docker?.[what], api?.[what]), seconds(data[what]),
    ]),
    note: `${what === 'apply' ? 'Aim: within 1.15 ×. ' : ''}${ROUNDS} The loop has ${best[what]} calls under way at once, the best of those tried; terraform its default of 10 resources. ${BOUNDS[what]}`,
  };
}

function emptyPlan(rows: readonly Row[], best: Best): Table {
  return {
    title: 'terraform plan of containers of which none has changed, in seconds',
    columns: ['containers', 'Engine API: a listing, and an inspect each', 'as many terraform_data', 'terraform itself, same schema', 'docker_container', 'ratio'],
    rows: rows.map(({ count, api, data, docker }) => [
      number(count), seconds(api?.plan), seconds(data.plan), seconds(docker?.echo), seconds(docker?.plan), ratio(docker?.plan, docker?.echo),
    ]),
    note: `Aim: within 1.5 × of terraform itself. ${ROUNDS} The loop has ${best.plan} calls under way at once. ${BOUNDS.plan}`,
  };
}

const BOUNDS = {
  apply: 'What bounds it: the engine, which has the cores to itself only in the loop; of one container, the four starts of the provider.',
  destroy: 'What bounds it: the engine, and terraform, which reads and plans all containers before it removes the first.',
  plan: '"Terraform itself" is the same plan of the same state with a provider that gives back the bytes that it is sent: `terraform_data` has four attributes, a container over a hundred, and terraform takes its time for each. What bounds it: terraform.',
};

const number = (count: number) => count.toLocaleString('en');
const seconds = (value: number | undefined) => value === undefined ? '' : value.toFixed(2);
const ratio = (value: number | undefined, to: number | undefined) => value === undefined || to === undefined ? '' : `${(value / to).toFixed(2)} ×`;
