import { TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  differentPolicies, everyHostDrained, hostTwiceInPool, poolHasNoAddress, poolOfAnotherStack, poolWithoutHosts, severalEnvironmentHosts,
  unknownDrained,
} from './errors';
import { HostPoolProps } from './host-pool-props';
import { PoolTarget } from './pool-target';
import { Backend } from '../backend/backend';
import { notOnThisBackend } from '../backend/errors';
import { CloneSet } from '../clones/clone-set';
import { CloneSetOptions } from '../clones/clone-set-options';
import { IContainerHost } from '../engine/i-container-host';
import { Placement } from '../engine/placement';
import { ContainerHost } from '../host/container-host';
import { addProvider } from '../host/host-provider';
import { effectiveFor, EffectivePolicy, enforce } from '../isolation/effective-policy';
import { PolicyAspect } from '../isolation/policy-aspect';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireObject, requireProps } from '../private/check-props';
import { invalidName } from '../private/errors';
import { ENGINE_NAME, ENGINE_NAME_RULE } from '../shared/engine';
import { DockerTarget } from '../targets/docker/docker-target';
import { HostProvider } from '../targets/docker/host-provider';
import { Container } from '../workload/container/container';
import { ContainerOptions } from '../workload/container/container-options';
import { checkAddressRange } from '../workload/inventory/address-plan';

/** Not that of hosts, which the machines use, nor that of nested hosts. */
const ADDRESS_RANGE = '10.192.0.0/11';

/**
 * Several hosts that share work: containers and sets of clones are spread over them, and move when a host is added, drained or removed.
 *
 * On which host a container is follows from its name and the list of hosts. Each host has its share, rounded up, and at most a tenth more.
 * A container with data in a local volume can't move: the plan that would move it fails.
 *
 * A pool needs `Backend.BERTH`. Its hosts must have the same isolation policy. Networks and volumes of a pool are on each of its hosts, and
 * join nothing across hosts.
 *
 * @example
 * const pool = new HostPool(stack, 'pool', { hosts: { 'eu-1': first, 'eu-2': second, 'eu-3': third }, drain: ['eu-2'] });
 * pool.addCloneSet('web', { replicas: 6, image, ports: [{ containerPort: 80, hostPort: 20_000, hostIp: '0.0.0.0' }] });
 */
export class HostPool extends Construct implements IContainerHost {
  /**
   * The back end that applies the resources on the hosts.
   */
  public readonly backend: Backend;

  /**
   * The Terraform provider of the sets of clones, which knows the engine of each host.
   */
  public readonly provider: TerraformProvider;

  /**
   * The names of the hosts, with those that are drained.
   */
  public readonly hostNames: string[];

  /** @internal */
  public readonly _placement: Placement;

  /**
   * @param scope the scope of the pool
   * @param id the id in the scope
   * @param props the hosts by name
   */
  constructor(scope: Construct, id: string, props: HostPoolProps) {
    super(scope, id);
    requireProps('HostPoolProps', props, this);
    const { hosts, drain = [], addressRange = ADDRESS_RANGE } = props;
    const stack = TerraformStack.of(this);
    this.backend = Backend._for(this);
    throwIfAny([
      ...checkHosts(hosts, stack, this.backend),
      ...checkDrained(drain, Object.keys(hosts)),
      ...checkAddressRange(addressRange),
    ], this);
    this.hostNames = Object.keys(hosts);
    adoptPolicy(this, hosts);
    const provider = addPoolProvider(this, hosts);
    this.provider = provider.provider;
    const members = Object.entries(hosts).map(([name, host]) => {
      const engine = hasAddress(host) ? name : undefined;
      return { name, host, engine, target: new DockerTarget(this.backend, { ...provider, engine }), drain: drain.includes(name) };
    });
    const placements = members.map(({ host }) => host._placement);
    this._placement = {
      stack,
      engine: this,
      scope: this,
      target: new PoolTarget(members, provider),
      members,
      addressFor: () => {
        throw poolHasNoAddress(this.node.path);
      },
      sharedFolders: placements[0].sharedFolders.filter(({ path, readOnly }) => placements.every(({ sharedFolders }) => (
        sharedFolders.some((folder) => folder.path === path && folder.readOnly === readOnly)))),
      addressRange,
      filtersIpv6: placements.every(({ filtersIpv6 }) => filtersIpv6),
    };
    PolicyAspect.on(stack)._addHost(this);
  }

  /**
   * Throws an error: a pool is several machines.
   */
  public get address(): string {
    throw poolHasNoAddress(this.node.path);
  }

  /**
   * Adds a set of clones, which is spread over the hosts of the pool.
   *
   * @param id the id in the pool
   * @param options the number of clones, and the image and the settings of each
   */
  public addCloneSet(id: string, options: CloneSetOptions): CloneSet {
    requireObject('CloneSetOptions', options, this);
    return new CloneSet(this, id, { ...options, host: this });
  }

  /**
   * Adds a container to the pool. It is on one of the hosts. Its name on the engine ends with "-0".
   *
   * @param id the id in the pool
   * @param options the image and the settings of the container
   */
  public addContainer(id: string, options: ContainerOptions): Container {
    requireObject('ContainerOptions', options, this);
    return new Container(this, id, { ...options, host: this });
  }
}

/** Enforces the policy of the hosts, since a clone can be on each of them. */
function adoptPolicy(pool: Construct, hosts: { readonly [name: string]: ContainerHost }): void {
  const policies = Object.entries(hosts).map(([name, host]) => ({ name, policy: effectiveFor(host) }));
  const [first] = policies;
  const other = policies.find(({ policy }) => textOf(policy) !== textOf(first.policy));
  if (other !== undefined) throwIfAny([differentPolicies(first.name, other.name)], pool);
  const { floor, exempt } = first.policy;
  enforce({ controls: floor, exemptions: [...exempt].map(([control, reason]) => ({ control, reason })) }, pool);
}

/** Adds a provider that knows the engine of each host. */
function addPoolProvider(pool: Construct, hosts: { readonly [name: string]: ContainerHost }): HostProvider {
  const provider = addProvider(pool, 'Provider', {}, {});
  const engines = Object.entries(hosts).filter(([, host]) => hasAddress(host)).map(([name, host]) => ({ name, ...host._engineBlock }));
  // The class of the provider lacks blocks that only berth/docker has.
  if (engines.length > 0) provider.provider.addOverride('engine', engines);
  return provider;
}

function hasAddress(host: ContainerHost): boolean {
  return Object.keys(host._engineBlock).length > 0;
}

function checkHosts(hosts: { readonly [name: string]: ContainerHost }, stack: TerraformStack, backend: Backend): BerthError[] {
  const entries = Object.entries(hosts);
  const hasCloneSets = entries.every(([, { _placement: { target } }]) => target.hasCloneSets);
  const namesOf = (host: ContainerHost) => entries.filter(([, each]) => each === host).map(([name]) => name);
  const inEnvironment = entries.filter(([, host]) => !hasAddress(host)).map(([name]) => name);
  return [
    ...entries.length === 0 ? [poolWithoutHosts()] : [],
    ...hasCloneSets ? [] : [notOnThisBackend('A pool of hosts', `${backend}`, 'use Backend.BERTH')],
    ...entries.filter(([name]) => !ENGINE_NAME.test(name)).map(([name]) => invalidName('name of a host', name, ENGINE_NAME_RULE)),
    ...entries.filter(([, host]) => host._placement.stack !== stack)
      .map(([name, host]) => poolOfAnotherStack(name, host.node.path, stack.node.id)),
    ...[...new Set(Object.values(hosts))].filter((host) => namesOf(host).length > 1)
      .map((host) => hostTwiceInPool(namesOf(host), host.node.path)),
    ...inEnvironment.length > 1 ? [severalEnvironmentHosts(inEnvironment)] : [],
  ];
}

function checkDrained(drain: readonly string[], names: readonly string[]): BerthError[] {
  return [
    ...drain.filter((name) => !names.includes(name)).map((name) => unknownDrained(name, names)),
    ...names.length > 0 && names.every((name) => drain.includes(name)) ? [everyHostDrained()] : [],
  ];
}

function textOf({ floor, exempt }: EffectivePolicy): string {
  const sorted = (entries: Iterable<readonly [string, unknown]>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted(Object.entries(floor)), sorted(exempt)]);
}
