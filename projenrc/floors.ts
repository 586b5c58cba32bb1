/*
 * The floors of the code, from the lowest up. A file imports from its own floor, in the same folder, and from floors below. DESIGN.md
 * draws them.
 */

/** The files of one floor, as globs. Folders that share a floor don't import each other. */
type Floor = readonly string[];

const SHARED: Floor = ['src/shared/**'];

const LIBRARY: readonly Floor[] = [
  SHARED,
  ['src/private/**'],
  ['src/units/**'],
  ['src/backend/**', 'src/bootstrap/**', 'src/model/**'],
  ['src/targets/l1/**'],
  [
    'src/targets/*.ts', 'src/targets/raw/**',
    'src/targets/docker/generated/**', 'src/targets/kubernetes/generated/**', 'src/targets/vsphere/generated/**',
  ],
  ['src/engine/**'],
  ['src/image/**', 'src/isolation/**'],
  ['src/workload/inventory/**'],
  ['src/workload/*.ts'],
  ['src/workload/container/**'],
  ['src/targets/docker/*.ts', 'src/front/**'],
  ['src/targets/swarm/**', 'src/targets/kubernetes/*.ts', 'src/clones/**'],
  ['src/host/**'],
  ['src/pool/**', 'src/vch/**', 'src/swarm/**', 'src/kubernetes/**'],
  ['src/vsphere/**'],
  ['src/index.*'],
];

const PROVIDER: readonly Floor[] = [
  SHARED,
  ['provider/diagnostics/**'],
  ['provider/framework/**', 'provider/engine/**'],
  ['provider/probe/**', 'provider/registry/**'],
  ['provider/isolation/**', 'provider/facts/**'],
  ['provider/virtual-host/**'],
  ['provider/resources/shared/**'],
  [
    'provider/resources/image/**', 'provider/resources/network/**', 'provider/resources/volume/**',
    'provider/resources/swarm/**', 'provider/resources/swarm-object/**',
  ],
  ['provider/resources/registry-image/**', 'provider/resources/plugin/**'],
  ['provider/resources/host-facts/**', 'provider/resources/host-certificates/**', 'provider/resources/host-bootstrap/**'],
  ['provider/resources/container/fields/**'],
  ['provider/resources/container/operations/**'],
  ['provider/resources/container/*.ts', 'provider/resources/resource-pool/**', 'provider/resources/service/**'],
  ['provider/data-sources/**', 'provider/attestation/**', 'provider/engines/**'],
  ['provider/resources/clone-set/**', 'provider/resources/swarm-node/**'],
  ['provider/provider.*'],
  ['provider/main.*', 'provider/docs/**', 'provider/bundling/**'],
];

/** The command-line program uses the provider's engine client and its programs. Nobody imports it. */
const CLI: readonly Floor[] = [
  ['cli/command/**'],
  ['cli/stack/**'],
  ['cli/volume/**', 'cli/image/**', 'cli/doctor/**', 'cli/watch/**'],
  ['cli/program.*'],
  ['cli/main.*', 'cli/bundling/**'],
];

/** The parts of the provider that are not about Terraform. */
const USED_BY_CLI: Floor = [
  'provider/diagnostics/**', 'provider/engine/**', 'provider/probe/**', 'provider/facts/**', 'provider/bundling/**',
];

/** What a floor must not import, as `import/no-restricted-paths` takes it. */
export interface Zone {
  readonly target: string;
  readonly from: readonly string[];
  readonly message: string;
}

/** A zone for each folder: it imports nothing from the floors above, from its neighbours on the same floor, or from another tree. */
export function zones(): Zone[] {
  const others = (tree: readonly Floor[]) => tree.filter((floor) => floor !== SHARED).flat();
  return [
    ...zonesOf(LIBRARY, [...others(PROVIDER), ...CLI.flat()]),
    ...zonesOf(PROVIDER.slice(1), [...others(LIBRARY), ...CLI.flat()]),
    ...zonesOf(CLI, [...others(LIBRARY), ...others(PROVIDER).filter((each) => !USED_BY_CLI.includes(each))]),
  ].filter(({ from }) => from.length > 0);
}

function zonesOf(floors: readonly Floor[], others: readonly string[]): Zone[] {
  return floors.flatMap((floor, level) => floor.map((target) => {
    const above = floors.slice(level + 1).flat();
    const neighbours = floor.filter((each) => each !== target);
    const from = [...above, ...neighbours, ...others].map((each) => `./${each}`);
    return { target: `./${target}`, from, message: 'Imports only go down: DESIGN.md draws the floors.' };
  }));
}
