import { Aspects, TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { HostProvider, isOn } from './host-provider';
import { addressOfResource } from './resources';
import { providerOf } from '../raw/engine-of';

type Element = TerraformResource | TerraformDataSource;

/** The types that need no engine. What makes a host may even use them. */
const WITHOUT_ENGINE = ['docker_host_certificates', 'docker_isolation_policy'];

type Addresses = () => readonly string[];

/** Returns on what everything on the engines of a provider depends. */
const awaited = new WeakMap<TerraformProvider, readonly Addresses[]>();

/**
 * Makes all resources and data sources that a stack has on a host depend on others, whether or not a construct of Berth made them.
 *
 * @param scope a construct of the stack
 * @param addresses returns the addresses of the others in Terraform, when the stack is complete
 */
export function dependOn(scope: IConstruct, host: HostProvider, addresses: Addresses): void {
  awaited.set(host.provider, [...awaited.get(host.provider) ?? [], addresses]);
  addDependencies(scope, (element) => isOnHost(element, host), addresses);
}

/**
 * Makes all resources and data sources of a provider that knows several hosts depend on what everything on these hosts depends on.
 *
 * @param hosts the providers of the hosts themselves
 */
export function dependOnMakersOf(scope: IConstruct, { provider }: HostProvider, hosts: readonly TerraformProvider[]): void {
  const isOfProvider = (element: Element) => providerOf({ provider: element.provider?.fqn }) === providerOf({ provider: provider.fqn });
  addDependencies(scope, (element) => needsEngine(element) && isOfProvider(element), () => (
    [...new Set(hosts)].flatMap((host) => awaited.get(host) ?? []).flatMap((addresses) => addresses())));
}

function addDependencies(scope: IConstruct, isConcerned: (element: Element) => boolean, addresses: Addresses): void {
  Aspects.of(TerraformStack.of(scope)).add({
    visit: (node) => {
      if (!isElement(node) || !isConcerned(node)) return;
      const others = addresses().filter((address) => address !== addressOfResource(node));
      if (others.length > 0) node.dependsOn = [...new Set([...node.dependsOn ?? [], ...others])];
    },
  });
}

export function isElement(node: IConstruct): node is Element {
  return TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
}

/** Whether a resource or a data source needs the engine of a host. */
export function isOnHost(element: Element, host: HostProvider): boolean {
  const { rawOverrides: overrides } = element as unknown as { readonly rawOverrides: { readonly engine?: unknown } };
  return needsEngine(element) && isOn(host, { provider: element.provider?.fqn, engine: overrides.engine });
}

function needsEngine({ terraformResourceType: type }: Element): boolean {
  return type.startsWith('docker_') && !WITHOUT_ENGINE.includes(type);
}
