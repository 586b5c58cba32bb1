import { Compose, dockerRun, Times } from './other-tools';
import { bundledProvider } from '../../test/e2e/support/workspace';
import { ApiLoop } from '../fleet/api';
import { clones, containers, Lived } from '../fleet/stacks';
import { median, sideBySide } from '../measure';
import { Table } from '../report';

const SIZES: readonly (readonly [count: number, rounds: number])[] = [[1, 5], [10, 3], [100, 1], [500, 1]];
const TRIED_WITH = 40;

const COLUMNS = ['Engine API', 'docker run', 'Compose v2', 'docker_container', 'docker_clone_set'] as const;
type Contender = typeof COLUMNS[number];
type Row = Readonly<Record<Contender, Times>>;

/** Measures the creation and the removal of clones, beside the Engine API and other tools. */
export async function cloneLife(work: string): Promise<Table[]> {
  const [api, compose, provider] = [new ApiLoop(), await Compose.provide(work), bundledProvider()];
  const best = await api.best(TRIED_WITH);
  const rows = new Map<number, Row>();
  for (const [count, rounds] of SIZES) {
    const runs = await sideBySide<Times>(rounds, {
      'Engine API': async () => {
        const { apply, destroy } = await api.run(count, best);
        return { create: apply, remove: destroy };
      },
      'docker run': () => dockerRun(count),
      'Compose v2': () => compose.times(count),
      'docker_container': async () => timesOf(await containers(count, provider)),
      'docker_clone_set': async () => timesOf(await clones(count, provider)),
    });
    rows.set(count, Object.fromEntries(COLUMNS.map((name) => [name, medianTimes(runs[name]!)])) as Row);
  }
  const note = `Median of ${SIZES.map(([, rounds]) => rounds).join(', ')} rounds. The Engine API creates and starts (or removes) with the `
    + `number of concurrent calls that was fastest in a trial: ${best.apply} and ${best.destroy}. It is the bound: the engine keeps both `
    + 'cores busy. `docker run` and `docker rm` are called one after the other in a shell. Compose (2.40) runs 10 operations at once. The '
    + 'last two are `terraform apply` and `terraform destroy`, with the start of terraform and of the provider.';
  return [
    tableOf('Creating clones', 'create', rows, `${note} Goal: within 1.05 × of the Engine API at 500.`),
    tableOf('Removing clones', 'remove', rows, 'As above. Goal: within 1.05 × of the Engine API at 500.'),
  ];
}

function timesOf({ life: { apply, destroy } }: Lived): Times {
  return { create: apply.seconds, remove: destroy.seconds };
}

function medianTimes(runs: readonly Times[]): Times {
  return { create: median(runs.map(({ create }) => create)), remove: median(runs.map(({ remove }) => remove)) };
}

function tableOf(title: string, part: keyof Times, rows: ReadonlyMap<number, Row>, note: string): Table {
  const counts = [...rows.keys()];
  return {
    title: `${title}, in seconds`,
    columns: ['clones', ...COLUMNS, 'docker_clone_set to the Engine API'],
    rows: [...rows].map(([count, row]) => [
      `${count}`,
      ...COLUMNS.map((name) => row[name][part].toFixed(2)),
      `${(row.docker_clone_set[part] / row['Engine API'][part]).toFixed(2)} ×`,
    ]),
    note,
    plot: {
      name: part === 'create' ? 'clones-create' : 'clones-remove',
      categories: counts.map((count) => `${count} ${count === 1 ? 'clone' : 'clones'}`),
      series: COLUMNS.map((name) => ({ name, values: counts.map((count) => rows.get(count)![name][part]) })),
      unit: 'seconds',
      logarithmic: true,
    },
  };
}
