import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ContainerHost } from './container-host';
import { differentPolicies, memberOfAnotherStack, memberTwice, severalEnvironmentHosts } from './errors';
import { addProvider } from './host-provider';
import { Placement } from '../engine/placement';
import { effectiveFor, EffectivePolicy, enforce } from '../isolation/effective-policy';
import { BerthError, throwIfAny } from '../private/berth-error';
import { invalidName } from '../private/errors';
import { SharedFolder } from '../shared/controls/host-path';
import { ENGINE_NAME, ENGINE_NAME_RULE } from '../shared/engine';
import { dependOnMakersOf } from '../targets/docker/depend-on';
import { HostProvider } from '../targets/docker/host-provider';

/** Hosts by name that together are one: a pool or a cluster. */
export interface Hosts { readonly [name: string]: ContainerHost }

/** Enforces the policy of the hosts for what they are together, since a container can be on each of them. */
export function adoptPolicy(scope: Construct, what: string, hosts: Hosts): void {
  const policies = Object.entries(hosts).map(([name, host]) => ({ name, policy: effectiveFor(host) }));
  const [first] = policies;
  const other = policies.find(({ policy }) => textOf(policy) !== textOf(first.policy));
  if (other !== undefined) throwIfAny([differentPolicies(what, first.name, other.name)], scope);
  const { floor, exempt } = first.policy;
  enforce({ controls: floor, exemptions: [...exempt].map(([control, reason]) => ({ control, reason })) }, scope);
}

/**
 * Adds a provider that knows the engine of each host. All its resources depend on what makes the hosts.
 *
 * @param substitutes  the names of hosts whose engines are used instead of others, by the names of these
 */
export function addMembersProvider(scope: Construct, hosts: Hosts, substitutes: { readonly [name: string]: string } = {}): HostProvider {
  const provider = addProvider(scope, 'Provider', {}, {});
  const engines = Object.entries(hosts).filter(([, host]) => hasAddress(host)).map(([name, host]) => (
    { name, ...host._engineBlock, ...substitutes[name] === undefined ? {} : { substitute: substitutes[name] } }));
  // The class of the provider lacks blocks that only berth/docker has.
  if (engines.length > 0) provider.provider.addOverride('engine', engines);
  dependOnMakersOf(scope, provider, Object.values(hosts).map((host) => host.provider));
  return provider;
}

/** Returns whether the stack knows where the engine of a host is. Otherwise it is the one that the environment names. */
export function hasAddress(host: ContainerHost): boolean {
  return Object.keys(host._engineBlock).length > 0;
}

/** Returns the folders that all hosts share. */
export function sharedByAll(placements: ReadonlyArray<Pick<Placement, 'sharedFolders'>>): SharedFolder[] {
  return placements[0].sharedFolders.filter(({ path, readOnly }) => placements.every(({ sharedFolders }) => (
    sharedFolders.some((folder) => folder.path === path && folder.readOnly === readOnly))));
}

/** Returns what is wrong with the hosts of a pool or a cluster. */
export function checkMembers(what: string, hosts: Hosts, stack: TerraformStack): BerthError[] {
  const entries = Object.entries(hosts);
  const namesOf = (host: ContainerHost) => entries.filter(([, each]) => each === host).map(([name]) => name);
  const inEnvironment = entries.filter(([, host]) => !hasAddress(host)).map(([name]) => name);
  return [
    ...entries.filter(([name]) => !ENGINE_NAME.test(name)).map(([name]) => invalidName('name of a host', name, ENGINE_NAME_RULE)),
    ...entries.filter(([, host]) => host._placement.stack !== stack)
      .map(([name, host]) => memberOfAnotherStack(what, name, host.node.path, stack.node.id)),
    ...[...new Set(Object.values(hosts))].filter((host) => namesOf(host).length > 1)
      .map((host) => memberTwice(what, namesOf(host), host.node.path)),
    ...inEnvironment.length > 1 ? [severalEnvironmentHosts(what, inEnvironment)] : [],
  ];
}

function textOf({ floor, exempt }: EffectivePolicy): string {
  const sorted = (entries: Iterable<readonly [string, unknown]>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted(Object.entries(floor)), sorted(exempt)]);
}
