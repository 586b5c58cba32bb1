import { TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { everyHostDrained, poolHasNoAddress, poolWithoutHosts, unknownDrained } from './errors';
import { HostPoolProps } from './host-pool-props';
import { PoolTarget } from './pool-target';
import { Backend } from '../backend/backend';
import { notOnThisBackend } from '../backend/errors';
import { CloneSet } from '../clones/clone-set';
import { CloneSetOptions } from '../clones/clone-set-options';
import { IContainerHost } from '../engine/i-container-host';
import { Placement } from '../engine/placement';
import { addMembersProvider, adoptPolicy, checkMembers, hasAddress, Hosts, sharedByAll } from '../host/member-hosts';
import { PolicyAspect } from '../isolation/policy-aspect';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireObject, requireProps } from '../private/check-props';
import { DockerTarget } from '../targets/docker/docker-target';
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
      ...Object.keys(hosts).length === 0 ? [poolWithoutHosts()] : [],
      ...checkBackend(hosts, `${this.backend}`),
      ...checkMembers('pool', hosts, stack),
      ...checkDrained(drain, Object.keys(hosts)),
      ...checkAddressRange(addressRange),
    ], this);
    this.hostNames = Object.keys(hosts);
    adoptPolicy(this, 'pool', hosts);
    const provider = addMembersProvider(this, hosts);
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
      sharedFolders: sharedByAll(placements),
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

function checkBackend(hosts: Hosts, backend: string): BerthError[] {
  const hasCloneSets = Object.values(hosts).every(({ _placement: { target } }) => target.hasCloneSets);
  return hasCloneSets ? [] : [notOnThisBackend('A pool of hosts', backend, 'use Backend.BERTH')];
}

function checkDrained(drain: readonly string[], names: readonly string[]): BerthError[] {
  return [
    ...drain.filter((name) => !names.includes(name)).map((name) => unknownDrained(name, names)),
    ...names.length > 0 && names.every((name) => drain.includes(name)) ? [everyHostDrained()] : [],
  ];
}
