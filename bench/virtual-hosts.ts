import { TerraformStack } from 'cdktf';
import { median, run, sideBySide, timed } from './measure';
import { Table } from './report';
import { BaseImage, ContainerHost, Size, VirtualContainerHost } from '../src';
import { AppliedStack } from '../test/e2e/constructs/stack';

const VIRTUAL_HOSTS = 100;
const CONTAINERS_EACH = 10;
const ROUNDS = 3;

/** Measures synthesis and the first plan of many containers: in virtual container hosts, and all on the host. */
export async function virtualHosts(): Promise<Table> {
  const image = BaseImage.fromRegistry('busybox:latest');
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const contenders: { readonly [name: string]: (host: ContainerHost) => void } = {
    [`${VIRTUAL_HOSTS} virtual container hosts with ${CONTAINERS_EACH} each`]: (host) => {
      for (const tenant of numbers(VIRTUAL_HOSTS)) {
        const vch = new VirtualContainerHost(host, `t${tenant}`, { host, memory: Size.gibibytes(1), cpus: 1, maxContainers: 20 });
        numbers(CONTAINERS_EACH).forEach((index) => vch.addContainer(`c${index}`, { image }));
      }
    },
    'one host': (host) => numbers(VIRTUAL_HOSTS * CONTAINERS_EACH).forEach((index) => host.addContainer(`c${index}`, { image })),
  };
  const measure = async (describe: (host: ContainerHost) => void) => {
    const stack = new AppliedStack('bench-vch');
    const synth = await timed(async () => {
      stack.synthesize((within: TerraformStack) => describe(ContainerHost.fromEnvironment(within, 'machine')));
    });
    await stack.initialize();
    const { seconds } = await run('terraform', ['plan', '-input=false'], { cwd: stack.folder });
    await stack.destroy();
    return { synth: synth / 1_000, plan: seconds };
  };
  const runs = await sideBySide(ROUNDS, Object.fromEntries(
    Object.entries(contenders).map(([name, describe]) => [name, () => measure(describe)])));
  return {
    title: `Synthesis and first plan of ${VIRTUAL_HOSTS * CONTAINERS_EACH} containers, in seconds (median of ${ROUNDS})`,
    columns: ['on', 'synthesis', 'terraform plan'],
    rows: Object.entries(runs).map(([name, all]) => (
      [name, median(all.map(({ synth }) => synth)).toFixed(1), median(all.map(({ plan }) => plan)).toFixed(1)])),
    note: 'Nothing exists yet. Each virtual container host also has a resource pool and an image of its own.',
  };
}
