import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { nestedNodeWithoutAddress } from './errors';
import { IContainerHost } from '../engine/i-container-host';
import { Hosts } from '../host/member-hosts';
import { NestedHost } from '../host/nested-host';
import { BerthError } from '../private/berth-error';
import { ipv4Range } from '../shared/ip';
import { Inventory } from '../workload/inventory/inventory';
import { allocate } from '../workload/inventory/subnet-layout';
import { Network } from '../workload/network';

/** The addresses of hosts, by their names. */
export interface NodeAddresses { readonly [name: string]: string }

/** Returns errors for engines in containers that have no address for the other nodes, and can get none. */
export function checkNestedNodes(hosts: Hosts, given: NodeAddresses): BerthError[] {
  return surrounding(hosts) === undefined ? namesWithout(hosts, given).map((name) => nestedNodeWithoutAddress(name)) : [];
}

/**
 * Gives engines in containers of one host a network of their own, and fixed addresses on it: the swarm knows its nodes by their addresses,
 * also after they have restarted.
 *
 * @param given the addresses that the author of the stack chose
 * @returns the addresses of all these engines
 */
export function connectNestedNodes(scope: Construct, hosts: Hosts, given: NodeAddresses): NodeAddresses {
  const names = namesWithout(hosts, given);
  const host = surrounding(hosts);
  if (host === undefined || names.length === 0) return given;
  const network = new Network(scope, 'NodeNetwork', { host });
  const addresses = Object.fromEntries(names.map((name) => (
    [name, Lazy.stringValue({ produce: () => layOut(Inventory.of(host).subnetOf(network), names)?.get(name) })])));
  for (const name of names) (hosts[name] as NestedHost)._joinNodes(name, network, addresses[name]);
  return { ...addresses, ...given };
}

/** Returns the host in which all hosts are, or undefined if there is no such host. */
function surrounding(hosts: Hosts): IContainerHost | undefined {
  const [first, ...others] = Object.values(hosts).map((host) => (host instanceof NestedHost ? host.engine.host : undefined));
  return others.every((other) => other === first) ? first : undefined;
}

function namesWithout(hosts: Hosts, given: NodeAddresses): string[] {
  return Object.keys(hosts).filter((name) => hosts[name] instanceof NestedHost && given[name] === undefined);
}

/** Returns the address of each host. It follows from the name, so that another host seldom moves it. */
function layOut(subnet: string | undefined, names: readonly string[]): Map<string, string> | undefined {
  const range = subnet === undefined ? undefined : ipv4Range(subnet);
  if (range === undefined) return undefined;
  const { first, last } = range;
  // The address of the network, of the bridge, and of all members.
  const taken = [{ first, last: first + 1 }, { first: last, last }];
  const allocated = allocate(range, 1, names.map((key) => ({ key, size: 1 })), taken);
  return new Map([...allocated].map(([name, address]) => [name, address.split('/')[0]]));
}
