import { Aspects, TerraformDataSource, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { HostProvider, isOn } from './host-provider';
import { addressOfResource } from './resources';

type Element = TerraformResource | TerraformDataSource;

/** The types that need no engine. What makes a host may even use them. */
const WITHOUT_ENGINE = ['docker_host_certificates', 'docker_isolation_policy'];

/**
 * Makes all resources and data sources that a stack has on a host depend on others, whether or not a construct of Berth made them.
 *
 * @param scope a construct of the stack
 * @param addresses returns the addresses of the others in Terraform, when the stack is complete
 */
export function dependOn(scope: IConstruct, host: HostProvider, addresses: () => readonly string[]): void {
  Aspects.of(TerraformStack.of(scope)).add({
    visit: (node) => {
      if (!isElement(node) || !isOnHost(node, host)) return;
      const others = addresses().filter((address) => address !== addressOfResource(node));
      node.dependsOn = [...new Set([...node.dependsOn ?? [], ...others])];
    },
  });
}

export function isElement(node: IConstruct): node is Element {
  return TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
}

/** Whether a resource or a data source needs the engine of a host. */
export function isOnHost(element: Element, host: HostProvider): boolean {
  const { terraformResourceType: type, provider } = element;
  const { rawOverrides: overrides } = element as unknown as { readonly rawOverrides: { readonly engine?: unknown } };
  return type.startsWith('docker_') && !WITHOUT_ENGINE.includes(type)
    && isOn(host, { provider: provider?.fqn, engine: overrides.engine });
}
