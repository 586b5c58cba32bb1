import { BlockList, isIPv6 } from 'node:net';
import { IIPBlock } from 'kubernetes-models/networking.k8s.io/v1/IPBlock';

/** Returns whether an address is in a block, but in none of its exceptions. */
export function contains({ cidr, except = [] }: IIPBlock, address: string): boolean {
  return isIn(cidr, address) && !except.some((each) => isIn(each, address));
}

function isIn(cidr: string, address: string): boolean {
  const family = (text: string) => (isIPv6(text) ? 'ipv6' : 'ipv4');
  const [network, prefix] = cidr.split('/');
  if (family(network) !== family(address)) return false;
  const block = new BlockList();
  block.addSubnet(network, Number(prefix), family(network));
  return block.check(address, family(address));
}
