import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { Bounds, checkWithin } from './bounds';
import { atPath, countNotKnown, notInPool, quotaExceeded, ruleBroken, rulesOverridden } from './errors';
import { Limited, sumProblems } from './sum-of-limits';
import { BerthError } from '../private/berth-error';
import { blocksOf, isUnknown } from '../private/expressions';
import { BrokenRule } from '../shared/virtual-host/broken-rule';
import { judgeBuild, judgeContainer, judgeImage, judgeNetwork, judgeOverlayNetwork, judgeVolume } from '../shared/virtual-host/judge';
import { judgeNewImageName } from '../shared/virtual-host/judge-image-name';
import { formatRules, VirtualHostRules } from '../shared/virtual-host/rules';
import { RuledObject } from '../targets/raw/ruled-objects';
import { VirtualHostKeeping } from '../targets/target';
import { Size } from '../units/size';

type Attributes = RuledObject['attributes'];

/** How each kind of object is held against rules. */
const JUDGES: { readonly [K in RuledObject['kind']]: (attributes: Attributes, rules: VirtualHostRules) => BrokenRule[] } = {
  container: (container, rules) => judgeContainer(container, rules, isUnknown),
  service: (task, rules) => judgeContainer(task, rules, isUnknown),
  volume: (volume, rules) => judgeVolume(volume, rules, isUnknown),
  network: (network, rules) => (network.driver === 'overlay' ? judgeOverlayNetwork : judgeNetwork)(network, rules, isUnknown),
  // What is built or imported comes from no registry, and has a name of its own.
  image: ({ name, build, root_filesystem: root, archive }, rules) => {
    const builds = blocksOf(build);
    const isPulled = builds.length === 0 && root === undefined && archive === undefined;
    return [
      ...(isPulled ? judgeImage : judgeNewImageName)(name, 'name', rules, isUnknown),
      ...builds.flatMap((each) => judgeBuild(each, rules, isUnknown)),
    ];
  },
};

/** A virtual container host, and what is on it. */
interface Whole {
  readonly rules: VirtualHostRules;
  readonly bounds: Bounds;
  readonly objects: readonly RuledObject[];
  readonly keeping: VirtualHostKeeping;
  /** The number of nodes, if it is on a cluster. */
  readonly nodes?: number;
}

/** Holds what is on a virtual container host against its rules, as it will be synthesized. */
export function ruleProblems({ rules, bounds, objects, keeping, nodes = 1 }: Whole): BerthError[] {
  const text = formatRules(rules);
  return [
    ...objects.flatMap(({ kind, resource, attributes, lastPorts, rules: shown }) => {
      const { path } = placeOf(resource).node;
      const broken = [attributes, ...lastPorts === undefined ? [] : [{ ...attributes, ports: lastPorts }]]
        .flatMap((each) => JUDGES[kind](each, rules).map(({ problem }) => problem));
      return [
        ...[...new Set(broken)].map((problem) => ruleBroken(`${path}: ${problem}`)),
        ...runs(kind) ? checkWithin(boundsOf(attributes), bounds).map((problem) => atPath(path, problem)) : [],
        ...keeping === 'pool' && kind === 'service' ? [notInPool(path)] : [],
        ...keeping === 'pool' && kind !== 'service' && shown !== text ? [rulesOverridden(path, rules.name)] : [],
      ];
    }),
    ...keeping === 'limits' ? countProblems(rules, bounds, objects) : [],
    ...quotaProblems(rules, objects, nodes),
    ...keeping === 'limits' || keeping === 'namespace' ? sumProblems(limitsOf(objects, nodes), bounds, rules.name) : [],
  ];
}

function runs(kind: RuledObject['kind']): boolean {
  return kind === 'container' || kind === 'service';
}

/** Returns how many of each container run at most, and their limits. */
function limitsOf(objects: readonly RuledObject[], nodes: number): Limited[] {
  return objects.filter(({ kind }) => runs(kind)).map(({ resource, attributes, count, peak = count, isOnEachNode }) => ({
    path: placeOf(resource).node.path, most: peak * (isOnEachNode ? nodes : 1), limits: boundsOf(attributes),
  }));
}

/** Returns the limits of a container. */
function boundsOf({ memory, memory_swap: swap, cpus, pids_limit: processes }: Attributes): Bounds {
  const known = (value: unknown) => (value === undefined || isUnknown(value) || !(Number(value) > 0) ? undefined : Number(value));
  const size = (value: unknown) => (known(value) === undefined ? undefined : Size.mebibytes(Number(value)));
  return { memory: size(memory), memorySwap: size(swap), cpus: known(cpus), processes: known(processes) };
}

/** The construct of a resource, or a resource that no construct made. */
function placeOf(resource: TerraformResource): IConstruct {
  return resource.node.id === 'Resource' ? resource.node.scope! : resource;
}

/** On a cluster, nothing counts later. */
function countProblems(rules: VirtualHostRules, bounds: Bounds, objects: readonly RuledObject[]): BerthError[] {
  const isBound = [...Object.values(bounds) as unknown[], rules.max_containers, rules.max_volumes].some((each) => each !== undefined);
  return objects.filter(({ kind, isCounted = true }) => isBound && !isCounted && (runs(kind) || kind === 'volume'))
    .map(({ resource }) => countNotKnown(placeOf(resource).node.path, rules.name));
}

function quotaProblems(
  { max_containers: containers, max_volumes: volumes }: VirtualHostRules, objects: readonly RuledObject[], nodes: number,
): BerthError[] {
  // Those that are paused don't count.
  const counted = objects.filter(({ attributes }) => attributes.suspended !== true);
  const count = (...kinds: Array<RuledObject['kind']>) => counted.filter(({ kind }) => kinds.includes(kind))
    .reduce((sum, each) => sum + each.count * (each.isOnEachNode ? nodes : 1), 0);
  const check = (what: string, found: number, most: number | undefined, prop: string) => (
    most !== undefined && found > most ? [quotaExceeded(what, found, most, `Remove some of them, or raise \`${prop}\`.`)] : []);
  return [
    ...check('containers', count('container', 'service'), containers, 'maxContainers'),
    ...check('volumes', count('volume'), volumes, 'maxVolumes'),
  ];
}
