import { IConstruct } from 'constructs';
import { AddressPlan } from './address-plan';
import { duplicateHostPort, duplicateName, misleadingName, startOrderLoop } from './errors';
import { ContainerMember, NamedMember, NetworkMember, OrderedMember } from './members';
import { IContainerHost } from '../../engine/i-container-host';
import { BerthError } from '../../private/berth-error';
import { canonicalIp } from '../../private/ip-address';
import { isKnown } from '../../private/tokens';

interface Publication {
  readonly ip: string;
  readonly user: string;
}

// The addresses that stand for all of their family, and a test for that family.
const WILDCARDS: ReadonlyArray<readonly [wildcard: string, covers: (ip: string) => boolean]> = [
  ['0.0.0.0', (ip) => !ip.includes(':')],
  ['::', (ip) => ip.includes(':')],
];

const byEngine = new WeakMap<IConstruct, Inventory>();

/**
 * What a stack puts on one engine, and what can't be there together. Every check is one pass over the inventory, so that it holds for
 * tens of thousands of containers.
 *
 * @internal
 */
export class Inventory {
  /** The inventory of the engine that a host is on. The engine's validation is registered on first use. */
  public static of(host: IContainerHost): Inventory {
    const { engine, addressRange } = host._placement;
    let inventory = byEngine.get(engine);
    if (!inventory) {
      inventory = new Inventory(addressRange);
      byEngine.set(engine, inventory);
      engine.node.addValidation({ validate: () => inventory!.problems().map(({ detail }) => detail) });
    }
    return inventory;
  }

  private readonly networks: NetworkMember[] = [];
  private readonly containers: ContainerMember[] = [];
  private readonly volumes: NamedMember[] = [];
  private readonly addresses: AddressPlan;

  private constructor(addressRange: string) {
    this.addresses = new AddressPlan(addressRange, this.networks);
  }

  public addContainer(container: ContainerMember): void {
    this.containers.push(container);
  }

  public addNetwork(network: NetworkMember): void {
    this.networks.push(network);
  }

  public addVolume(volume: NamedMember): void {
    this.volumes.push(volume);
  }

  /** The subnet that is laid out for a network. It is known only when all networks of the engine have been added. */
  public subnetOf(network: NetworkMember): string | undefined {
    return this.addresses.subnetOf(network);
  }

  public problems(): BerthError[] {
    return [
      ...duplicateNames('The container', this.containers),
      ...duplicateNames('The network', this.networks),
      ...duplicateNames('The volume', this.volumes),
      ...this.duplicateHostPorts(),
      ...this.startOrderLoops(),
      ...this.misleadingNames(),
      ...this.addresses.problems(),
    ];
  }

  /** Containers that reach each other on one network and not on another, both of which know them by their names. */
  private misleadingNames(): BerthError[] {
    const shared = new Map<string, { blocked: NetworkMember; open: NetworkMember; members: ContainerMember[] }>();
    for (const container of this.containers) {
      const { networks } = container._attachments;
      for (const blocked of networks.filter(({ level }) => !level.reachesPeers)) {
        for (const open of networks.filter(({ level }) => level.reachesPeers)) {
          const key = `${blocked.node.path} ${open.node.path}`;
          const both = shared.get(key) ?? { blocked, open, members: [] };
          both.members.push(container);
          shared.set(key, both);
        }
      }
    }
    return [...shared.values()].filter(({ members }) => members.length > 1)
      .map(({ blocked, open, members }) => misleadingName(blocked.node.path, open.node.path, members.map(({ node }) => node.path)));
  }

  private duplicateHostPorts(): BerthError[] {
    const publications = new Map<string, Publication[]>();
    for (const container of this.containers) {
      for (const { hostPort, hostIp, protocol, containerPort } of container._publishedPorts()) {
        if (!isKnown(hostPort) || !isKnown(hostIp)) continue;
        const port = `${hostPort}/${protocol}`;
        push(publications, port, { ip: canonicalIp(hostIp), user: `${container.node.path} (${hostIp}:${hostPort} to ${containerPort})` });
      }
    }
    return [...publications].flatMap(([port, users]) => conflicts(users).map((conflict) => duplicateHostPort(port, conflict.map(({ user }) => user))));
  }

  private startOrderLoops(): BerthError[] {
    const done = new Set<OrderedMember>();
    const problems: BerthError[] = [];
    for (const start of this.containers) {
      const loop = findLoop(start, done);
      if (loop) problems.push(startOrderLoop(loop.map((container) => container.node.path)));
    }
    return problems;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function duplicateNames(what: string, named: readonly NamedMember[]): BerthError[] {
  const byName = new Map<string, string[]>();
  for (const construct of named) {
    if (isKnown(construct._givenName)) push(byName, construct._givenName, construct.node.path);
  }
  return [...byName].filter(([, paths]) => paths.length > 1).map(([name, paths]) => duplicateName(what, name, paths));
}

/** The groups among the users of one port that the engine can't serve together: the same address, or all addresses and one of them. */
function conflicts(users: readonly Publication[]): Publication[][] {
  const byIp = new Map<string, Publication[]>();
  for (const user of users) push(byIp, user.ip, user);
  const groups: Publication[][] = [];
  for (const [wildcard, covers] of WILDCARDS) {
    if (!byIp.has(wildcard)) continue;
    const covered = [...byIp.keys()].filter(covers);
    groups.push(covered.flatMap((ip) => byIp.get(ip)!));
    covered.forEach((ip) => byIp.delete(ip));
  }
  return [...groups, ...byIp.values()].filter((group) => group.length > 1);
}

/** A loop that can be reached from a container, by a walk that needs no recursion: a chain of ten thousand is no loop. */
function findLoop(start: OrderedMember, done: Set<OrderedMember>): OrderedMember[] | undefined {
  if (done.has(start)) return undefined;
  const path: OrderedMember[] = [];
  const onPath = new Set<OrderedMember>();
  const walk: Array<{ container: OrderedMember; rest: OrderedMember[] }> = [{ container: start, rest: start._startsAfter() }];
  path.push(start);
  onPath.add(start);
  while (walk.length > 0) {
    const { container, rest } = walk[walk.length - 1];
    const next = rest.pop();
    if (next === undefined) {
      walk.pop();
      path.pop();
      onPath.delete(container);
      done.add(container);
    } else if (onPath.has(next)) {
      path.forEach((each) => done.add(each));
      return [...path.slice(path.indexOf(next)), next];
    } else if (!done.has(next)) {
      walk.push({ container: next, rest: next._startsAfter() });
      path.push(next);
      onPath.add(next);
    }
  }
  return undefined;
}
