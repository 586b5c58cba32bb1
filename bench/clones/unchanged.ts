import { Managed } from '../../test/e2e/resources/managed';
import { bundledProvider, Workspace } from '../../test/e2e/support/workspace';
import { ApiLoop } from '../fleet/api';
import { cloneSetOf } from '../fleet/stacks';
import { median, run, sideBySide, timed } from '../measure';
import { Table } from '../report';

const SIZES = [1, 100, 500];
const ROUNDS = 5;
/** As many inspects at once as in the provider. */
const CONCURRENCY = 16;

/** Measures what it takes to find out that nothing has changed, on a real engine. */
export async function unchangedClones(): Promise<Table> {
  const rows: string[][] = [];
  for (const count of SIZES) rows.push(await measured(count));
  return {
    title: `Clones that have not changed (median of ${ROUNDS}), in milliseconds`,
    columns: ['clones', 'list and inspect by the Engine API', 'refresh in the provider', 'ratio', 'terraform plan', 'of an empty set'],
    rows,
    note: `The API loop lists once and inspects each container, ${CONCURRENCY} at once, with dockerode, as the provider does. A plan is a `
      + 'refresh and what terraform itself costs, with three starts of the provider. What the refresh takes beyond the '
      + 'calls is ours: one thread checks the form of each answer, and compares it with the description. Goal: a refresh within '
      + '1.3 × of the API.',
  };
}

async function measured(count: number): Promise<string[]> {
  const [api, provider] = [new ApiLoop(), bundledProvider()];
  const workspace = await Workspace.create(cloneSetOf(count), { provider });
  const empty = await Workspace.create(cloneSetOf(0), { provider });
  try {
    for (const { folder } of [workspace, empty]) await run('terraform', ['apply', '-auto-approve', '-input=false'], { cwd: folder });
    const managed = await imported('berth-fleet', cloneSetOf(count).resource.docker_clone_set.fleet);
    const plan = (folder: string) => timed(() => run('terraform', ['plan', '-detailed-exitcode', '-input=false'], { cwd: folder }));
    const runs = await sideBySide(ROUNDS, {
      api: () => timed(() => api.look('berth-fleet-', CONCURRENCY)),
      refresh: () => timed(() => managed.refresh()),
      plan: () => plan(workspace.folder),
      empty: () => plan(empty.folder),
    });
    const [list, refresh, whole, none] = ['api', 'refresh', 'plan', 'empty'].map((name) => median(runs[name]!));
    return [`${count}`, list!.toFixed(1), refresh!.toFixed(1), `${(refresh! / list!).toFixed(2)} ×`, whole!.toFixed(0), none!.toFixed(0)];
  } finally {
    await workspace.destroy();
    await empty.remove();
    await workspace.remove();
  }
}

/** Returns a set that exists, managed in this process, where a refresh is measured without the rest. */
async function imported(name: string, config: { readonly template: object }): Promise<Managed> {
  const managed = new Managed('docker_clone_set');
  await managed.import(name);
  const { template, ...rest } = config;
  await managed.apply({ ...rest, template: [template] });
  return managed;
}
