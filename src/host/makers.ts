import { Aspects, TerraformDataSource, TerraformModule, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { makerOfAnotherStack, makerWithoutResources } from './errors';
import { BerthError } from '../private/berth-error';
import { HostProvider, isOn } from '../targets/docker/host-provider';
import { addressOfResource } from '../targets/docker/resources';

type Element = TerraformResource | TerraformDataSource;

/** Checks the constructs that make the machine of a host. */
export function checkMakers(makers: readonly IConstruct[], stack: TerraformStack): BerthError[] {
  return makers.filter((maker) => TerraformStack.of(maker) !== stack).map(({ node }) => makerOfAnotherStack(node.path, stack.node.id));
}

/** Makes everything on a host depend on what makes its machine, whether or not a construct of Berth made it. */
export function dependOnMakers(host: IConstruct, provider: HostProvider, makers: readonly IConstruct[]): void {
  if (makers.length === 0) return;
  const isOnHost = (node: Element) => node.terraformResourceType.startsWith('docker_') && isOn(provider, { provider: node.provider?.fqn });
  const addressesIn = (maker: IConstruct) => maker.node.findAll().flatMap((node) => {
    if (node instanceof TerraformModule) return [`module.${node.friendlyUniqueId}`];
    return isElement(node) && !isOnHost(node) ? [addressOfResource(node)] : [];
  });
  host.node.addValidation({
    validate: () => makers.filter((maker) => addressesIn(maker).length === 0).map(({ node }) => makerWithoutResources(node.path).detail),
  });
  Aspects.of(TerraformStack.of(host)).add({
    visit: (node) => {
      if (!isElement(node) || !isOnHost(node)) return;
      node.dependsOn = [...new Set([...node.dependsOn ?? [], ...makers.flatMap(addressesIn)])];
    },
  });
}

function isElement(node: IConstruct): node is Element {
  return TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
}
