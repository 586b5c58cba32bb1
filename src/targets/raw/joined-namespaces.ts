import { TerraformResource, TerraformStack } from 'cdktf';
import { areOnOneEngine } from './engine-of';
import { isUnknown } from '../../private/expressions';
import { isOfHost, NAMESPACES, ownerOf } from '../../shared/controls/joined-namespace';
import { DescribedContainer } from '../../shared/controls/reader';

/** A reference to a resource by its id or name, as it is synthesized. */
const REFERENCE = /^\$\{(\w+)\.([\w-]+)\.(id|name)\}$/;

type AttributesOf = (resource: TerraformResource) => DescribedContainer;

/** A container of another engine whose namespace a container is to join. */
export interface JoinedElsewhere {
  readonly attribute: string;
  readonly owner: TerraformResource;
}

/**
 * Returns a container with the namespaces that it gets: if it joins another container of the stack that has a namespace of the host, it
 * has that namespace, too.
 *
 * @param attributesOf returns the attributes of a resource, as they will be synthesized
 */
export function withNamespacesOfOwners(
  container: DescribedContainer, stack: TerraformStack, attributesOf: AttributesOf,
): DescribedContainer {
  const joined = NAMESPACES.filter(([attribute]) => ownerOf(container[attribute]) !== undefined);
  if (joined.length === 0) return container;
  const modeOf = (attribute: string): unknown => {
    const seen = new Set<string>();
    let mode = container[attribute];
    for (let owner = ownerOf(mode); owner !== undefined && !seen.has(owner); owner = ownerOf(mode)) {
      seen.add(owner);
      const [found] = ownersIn(stack, owner, attributesOf);
      mode = found && attributesOf(found)[attribute];
    }
    return mode;
  };
  const modes = joined.map(([attribute]) => [attribute, modeOf(attribute)] as const)
    .filter(([attribute, mode]) => !isUnknown(mode) && isOfHost(attribute, mode));
  return { ...container, ...Object.fromEntries(modes) };
}

/** Returns the containers of the stack whose namespaces a container is to join, although they are on another engine. */
export function joinedElsewhere(container: DescribedContainer, stack: TerraformStack, attributesOf: AttributesOf): JoinedElsewhere[] {
  return NAMESPACES.flatMap(([attribute]) => {
    const owner = ownerOf(container[attribute]);
    const owners = owner === undefined ? [] : ownersIn(stack, owner, attributesOf);
    // A name can be that of a container on each engine.
    const isHere = owners.length === 0 || owners.some((each) => areOnOneEngine(attributesOf(each), container));
    return isHere ? [] : [{ attribute, owner: owners[0]! }];
  });
}

/** Returns the containers of the stack that a reference or a name is about. */
function ownersIn(stack: TerraformStack, owner: string, attributesOf: AttributesOf): TerraformResource[] {
  const [, type, id] = REFERENCE.exec(owner) ?? [];
  const resources = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)) as TerraformResource[];
  const isOwner = (resource: TerraformResource) => type === undefined
    ? attributesOf(resource).name === owner
    : resource.terraformResourceType === type && resource.friendlyUniqueId === id;
  return resources.filter((resource) => resource.terraformResourceType === 'docker_container' && isOwner(resource));
}
