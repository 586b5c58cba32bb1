import { ApiLoop } from './api';
import { builtIns, bundleEcho, containers } from './stacks';
import { Times } from './times';
import { median, sideBySide } from '../measure';
import { Table } from '../report';

/** How many containers, and in how many rounds: an engine on two cores starts ten a second, so a round of 500 takes minutes. */
const FLEETS: readonly (readonly [count: number, rounds: number])[] = [[1, 5], [100, 3], [500, 1]];
const TRIED_WITH = 40;
const BUILT_INS_ALONE = 1_000;

/** What each contender took for as many containers. */
interface Row {
  readonly count: number;
  readonly api?: Times;
  readonly data: Times;
  readonly echo?: Times;
  readonly docker?: Times;
}

/** Apply, empty plan and destroy of many containers, against a loop over the Engine API and against what terraform itself takes. */
export async function fleet(root: string, work: string): Promise<Table[]> {
  const [api, echo] = [new ApiLoop(), await bundleEcho(root, work)];
  const best = await api.best(TRIED_WITH);
  const rows: Row[] = [];
  for (const [count, rounds] of FLEETS) {
    const runs = await sideBySide(rounds, {
      api: () => api.run(count, best),
      data: () => builtIns(count),
      echo: () => containers(count, echo),
      docker: () => containers(count),
    });
    rows.push({ count, api: medians(runs.api), data: medians(runs.data), echo: medians(runs.echo), docker: medians(runs.docker) });
  }
  rows.push({ count: BUILT_INS_ALONE, data: await builtIns(BUILT_INS_ALONE) });
  return TABLES.map(({ what, title, against, note }) => ({
    title: `${title}, in seconds`,
    columns: [
      'containers', `Engine API, ${best[what]} calls at once`, 'as many terraform_data', 'terraform itself, same schema', 'docker_container',
      `ratio to ${against === 'api' ? 'the API' : 'terraform itself'}`,
    ],
    rows: rows.map((row) => [
      row.count.toLocaleString('en'),
      ...[row.api, row.data, row.echo, row.docker].map((times) => times?.[what].toFixed(2) ?? ''),
      row.docker ? `${(row.docker[what] / row[against]![what]).toFixed(2)} ×` : '',
    ]),
    note,
  }));
}

interface What { readonly what: keyof Times; readonly title: string; readonly against: 'api' | 'echo'; readonly note: string }

const TABLES: readonly What[] = [
  {
    what: 'apply',
    title: 'terraform apply of containers',
    against: 'api',
    note: `Aim: within 1.15 ×. Median of ${FLEETS.map(([, rounds]) => rounds).join(', ')} rounds. The API loop creates and starts, as many at once as was fastest of those tried; `
      + 'terraform works on 10 at once. "Terraform itself" is terraform with a provider of the same schema that gives back the bytes that it is sent, and has no engine. '
      + 'What bounds it: the engine, and terraform, which shares the cores with it here and writes the whole state to its file after each resource. One container: four starts of the provider.',
  },
  {
    what: 'plan',
    title: 'terraform plan of containers of which none has changed',
    against: 'echo',
    note: 'Aim: within 1.5 × of terraform itself. The API loop lists once and inspects each. `terraform_data` has four attributes and a container over a hundred, and terraform takes its time for each: '
      + 'for a plan of many that is most of the processor time. What is beyond "terraform itself" is ours, decoding and comparing each state on the same two cores. A plan of one is bounded by three starts of the provider.',
  },
  {
    what: 'destroy',
    title: 'terraform destroy of containers',
    against: 'api',
    note: 'The API loop removes each with one forced call, as the provider does. What bounds it: terraform, which plans all before it removes the first, and then writes the whole state after each: '
      + 'half of what it computes in a destroy of 500, while the provider\'s process is idle for 93 % of the time.',
  },
];

function medians(runs: readonly Times[]): Times {
  const of = (what: keyof Times) => median(runs.map((run) => run[what]));
  return { apply: of('apply'), plan: of('plan'), destroy: of('destroy') };
}
