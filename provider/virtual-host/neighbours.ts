import { requireNotBroken } from './judge';
import { Neighbour, neighboursOf } from './neighbour';
import { Attributes, BrokenRule } from '../../src/shared/virtual-host/broken-rule';
import { VIRTUAL_HOST_LABEL, VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { Engine } from '../engine/engine';
import { inspectContainer, inspectNetwork, inspectVolume } from '../engine/inspect';

type Labels = { readonly [label: string]: string } | null | undefined;

/** Throws if a container uses a network or a volume, or joins a container, that is not of its own virtual container host. */
export async function requireOwnNeighbours(engine: Engine, what: string, container: Attributes, rules: VirtualHostRules): Promise<void> {
  const broken = await Promise.all(neighboursOf(container).map((neighbour) => judge(engine, neighbour, rules)));
  requireNotBroken(what, rules, broken.flat());
}

/** Whether labels say that something is of a virtual container host. */
export function isOf(labels: Labels, { name }: VirtualHostRules): boolean {
  return (labels?.[VIRTUAL_HOST_LABEL] ?? '').split(',').includes(name);
}

async function judge(engine: Engine, { kind, name, attribute }: Neighbour, rules: VirtualHostRules): Promise<BrokenRule[]> {
  const found = await FIND[kind](engine, name);
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

const FIND: { readonly [K in Neighbour['kind']]: (engine: Engine, name: string) => Promise<{ readonly labels: Labels } | undefined> } = {
  async container(engine, name) {
    const inspect = await inspectContainer(engine, name);
    return inspect && { labels: inspect.Config.Labels };
  },
  async network(engine, name) {
    const inspect = await inspectNetwork(engine, name);
    return inspect && { labels: inspect.Labels };
  },
  async volume(engine, name) {
    const inspect = await inspectVolume(engine, name);
    return inspect && { labels: inspect.Labels };
  },
};
