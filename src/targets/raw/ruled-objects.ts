import { TerraformResource } from 'cdktf';
import { attributesOf, isCloneSet, isContainer, isService, overrideTemplate } from './docker';
import { taskAsContainer, tasksOf, timesOf } from './service-tasks';
import { blocksOf, isUnknown } from '../../private/expressions';
import { portsOfClone } from '../../shared/clones';

/** What a resource makes on an engine that a virtual container host has rules for. */
export interface RuledObject {
  readonly kind: 'container' | 'service' | 'network' | 'volume' | 'image';
  readonly resource: TerraformResource;
  /** The attributes of the resource, or those of each clone or task as a container, as they will be synthesized. */
  readonly attributes: { readonly [name: string]: unknown };
  /** The published ports of the last clone, which are the highest. @default - it has no clones */
  readonly lastPorts?: readonly object[];
  /** The rules, as the resource will show them. */
  readonly rules: unknown;
  /** The number of objects, as far as it is known. */
  readonly count: number;
  /** The most objects at one time, while an update replaces them. @default - `count` */
  readonly peak?: number;
  /** Whether the numbers are known before Terraform runs. @default true */
  readonly isCounted?: boolean;
  /** Whether the numbers are those of each node. @default false */
  readonly isOnEachNode?: boolean;
}

const KINDS: { readonly [type: string]: RuledObject['kind'] } = {
  docker_network: 'network', docker_volume: 'volume', docker_image: 'image', docker_image_import: 'image',
};

const ofOtherTargets = new WeakMap<TerraformResource, () => RuledObject>();

/** Says what a resource makes that is none of Docker's. */
export function setRuledObject(resource: TerraformResource, read: () => RuledObject): void {
  ofOtherTargets.set(resource, read);
}

/** Whether a virtual container host has rules for what a resource makes. */
export function isRuled(element: unknown): element is TerraformResource {
  return TerraformResource.isTerraformResource(element)
    && (ofOtherTargets.has(element) || isContainer(element) || isCloneSet(element) || isService(element)
      || element.terraformResourceType in KINDS);
}

/** Gives rules to a resource that shows none, or to its template. */
export function showRules(resource: TerraformResource, rules: string): void {
  if (ruledObject(resource).rules !== undefined) return;
  if (isCloneSet(resource)) overrideTemplate(resource, { virtual_host: rules });
  else resource.addOverride('virtual_host', rules);
}

/** Returns what a resource makes. */
export function ruledObject(resource: TerraformResource): RuledObject {
  const read = ofOtherTargets.get(resource);
  if (read !== undefined) return read();
  const attributes = attributesOf(resource);
  if (isCloneSet(resource)) {
    const { name, replicas, standby, template } = attributes;
    const [each = {}] = blocksOf(template);
    const count = (typeof replicas === 'number' && !isUnknown(replicas) ? replicas : 0) * (timesOf(attributes) ?? 1);
    const parked = typeof standby === 'number' && !isUnknown(standby) ? standby : 0;
    const lastPorts = portsOfClone(blocksOf(each.ports), Math.max(count + parked - 1, 0));
    return { kind: 'container', resource, attributes: { ...each, name }, lastPorts, rules: each.virtual_host, count };
  }
  const times = timesOf(attributes);
  if (isService(resource)) {
    const { count, peak, areOnEachNode: isOnEachNode, areKnown } = tasksOf(attributes);
    const numbers = { count: count * (times ?? 1), peak: peak * (times ?? 1), isOnEachNode, isCounted: areKnown && times !== undefined };
    return { kind: 'service', resource, attributes: taskAsContainer(attributes), rules: undefined, ...numbers };
  }
  const kind = isContainer(resource) ? 'container' : KINDS[resource.terraformResourceType];
  return { kind, resource, attributes, rules: attributes.virtual_host, count: times ?? 1, isCounted: times !== undefined };
}
