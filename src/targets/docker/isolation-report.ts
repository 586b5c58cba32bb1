import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Isolation, IsolationCloneSet, IsolationContainer } from './generated/isolation';
import { HostProvider, isOn } from './host-provider';
import { addressOfResource } from './resources';
import { IsolationReportModel } from '../../model/isolation-report';
import { policyAttributes } from '../../model/policy';
import { PolicyAttributes, policyAttributesOf } from '../../shared/controls/policy-attributes';
import { DescribedContainer } from '../../shared/controls/reader';
import { cloneEngines } from '../raw/clone-engines';
import { attributesOf, describeCloneSet, isCloneSet, isContainer } from '../raw/docker';
import { enforcedPolicy } from '../raw/enforced-policy';
import { Rendered } from '../target';

/** A container of the stack, with its attributes as they are synthesized. */
interface StackContainer {
  readonly resource: TerraformResource;
  readonly described: DescribedContainer;
}

/** Adds a `docker_isolation` for all containers and clones that the stack has on a host, whether or not a construct of Berth made them. */
export function addIsolationReport(scope: Construct, model: IsolationReportModel, host: HostProvider): Rendered {
  const stack = TerraformStack.of(scope);
  const containers = () => resourcesIn(stack, isContainer).filter(({ described }) => isOn(host, described));
  const cloneSets = () => resourcesIn(stack, isCloneSet).flatMap((set) => {
    const found = cloneEngines(set.resource).find((engine) => isOn(host, { ...engine }));
    return found === undefined ? [] : [{ ...set, hostName: found.name }];
  });
  const resource = new Isolation(scope, 'Resource', {
    provider: host.explicit,
    attributes: () => ({ ...model, ...attested(containers()), ...attestedClones(cloneSets()) }),
    // An attestation holds for the containers of its time, so a change of a container triggers a new one.
    metaArguments: () => ({
      lifecycle: { replaceTriggeredBy: [...containers(), ...cloneSets()].map((each) => addressOfResource(each.resource)) },
    }),
  });
  return { resource, name: resource.friendlyUniqueId, id: resource.getStringAttribute('id') };
}

function resourcesIn(stack: TerraformStack, isWanted: (resource: TerraformResource) => boolean): StackContainer[] {
  return stack.node.findAll().flatMap((node) =>
    TerraformResource.isTerraformResource(node) && isWanted(node) ? [{ resource: node, described: attributesOf(node) }] : []);
}

/** Returns a block for each clone set. It is attested with those of its clones that are on the host then. */
function attestedClones(sets: ReadonlyArray<StackContainer & { readonly hostName: unknown }>) {
  const blocks = sets.map(({ resource, described, hostName }) => ({
    id: resource.getStringAttribute('id'),
    name: described.name,
    replicas: `\${${addressOfResource(resource)}.placement["${String(hostName)}"]}`,
    imported: `\${${addressOfResource(resource)}.imported}`,
    ...policyOf({ resource, described: describeCloneSet(resource) }),
  }));
  return blocks.length === 0 ? {} : { clone_set: blocks as unknown as IsolationCloneSet[] };
}

/** Returns a block for each container, and a dynamic block for each resource with `count` or `for_each`. */
function attested(containers: readonly StackContainer[]) {
  const isRepeated = ({ resource: { count, forEach } }: StackContainer) => count !== undefined || forEach !== undefined;
  const repeated = containers.filter(isRepeated).map(({ resource, described }) => ({
    for_each: `\${${addressOfResource(resource)}}`,
    content: { id: '${container.value.id}', name: '${container.value.name}', ...policyOf({ resource, described }) },
  }));
  const single = containers.filter((each) => !isRepeated(each)).map(({ resource, described }) => (
    { id: resource.getStringAttribute('id'), name: described.name, ...policyOf({ resource, described }) }));
  return {
    container: single as IsolationContainer[],
    ...(repeated.length > 0 && { dynamic: { container: repeated } }),
  };
}

/** A container is attested against the policy that is enforced for it, which an override does not change. */
function policyOf({ resource, described }: StackContainer): Pick<IsolationContainer, keyof PolicyAttributes> {
  const enforced = enforcedPolicy(resource);
  return enforced === undefined ? policyAttributesOf(described) as Partial<PolicyAttributes> : policyAttributes(enforced);
}
