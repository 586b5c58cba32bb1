import { TerraformResource } from 'cdktf';
import { attributesOf } from './docker';
import { Backend } from '../../backend/backend';

const NETWORK = 'docker_network';

/** The argument of a network that requires a proof of its isolation over IPv6. */
export const IPV6_PROOF = 'prove_ipv6_isolation';

/** Returns whether a resource is a network with IPv6, as it will be synthesized, whose isolation nothing proves. */
export function hasUnprovedIpv6(resource: TerraformResource): boolean {
  if (resource.terraformResourceType !== NETWORK) return false;
  const { ipv6, [IPV6_PROOF]: proof } = attributesOf(resource);
  return ipv6 !== undefined && ipv6 !== null && ipv6 !== false && proof !== true;
}

/** Returns whether a back end can prove that a network is isolated over IPv6. */
export function canProveIpv6(backend: Backend): boolean {
  return backend._has(NETWORK, IPV6_PROOF);
}
