import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Isolation, IsolationCloneSet, IsolationContainer, IsolationService } from './generated/isolation';
import { HostProvider, isOn } from './host-provider';
import { addressOfResource } from './resources';
import { IsolationReportModel } from '../../model/isolation-report';
import { policyAttributes } from '../../model/policy';
import { PolicyAttributes, policyAttributesOf } from '../../shared/controls/policy-attributes';
import { DescribedContainer } from '../../shared/controls/reader';
import { cloneEngines } from '../raw/clone-engines';
import { attributesOf, describeCloneSet, isCloneSet, isContainer } from '../raw/docker';
import { enforcedPolicy } from '../raw/enforced-policy';
import { serviceEngines } from '../raw/service-engines';
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
  const services = () => resourcesIn(stack, (each) => serviceEngines(each).some((engine) => isOn(host, { ...engine })));
  const resource = new Isolation(scope, 'Resource', {
    provider: host.explicit,
    attributes: () => ({
      directory: model.directory,
      probe: model.probe,
      attested_nodes: model.attestedNodes,
      ...attested(
        blocksFor('container', containers(), policyOf), attestedClones(cloneSets()), blocksFor('service', services(), policyOf)),
    }),
    // An attestation holds for the containers of its time, so a change of a container triggers a new one.
    metaArguments: () => ({
      lifecycle: { replaceTriggeredBy: [...containers(), ...cloneSets(), ...services()].map((each) => addressOfResource(each.resource)) },
    }),
  });
  return { resource, name: resource.friendlyUniqueId, id: resource.getStringAttribute('id') };
}

function resourcesIn(stack: TerraformStack, isWanted: (resource: TerraformResource) => boolean): StackContainer[] {
  return stack.node.findAll().flatMap((node) =>
    TerraformResource.isTerraformResource(node) && isWanted(node) ? [{ resource: node, described: attributesOf(node) }] : []);
}

/** Returns the blocks for clone sets. A set is attested with those of its clones that are on the host then. */
function attestedClones(sets: ReadonlyArray<StackContainer & { readonly hostName: unknown }>): Blocks {
  return blocksFor('clone_set', sets, ({ resource, hostName }, set) => ({
    replicas: `\${${set}.placement["${String(hostName)}"]}`,
    imported: `\${${set}.imported}`,
    ...policyOf({ resource, described: describeCloneSet(resource) }),
  }));
}

/** Blocks of a report, and blocks that Terraform generates. */
interface Blocks {
  readonly single: readonly object[];
  readonly repeated: readonly object[];
}

/** Returns a block for each resource, and a dynamic block for each one with `count` or `for_each`. */
function blocksFor<T extends StackContainer>(
  name: string, resources: readonly T[], attributesFor: (each: T, value: string) => object,
): Blocks {
  const isRepeated = ({ described: { count, for_each: forEach } }: StackContainer) => count !== undefined || forEach !== undefined;
  const repeated = resources.filter(isRepeated).map((each) => ({
    for_each: `\${${addressOfResource(each.resource)}}`,
    content: { id: `\${${name}.value.id}`, name: `\${${name}.value.name}`, ...attributesFor(each, `${name}.value`) },
  }));
  const single = resources.filter((each) => !isRepeated(each)).map((each) => ({
    id: each.resource.getStringAttribute('id'), name: each.described.name, ...attributesFor(each, addressOfResource(each.resource)),
  }));
  return { single, repeated };
}

function attested(containers: Blocks, cloneSets: Blocks, services: Blocks) {
  const dynamic = {
    ...containers.repeated.length > 0 && { container: containers.repeated },
    ...cloneSets.repeated.length > 0 && { clone_set: cloneSets.repeated },
    ...services.repeated.length > 0 && { service: services.repeated },
  };
  return {
    container: containers.single as IsolationContainer[],
    ...cloneSets.single.length > 0 && { clone_set: cloneSets.single as IsolationCloneSet[] },
    ...services.single.length > 0 && { service: services.single as IsolationService[] },
    ...Object.keys(dynamic).length > 0 && { dynamic },
  };
}

/** A container is attested against the policy that is enforced for it, which an override does not change. */
function policyOf({ resource, described }: StackContainer): Pick<IsolationContainer, keyof PolicyAttributes> {
  const enforced = enforcedPolicy(resource);
  return enforced === undefined ? policyAttributesOf(described) as Partial<PolicyAttributes> : policyAttributes(enforced);
}
