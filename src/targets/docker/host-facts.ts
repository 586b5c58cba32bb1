import { Aspects, Precondition, TerraformDataSource, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { DataHostFacts } from './generated/data-host-facts';
import { HostProvider, isOn } from './host-provider';
import { containerNeeds, networkNeeds } from './host-requirements';
import { addressOfResource } from './resources';
import { HostFactsModel } from '../../model/host-facts';
import { resolveTokens } from '../../private/tokens';
import { unlessEmpty } from '../../workload/blocks';
import { cloneEngines } from '../raw/clone-engines';
import { attributesOf, describeCloneSet, isCloneSet, isContainer } from '../raw/docker';

/** The preconditions that were added to a resource. */
const added = new WeakMap<TerraformResource, readonly Precondition[]>();

/**
 * Adds a data source `docker_host_facts`, and preconditions to all containers, clones and networks that the stack has on the host, whether
 * or not a construct of Berth made them. Terraform judges them as soon as it knows the facts, which is while it plans, unless the host is
 * only created by the same apply.
 */
export function addHostFacts(scope: Construct, { probe }: HostFactsModel, host: HostProvider): TerraformDataSource {
  const stack = TerraformStack.of(scope);
  const facts: DataHostFacts = new DataHostFacts(scope, 'Data', {
    provider: host.explicit,
    metaArguments: () => ({ dependsOn: makersOf(host) }),
    attributes: () => ({ probe, extra_runtimes: unlessEmpty(runtimesOn(stack, host)) }),
  });
  const address = addressOfResource(facts);
  Aspects.of(stack).add({
    visit: (node) => {
      if (!TerraformResource.isTerraformResource(node)) return;
      const container = containerOn(host, node);
      if (container !== undefined) addPreconditions(node, containerNeeds(container, address));
      else if (isNetwork(node) && isOn(host, attributesOf(node))) addPreconditions(node, networkNeeds(attributesOf(node), address));
    },
  });
  return facts;
}

/**
 * Returns the addresses of the resources that make a host: those that its provider's configuration refers to. Terraform reads a data source
 * while it plans unless it depends on a resource that changes, also if the configuration of its provider is not known yet.
 */
function makersOf({ provider }: HostProvider): string[] {
  const configuration = JSON.stringify(resolveTokens(provider, provider.toTerraform().provider));
  return [...new Set([...configuration.matchAll(REFERENCE)].map(([, address]) => address!))].sort();
}

/** The address of a resource in an expression. */
const REFERENCE = /(?<![\w.])((?!var\.|local\.|data\.|module\.|path\.|each\.|self\.)[a-z][a-z0-9]*_[a-z0-9_]+\.[\w-]+)(?=[.[])/g;

function isNetwork({ terraformResourceType: type }: TerraformResource): boolean {
  return type === 'docker_network';
}

/** Returns the attributes of a container, or of each clone, as far as it is on the host. */
function containerOn(host: HostProvider, resource: TerraformResource): { readonly [name: string]: unknown } | undefined {
  if (isCloneSet(resource)) {
    // A set that spans several hosts has to be applied while one of them can't be reached.
    const [engine, ...others] = cloneEngines(resource);
    return engine !== undefined && others.length === 0 && isOn(host, { ...engine }) ? describeCloneSet(resource) : undefined;
  }
  const attributes = isContainer(resource) ? attributesOf(resource) : undefined;
  return attributes !== undefined && isOn(host, attributes) ? attributes : undefined;
}

/** Returns the runtimes that containers on the host use: an engine does not list those that it finds by the name of a program. */
function runtimesOn(stack: TerraformStack, host: HostProvider): string[] {
  const runtimes = stack.node.findAll().flatMap((node) => {
    const container = TerraformResource.isTerraformResource(node) ? containerOn(host, node) : undefined;
    return typeof container?.runtime === 'string' ? [container.runtime] : [];
  });
  return [...new Set(runtimes)].sort();
}

/** Adds preconditions to those of a resource. If aspects run again, they replace those that were added before. */
function addPreconditions(resource: TerraformResource, preconditions: readonly Precondition[]): void {
  const before = added.get(resource) ?? [];
  added.set(resource, preconditions);
  const own = (resource.lifecycle?.precondition ?? []).filter((each) => !before.includes(each));
  const all = [...own, ...preconditions];
  if (all.length > 0 || before.length > 0) resource.lifecycle = { ...resource.lifecycle, precondition: all.length > 0 ? all : undefined };
}
