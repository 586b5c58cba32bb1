import { Answer } from './answers';
import { canonicalAddress, fullAddress } from '../../src/shared/ip';

/** The number of addresses that a run of the reach probe can connect to. */
export const MAX_TARGETS = 200;

/** In bytes: the size of a status. */
const STATUS = 4;

/** An IPv6 address of a network interface. */
export interface InterfaceAddress {
  readonly interface: string;
  readonly address: string;
  /** Whether the address is valid beyond a link and beyond the machine. */
  readonly isGlobal: boolean;
}

/** Returns an address and a port as the reach probe takes them: a `struct sockaddr_in6` in hexadecimal digits. */
export function socketAddress(address: string, port: number): string {
  const family = '0a00';
  const [flow, scope] = ['00000000', '00000000'];
  return `${family}${port.toString(16).padStart(4, '0')}${flow}${fullAddress(address).replaceAll(':', '')}${scope}`;
}

/** Parses what the reach probe printed: a status for each address, which is 0 if it accepted the connection. Throws if there are fewer. */
export function statusesOf(output: Buffer, count: number): number[] {
  if (output.length !== count * STATUS) throw new Error(`The probe printed ${output.length} bytes instead of ${count * STATUS}`);
  return Array.from({ length: count }, (_, index) => output.readInt32LE(index * STATUS));
}

/** Parses the kernel's list of IPv6 addresses, `/proc/net/if_inet6`. Throws if it can't be read. */
export function interfaceAddresses(list: Answer): InterfaceAddress[] {
  if (list.kind !== 'file') throw new Error('The kernel does not list its IPv6 addresses');
  return list.text.split('\n').filter(Boolean).map((line) => {
    const [address = '', , , scope, , name = ''] = line.trim().split(/\s+/);
    return { interface: name, address: canonicalAddress(address.match(/.{4}/g)!.join(':'))!, isGlobal: scope === '00' };
  });
}
