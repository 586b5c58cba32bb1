import { TerraformResource } from 'cdktf';
import { attributesOf, isCloneSet, isContainer, overrideTemplate } from './docker';
import { blocksOf, isUnknown } from '../../private/expressions';
import { portsOfClone } from '../../shared/clones';

/** What a resource makes on an engine that a virtual container host has rules for. */
export interface RuledObject {
  readonly kind: 'container' | 'network' | 'volume' | 'image';
  readonly resource: TerraformResource;
  /** The attributes of the resource, or those of each clone, as they will be synthesized. */
  readonly attributes: { readonly [name: string]: unknown };
  /** The published ports of the last clone, which are the highest. @default - it has no clones */
  readonly lastPorts?: readonly object[];
  /** The rules, as the resource will show them. */
  readonly rules: unknown;
  /** The number of objects, as far as it is known. */
  readonly count: number;
}

const KINDS: { readonly [type: string]: RuledObject['kind'] } = {
  docker_network: 'network', docker_volume: 'volume', docker_image: 'image', docker_image_import: 'image',
};

/** Whether a virtual container host has rules for what a resource makes. */
export function isRuled(element: unknown): element is TerraformResource {
  return TerraformResource.isTerraformResource(element)
    && (isContainer(element) || isCloneSet(element) || element.terraformResourceType in KINDS);
}

/** Gives rules to a resource that shows none, or to its template. */
export function showRules(resource: TerraformResource, rules: string): void {
  if (ruledObject(resource).rules !== undefined) return;
  if (isCloneSet(resource)) overrideTemplate(resource, { virtual_host: rules });
  else resource.addOverride('virtual_host', rules);
}

/** Returns what a resource makes. */
export function ruledObject(resource: TerraformResource): RuledObject {
  const attributes = attributesOf(resource);
  if (isCloneSet(resource)) {
    const { name, replicas, standby, template } = attributes;
    const [each = {}] = blocksOf(template);
    const count = typeof replicas === 'number' && !isUnknown(replicas) ? replicas : 0;
    const parked = typeof standby === 'number' && !isUnknown(standby) ? standby : 0;
    const lastPorts = portsOfClone(blocksOf(each.ports), Math.max(count + parked - 1, 0));
    return { kind: 'container', resource, attributes: { ...each, name }, lastPorts, rules: each.virtual_host, count };
  }
  const kind = isContainer(resource) ? 'container' : KINDS[resource.terraformResourceType];
  const { count } = attributes;
  return { kind, resource, attributes, rules: attributes.virtual_host, count: typeof count === 'number' && !isUnknown(count) ? count : 1 };
}
