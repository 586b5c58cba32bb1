import { TerraformModule, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { makerOfAnotherStack, makerWithoutResources } from './errors';
import { BerthError } from '../private/berth-error';
import { dependOn, isElement, isOnHost } from '../targets/docker/depend-on';
import { HostProvider } from '../targets/docker/host-provider';
import { addressOfResource } from '../targets/docker/resources';

/** Checks the constructs that make the machine of a host. */
export function checkMakers(makers: readonly IConstruct[], stack: TerraformStack): BerthError[] {
  return makers.filter((maker) => TerraformStack.of(maker) !== stack).map(({ node }) => makerOfAnotherStack(node.path, stack.node.id));
}

/** Makes everything on a host depend on what makes its machine. */
export function dependOnMakers(host: IConstruct, provider: HostProvider, makers: readonly IConstruct[]): void {
  if (makers.length === 0) return;
  const addressesIn = (maker: IConstruct) => maker.node.findAll().flatMap((node) => {
    if (node instanceof TerraformModule) return [`module.${node.friendlyUniqueId}`];
    return isElement(node) && !isOnHost(node, provider) ? [addressOfResource(node)] : [];
  });
  host.node.addValidation({
    validate: () => makers.filter((maker) => addressesIn(maker).length === 0).map(({ node }) => makerWithoutResources(node.path).detail),
  });
  dependOn(host, provider, () => makers.flatMap(addressesIn));
}
