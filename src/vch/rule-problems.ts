import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { Bounds, checkWithin } from './bounds';
import { atPath, quotaExceeded, ruleBroken, rulesOverridden } from './errors';
import { BerthError } from '../private/berth-error';
import { blocksOf, isUnknown } from '../private/expressions';
import { BrokenRule } from '../shared/virtual-host/broken-rule';
import { judgeBuild, judgeContainer, judgeImage, judgeNetwork, judgeVolume } from '../shared/virtual-host/judge';
import { judgeNewImageName } from '../shared/virtual-host/judge-image-name';
import { formatRules, VirtualHostRules } from '../shared/virtual-host/rules';
import { RuledObject } from '../targets/raw/ruled-objects';
import { Size } from '../units/size';

type Attributes = RuledObject['attributes'];

/** How each kind of object is held against rules. */
const JUDGES: { readonly [K in RuledObject['kind']]: (attributes: Attributes, rules: VirtualHostRules) => BrokenRule[] } = {
  container: (container, rules) => judgeContainer(container, rules, isUnknown),
  volume: (volume, rules) => judgeVolume(volume, rules, isUnknown),
  network: (network, rules) => judgeNetwork(network, rules, isUnknown),
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
  /** Whether resources show their rules. */
  readonly areShown: boolean;
}

/** Holds what is on a virtual container host against its rules, as it will be synthesized. */
export function ruleProblems({ rules, bounds, objects, areShown }: Whole): BerthError[] {
  const text = formatRules(rules);
  return [
    ...objects.flatMap(({ kind, resource, attributes, lastPorts, rules: shown }) => {
      const { path } = placeOf(resource).node;
      const broken = [attributes, ...lastPorts === undefined ? [] : [{ ...attributes, ports: lastPorts }]]
        .flatMap((each) => JUDGES[kind](each, rules).map(({ problem }) => problem));
      return [
        ...[...new Set(broken)].map((problem) => ruleBroken(`${path}: ${problem}`)),
        ...kind === 'container' ? checkWithin(boundsOf(attributes), bounds).map((problem) => atPath(path, problem)) : [],
        ...areShown && shown !== text ? [rulesOverridden(path, rules.name)] : [],
      ];
    }),
    ...quotaProblems(rules, objects),
  ];
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

function quotaProblems(
  { max_containers: containers, max_volumes: volumes }: VirtualHostRules, objects: readonly RuledObject[],
): BerthError[] {
  // Those that are paused don't count.
  const counted = objects.filter(({ attributes }) => attributes.suspended !== true);
  const count = (kind: RuledObject['kind']) => counted.filter((each) => each.kind === kind).reduce((sum, each) => sum + each.count, 0);
  const check = (what: string, found: number, most: number | undefined, prop: string) => (
    most !== undefined && found > most ? [quotaExceeded(what, found, most, `Remove some of them, or raise \`${prop}\`.`)] : []);
  return [
    ...check('containers', count('container'), containers, 'maxContainers'), ...check('volumes', count('volume'), volumes, 'maxVolumes'),
  ];
}
