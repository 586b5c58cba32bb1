import { Aspects, Precondition, TerraformDataSource, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { DataHostFacts } from './generated/data-host-facts';
import { HostProvider, isOn } from './host-provider';
import { requirementsOf } from './host-requirements';
import { addressOfResource } from './resources';
import { HostFactsModel } from '../../model/host-facts';
import { resolveTokens } from '../../private/tokens';
import { unlessEmpty } from '../../workload/blocks';
import { attributesOf } from '../raw/docker';

const CONTAINER = 'docker_container';
const HELD = [CONTAINER, 'docker_network'];

/** The preconditions that were added to a resource. */
const added = new WeakMap<TerraformResource, readonly Precondition[]>();

/**
 * Adds a data source `docker_host_facts`, and preconditions to all containers and networks that the stack has on the host, whether or not
 * a construct of Berth made them. Terraform judges them as soon as it knows the facts, which is while it plans, unless the host is only
 * created by the same apply.
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
      if (!isHeld(node)) return;
      const attributes = attributesOf(node);
      if (isOn(host, attributes)) addPreconditions(node, requirementsOf(node.terraformResourceType, attributes, address));
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

function isHeld(node: unknown): node is TerraformResource {
  return TerraformResource.isTerraformResource(node) && HELD.includes(node.terraformResourceType);
}

/** Returns the runtimes that containers on the host use: an engine does not list those that it finds by the name of a program. */
function runtimesOn(stack: TerraformStack, host: HostProvider): string[] {
  const runtimes = stack.node.findAll().flatMap((node) => {
    if (!TerraformResource.isTerraformResource(node) || node.terraformResourceType !== CONTAINER) return [];
    const attributes = attributesOf(node);
    return isOn(host, attributes) && typeof attributes.runtime === 'string' ? [attributes.runtime] : [];
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
