import { IConstruct } from 'constructs';
import { AddressPlan } from './address-plan';
import { ambiguousAliases } from './ambiguous-aliases';
import { duplicateHostPort, duplicateName, misleadingName, startOrderLoop } from './errors';
import { findLoop } from './loop';
import { ContainerMember, NamedMember, NetworkMember } from './members';
import { References } from './references';
import { IContainerHost } from '../../engine/i-container-host';
import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';
import { canonicalAddress } from '../../shared/ip';

interface Publication {
  readonly ip: string;
  /** How messages refer to the container and its port. */
  readonly label: string;
}

// The addresses that stand for all addresses of an IP version, and a test for that version.
const WILDCARDS: ReadonlyArray<readonly [wildcard: string, covers: (ip: string) => boolean]> = [
  ['0.0.0.0', (ip) => !ip.includes(':')],
  ['::', (ip) => ip.includes(':')],
];

const byEngine = new WeakMap<IConstruct, Inventory>();

/**
 * Everything that a stack puts on one engine, with checks for conflicts among it. Each check is a single pass over the inventory, so that
 * it scales to tens of thousands of containers.
 *
 * @internal
 */
export class Inventory {
  /** Returns the inventory of the engine that a host is on. The first call registers the validation of the engine. */
  public static of(host: IContainerHost): Inventory {
    const { engine } = host._placement;
    let inventory = byEngine.get(engine);
    if (!inventory) {
      inventory = new Inventory();
      byEngine.set(engine, inventory);
      engine.node.addValidation({ validate: () => inventory!.problems().map(({ detail }) => detail) });
    }
    return inventory;
  }

  private readonly networks: NetworkMember[] = [];
  private readonly containers: ContainerMember[] = [];
  private readonly volumes: NamedMember[] = [];
  private readonly addresses = new AddressPlan(this.networks);

  public addContainer(container: ContainerMember): void {
    this.containers.push(container);
    References.in(container.host._placement.stack).add(container);
  }

  public addNetwork(network: NetworkMember): void {
    this.networks.push(network);
  }

  public addVolume(volume: NamedMember): void {
    this.volumes.push(volume);
  }

  /** Returns the subnet allocated for a network. It is known only once all networks of the engine have been added. */
  public subnetOf(network: NetworkMember): string | undefined {
    return this.addresses.subnetOf(network);
  }

  public problems(): BerthError[] {
    return [
      ...duplicateNames('The container', this.containers),
      ...this.namesOfClones(),
      ...duplicateNames('The network', this.networks),
      ...duplicateNames('The volume', this.volumes),
      ...this.duplicateHostPorts(),
      ...this.startOrderLoops(),
      ...this.misleadingNames(),
      ...ambiguousAliases(this.containers),
      ...this.addresses.problems(),
    ];
  }

  /**
   * Finds containers that can reach each other on one network but not on another. The names resolve on both networks, possibly to the
   * address on the network where the other container can't be reached.
   */
  private misleadingNames(): BerthError[] {
    const pairs = new Map<string, { blocked: IConstruct; open: IConstruct; members: ContainerMember[] }>();
    for (const container of this.containers) {
      const networks = container._model.networks.map(({ network }) => network);
      for (const blocked of networks.filter(({ _model }) => !_model.traffic.peers)) {
        for (const open of networks.filter(({ _model }) => _model.traffic.peers)) {
          const key = `${blocked.node.path} ${open.node.path}`;
          const pair = pairs.get(key) ?? { blocked, open, members: [] };
          pair.members.push(container);
          pairs.set(key, pair);
        }
      }
    }
    return [...pairs.values()].filter(({ members }) => members.length > 1)
      .map(({ blocked, open, members }) => misleadingName(blocked.node.path, open.node.path, members.map(({ node }) => node.path)));
  }

  private duplicateHostPorts(): BerthError[] {
    const publications = new Map<string, Publication[]>();
    for (const container of this.containers) {
      for (const { hostPort, hostIp, protocol, containerPort } of container._model.ports) {
        if (!isKnown(hostPort) || !isKnown(hostIp)) continue;
        const count = container.host._placement.target.clonesSharePorts ? 1 : countOf(container);
        for (let port = hostPort; port < hostPort + count; port += 1) {
          const label = `${container.node.path} (${hostIp}:${port} to ${containerPort})`;
          push(publications, `${port}/${protocol}`, { ip: canonicalAddress(hostIp) ?? hostIp, label });
        }
      }
    }
    return [...publications].flatMap(([port, all]) =>
      conflicts(all).map((conflict) => duplicateHostPort(port, conflict.map(({ label }) => label))));
  }

  /** Finds containers with the name of a clone. */
  private namesOfClones(): BerthError[] {
    const sets = new Map(this.containers.filter(({ _model }) => _model.clones).map((set) => [set._model.name, set]));
    return this.containers.flatMap((container) => {
      const { name, clones } = container._model;
      const [, start, index] = (isKnown(name) && CLONE_NAME.exec(name)) || [];
      const set = start === undefined || clones ? undefined : sets.get(start);
      if (set === undefined || Number(index) >= countOf(set)) return [];
      return [duplicateName('The container', name, [set.node.path, container.node.path])];
    });
  }

  private startOrderLoops(): BerthError[] {
    const visited = new Set<ContainerMember>();
    const problems: BerthError[] = [];
    for (const start of this.containers) {
      const loop = findLoop(start, startsAfter, visited);
      if (loop) problems.push(startOrderLoop(loop.map((container) => container.node.path)));
    }
    return problems;
  }
}

/** How the name of a clone ends. */
const CLONE_NAME = /^(.*)-(0|[1-9]\d*)$/;

/** Returns for how many containers one stands, as far as it is known. */
function countOf({ _model: { clones } }: ContainerMember): number {
  if (clones === undefined) return 1;
  const { replicas, standby = 0 } = clones;
  return (isKnown(replicas) ? replicas : 0) + (isKnown(standby) ? standby : 0);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function duplicateNames(what: string, named: readonly NamedMember[]): BerthError[] {
  const byName = new Map<string, string[]>();
  for (const construct of named) {
    if (isKnown(construct._model.name)) push(byName, construct._model.name, construct.node.path);
  }
  return [...byName].filter(([, paths]) => paths.length > 1).map(([name, paths]) => duplicateName(what, name, paths));
}

/** Groups the publications of one port that the engine can't serve together: on the same address, or on all addresses and one of them. */
function conflicts(publications: readonly Publication[]): Publication[][] {
  const byIp = new Map<string, Publication[]>();
  for (const publication of publications) push(byIp, publication.ip, publication);
  const groups: Publication[][] = [];
  for (const [wildcard, covers] of WILDCARDS) {
    if (!byIp.has(wildcard)) continue;
    const covered = [...byIp.keys()].filter(covers);
    groups.push(covered.flatMap((ip) => byIp.get(ip)!));
    covered.forEach((ip) => byIp.delete(ip));
  }
  return [...groups, ...byIp.values()].filter((group) => group.length > 1);
}

function startsAfter({ _model }: ContainerMember): ContainerMember[] {
  return [..._model.startAfter] as ContainerMember[];
}
