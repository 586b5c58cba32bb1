import { ApiLoop, Best } from './api';
import { accounted } from './processor-time';
import { builtIns, bundleEcho, containers, Lived } from './stacks';
import { Life, medianStep, Part, Times } from './times';
import { bundledProvider } from '../../test/e2e/support/workspace';
import { median, sideBySide } from '../measure';
import { Table } from '../report';

/** The numbers of containers and rounds. An engine on two cores starts ten containers per second, so a round of 500 takes minutes. */
const FLEETS: readonly (readonly [count: number, rounds: number])[] = [[1, 5], [100, 3], [500, 1]];
const TRIED_WITH = 40;
const BUILT_INS_ALONE = 1_000;

/** The results of all contenders for a number of containers. */
interface Row {
  readonly count: number;
  readonly api?: Times;
  readonly data: Life;
  readonly echo?: Life;
  readonly docker?: Life;
}

/** Measures apply, empty plan and destroy of many containers, and compares them with a loop over the Engine API and terraform itself. */
export async function fleet(root: string, work: string): Promise<Table[]> {
  const api = new ApiLoop();
  const [ours, echo] = (await Promise.all([bundledProvider(), bundleEcho(root, work)])).map((provider) => accounted(provider, work));
  const best = await api.best(TRIED_WITH);
  const rows: Row[] = [];
  for (const [count, rounds] of FLEETS) {
    let lived: Lived | undefined;
    const docker = async () => {
      lived = await containers(count, ours, { planToo: echo });
      return lived.life;
    };
    const runs = await sideBySide<Times | Life>(rounds, {
      api: () => api.run(count, best),
      data: async () => (await builtIns(count)).life,
      docker,
      echo: async () => ({ ...(await containers(count, echo, { state: lived!.state })).life, plan: lived!.otherPlan! }),
    });
    const lives = (name: string) => medianLife(runs[name] as Life[]);
    rows.push({ count, api: medianTimes(runs.api as Times[]), data: lives('data'), echo: lives('echo'), docker: lives('docker') });
  }
  rows.push({ count: BUILT_INS_ALONE, data: (await builtIns(BUILT_INS_ALONE)).life });
  return TABLES.map((table) => tableOf(table, rows, best));
}

interface FleetTable {
  readonly part: Part;
  readonly title: string;
  readonly against: 'api' | 'echo';
  readonly note: string;
}

const TABLES: readonly FleetTable[] = [
  {
    part: 'apply',
    title: 'terraform apply of containers',
    against: 'api',
    note: `Goal: within 1.15 ×. Median of ${FLEETS.map(([, rounds]) => rounds).join(', ')} rounds. The API loop creates and `
      + 'starts the containers, with the number of concurrent calls that was fastest in a trial; terraform works on 10 '
      + 'resources concurrently. "Terraform itself" is terraform with a provider of the same schema that returns the bytes '
      + 'that it receives and has no engine; after the apply, its state is replaced by that of the real provider. The '
      + 'processor time is that of terraform and of the provider. The bottleneck is the engine: it keeps both cores busy in '
      + 'the API loop already, so all other processor time is taken from the engine. Most of that is terraform\'s own, which '
      + 'writes the whole state to its file after each resource. One container: four starts of the provider.',
  },
  {
    part: 'plan',
    title: 'terraform plan of unchanged containers',
    against: 'echo',
    note: 'Goal: within 1.5 × of terraform itself. The API loop lists once and inspects each container. Terraform itself plans '
      + 'from the same state, in turn with `docker_container`, while all the containers run. `terraform_data` has four '
      + 'attributes and a container over a hundred, and terraform processes each: for a plan of many containers, that is most '
      + 'of the processor time. For one container, three starts of the provider are the bottleneck.',
  },
  {
    part: 'destroy',
    title: 'terraform destroy of containers',
    against: 'api',
    note: 'The API loop removes each container with one forced call, as the provider does. The bottleneck is terraform: it plans '
      + 'everything before it removes the first container, and then writes the whole state after each removal. That is half of '
      + 'its processor time in a destroy of 500, while the provider\'s process is idle most of the time.',
  },
];

function tableOf({ part, title, against, note }: FleetTable, rows: readonly Row[], best: Best): Table {
  const processorTime = (life: Life | undefined) => life ? `${life[part].terraform.toFixed(1)} + ${life[part].provider.toFixed(1)}` : '';
  return {
    title: `${title}, in seconds`,
    columns: [
      'containers', `Engine API, ${best[part]} concurrent calls`, 'terraform_data', 'terraform itself, same schema', 'docker_container',
      `ratio to ${against === 'api' ? 'the API' : 'terraform itself'}`, 'processor time of terraform itself', 'with docker_container',
    ],
    rows: rows.map(({ count, api, data, echo, docker }) => [
      count.toLocaleString('en'),
      ...[api?.[part], data[part].seconds, echo?.[part].seconds, docker?.[part].seconds].map((seconds) => seconds?.toFixed(2) ?? ''),
      docker ? `${(docker[part].seconds / (against === 'api' ? api![part] : echo![part].seconds)).toFixed(2)} ×` : '',
      processorTime(echo),
      processorTime(docker),
    ]),
    note,
  };
}

function medianTimes(runs: readonly Times[]): Times {
  const of = (part: Part) => median(runs.map((run) => run[part]));
  return { apply: of('apply'), plan: of('plan'), destroy: of('destroy') };
}

function medianLife(runs: readonly Life[]): Life {
  const of = (part: Part) => medianStep(runs.map((run) => run[part]));
  return { apply: of('apply'), plan: of('plan'), destroy: of('destroy') };
}
