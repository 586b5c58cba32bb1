import { TerraformResource, TerraformStack } from 'cdktf';
import { NAMESPACES, ownerOf } from '../../shared/controls/joined-namespace';
import { DescribedContainer } from '../../shared/controls/reader';

/** A reference to a resource by its id or name, as it is synthesized. */
const REFERENCE = /^\$\{(\w+)\.([\w-]+)\.(id|name)\}$/;

/**
 * Returns a container with the namespaces that it gets: if it joins another container of the stack that has a namespace of the host, it
 * has that namespace, too.
 *
 * @param attributesOf returns the attributes of a resource, as they will be synthesized
 */
export function withNamespacesOfOwners(
  container: DescribedContainer, stack: TerraformStack, attributesOf: (resource: TerraformResource) => DescribedContainer,
): DescribedContainer {
  const joined = NAMESPACES.filter(([attribute]) => ownerOf(container[attribute]) !== undefined);
  if (joined.length === 0) return container;
  const modeOf = (attribute: string): unknown => {
    const seen = new Set<string>();
    let mode = container[attribute];
    for (let owner = ownerOf(mode); owner !== undefined && !seen.has(owner); owner = ownerOf(mode)) {
      seen.add(owner);
      mode = ownerIn(stack, owner, attributesOf)?.[attribute];
    }
    return mode;
  };
  const modes = joined.map(([attribute]) => [attribute, modeOf(attribute)] as const).filter(([, mode]) => mode === 'host');
  return { ...container, ...Object.fromEntries(modes) };
}

function ownerIn(
  stack: TerraformStack, owner: string, attributesOf: (resource: TerraformResource) => DescribedContainer,
): DescribedContainer | undefined {
  const [, type, id] = REFERENCE.exec(owner) ?? [];
  const resources = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)) as TerraformResource[];
  const isOwner = (resource: TerraformResource) => type === undefined
    ? attributesOf(resource).name === owner
    : resource.terraformResourceType === type && resource.friendlyUniqueId === id;
  const found = resources.find((resource) => resource.terraformResourceType === 'docker_container' && isOwner(resource));
  return found && attributesOf(found);
}
