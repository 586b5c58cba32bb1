import { requireNotBroken } from './judge';
import { Neighbour, neighboursOf } from './neighbour';
import { Attributes, BrokenRule } from '../../src/shared/virtual-host/broken-rule';
import { VIRTUAL_HOST_LABEL, VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { AskOptions, Engine } from '../engine/engine';
import { inspectContainer, inspectNetwork, inspectVolume } from '../engine/inspect';

type Labels = { readonly [label: string]: string } | null | undefined;

/** Throws if a container uses a network or a volume, or joins a container, that is not of its own virtual container host. */
export async function requireOwnNeighbours(engine: Engine, what: string, container: Attributes, rules: VirtualHostRules): Promise<void> {
  await requireOwn(engine, what, neighboursOf(container), rules, {});
}

/**
 * Throws if a container was created with a volume that is not of its own virtual container host: the engine makes one that was removed
 * since it was judged, without a size and a label. Such a one is removed again by `removeMadeVolumes`.
 */
export async function requireOwnVolumes(engine: Engine, what: string, container: Attributes, rules: VirtualHostRules): Promise<void> {
  await requireOwn(engine, what, neighboursOf(container).filter(({ kind }) => kind === 'volume'), rules, { fresh: true });
}

/**
 * Removes the volumes of a container that is removed, if the engine made them when it created the container.
 *
 * @param since  when the container was created, in RFC 3339
 */
export async function removeMadeVolumes(engine: Engine, container: Attributes, since: string): Promise<void> {
  // A volume has the time of its creation in seconds.
  const begin = Math.floor(Date.parse(since) / 1000);
  for (const { kind, name } of neighboursOf(container)) {
    const volume = kind === 'volume' ? await inspectVolume(engine, name, { fresh: true }) : undefined;
    const { CreatedAt: created = '', Labels: labels } = (volume ?? {}) as { CreatedAt?: string; Labels?: Labels };
    if (volume === undefined || labels?.[VIRTUAL_HOST_LABEL] !== undefined || !(Math.floor(Date.parse(created) / 1000) >= begin)) continue;
    await engine.call(`remove volume "${name}"`, (docker) => docker.getVolume(name).remove());
  }
}

async function requireOwn(
  engine: Engine, what: string, neighbours: readonly Neighbour[], rules: VirtualHostRules, options: AskOptions,
): Promise<void> {
  const broken = await Promise.all(neighbours.map((neighbour) => judge(engine, neighbour, rules, options)));
  requireNotBroken(what, rules, broken.flat());
}

/** Whether labels say that something is of a virtual container host. */
export function isOf(labels: Labels, { name }: VirtualHostRules): boolean {
  return (labels?.[VIRTUAL_HOST_LABEL] ?? '').split(',').includes(name);
}

async function judge(
  engine: Engine, { kind, name, attribute }: Neighbour, rules: VirtualHostRules, options: AskOptions,
): Promise<BrokenRule[]> {
  const found = await FIND[kind](engine, name, options);
  if (found !== undefined && isOf(found.labels, rules)) return [];
  const problem = found === undefined
    ? `The engine has no ${kind} "${name}"${kind === 'volume' ? ', and would make it without a rule' : ''}.`
    : `The ${kind} "${name}" ${found.labels?.[VIRTUAL_HOST_LABEL] === undefined ? 'is of no virtual container host'
      : `is of "${found.labels[VIRTUAL_HOST_LABEL]}"`}.`;
  return [{
    rule: 'name',
    attribute,
    problem: `${problem} A container of "${rules.name}" may only use a ${kind} with the label "${VIRTUAL_HOST_LABEL}" and that name. `
      + `${kind === 'container' ? 'Name a container' : `Make one with a docker_${kind}, or name one`} of this virtual container host.`,
  }];
}

type Find = (engine: Engine, name: string, options: AskOptions) => Promise<{ readonly labels: Labels } | undefined>;

const FIND: { readonly [K in Neighbour['kind']]: Find } = {
  async container(engine, name, options) {
    const inspect = await inspectContainer(engine, name, options);
    return inspect && { labels: inspect.Config.Labels };
  },
  async network(engine, name, options) {
    const inspect = await inspectNetwork(engine, name, options);
    return inspect && { labels: inspect.Labels };
  },
  async volume(engine, name, options) {
    const inspect = await inspectVolume(engine, name, options);
    return inspect && { labels: inspect.Labels };
  },
};
