import { Construct } from 'constructs';
import { repeated } from './check/devices';
import { checkWhole } from './check/ranges';
import { addressOfAllReplicas, addressTwice, affinityWithoutCluster, literalSecret, perReplica } from './errors';
import { VSphereHost } from './host';
import { VSphereHostPoolProps } from './host-pool-props';
import { VSphereAntiAffinity } from './values';
import { HostPool } from '../pool/host-pool';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { nameOfPath } from '../private/default-name';
import { isKnown } from '../private/tokens';
import { ComputeClusterVmAntiAffinityRule } from '../targets/vsphere/generated/compute-cluster-vm-anti-affinity-rule';

/** The names of machines are host names, which end with their numbers. */
const LONGEST_NAME = 58;
const MOST_REPLICAS = 1_000;

/**
 * Container hosts on virtual machines of vSphere that are alike, as one pool, over which containers and sets of clones are spread. The
 * names of the machines end with a number from 0.
 *
 * More machines are added at the end; fewer take away the last ones. To take one away, drain it and apply, so that its containers move.
 * Then lower `replicas` and apply. vSphere keeps the machines on different ESXi hosts.
 *
 * What it makes was judged by the schema of the provider `vmware/vsphere` 2.15, and was not applied to a vCenter.
 *
 * @example
 * const workers = new VSphereHostPool(stack, 'workers', { ...machine, replicas: 3, hostKeys: [key] });
 * workers.addCloneSet('web', { replicas: 6, image: BaseImage.fromRegistry('nginx:1.27') });
 */
export class VSphereHostPool extends HostPool {
  /**
   * The hosts, in the order of their numbers.
   */
  public readonly hosts: VSphereHost[];

  /**
   * @param scope the scope of the pool
   * @param id the id in the scope
   * @param props the machines, what they become, and their number
   */
  constructor(scope: Construct, id: string, props: VSphereHostPoolProps) {
    const hosts = addHosts(scope, id, props);
    super(scope, id, {
      hosts: Object.fromEntries(hosts.map((host) => [host.machine.name, host])), drain: props.drain, addressRange: props.addressRange,
    });
    this.hosts = hosts;
    const { compute: { clusterId }, antiAffinity = VSphereAntiAffinity.PREFERRED } = props;
    if (clusterId === undefined || antiAffinity === VSphereAntiAffinity.NONE || hosts.length < 2) return;
    new ComputeClusterVmAntiAffinityRule(this, 'AntiAffinity', {
      provider: props.vcenter.provider,
      attributes: () => ({
        name: nameOfPath(this.node.path.split('/')),
        compute_cluster_id: clusterId,
        virtual_machine_ids: hosts.map(({ machine }) => machine.resource.getStringAttribute('id')),
        enabled: true,
        mandatory: antiAffinity === VSphereAntiAffinity.REQUIRED,
      }),
    });
  }
}

/** Adds the hosts, which are there before the pool that they are in. */
function addHosts(scope: Construct, id: string, props: VSphereHostPoolProps): VSphereHost[] {
  const { hostKeys: keys } = props ?? {};
  // Before the check of types, which shows what is given.
  const isLiteral = Array.isArray(keys) && keys.some((key) => isKnown(key?.privateKey));
  throwIfAny(isLiteral ? [literalSecret('The private key of a host')] : [], scope);
  requireProps('VSphereHostPoolProps', props, scope);
  throwIfAny(checkPool(props), scope);
  const { replicas, hostKeys, ipv4Addresses, macAddresses, networks } = props;
  const name = props.name ?? nameOfPath([...scope.node.path.split('/'), id], LONGEST_NAME).replace(/[^a-z0-9-]+/g, '-');
  const within = new Construct(scope, `${id}Hosts`);
  return Array.from({ length: replicas }, (_, number) => {
    const [first, ...others] = networks;
    const { [number]: ipv4Address = first?.ipv4Address } = ipv4Addresses ?? [];
    const { [number]: macAddress = first?.macAddress } = macAddresses ?? [];
    return new VSphereHost(within, `${number}`, {
      ...props,
      // A pool has a range of its own.
      addressRange: undefined,
      name: `${name}-${number}`,
      hostName: props.hostName === undefined ? undefined : `${props.hostName}-${number}`,
      hostKey: hostKeys[number] ?? hostKeys[0],
      networks: first === undefined ? [] : [{ ...first, ipv4Address, macAddress }, ...others],
    });
  });
}

function checkPool(props: VSphereHostPoolProps): BerthError[] {
  const { replicas, hostKeys, ipv4Addresses, macAddresses, antiAffinity, compute, networks } = props;
  const lists = { ipv4Addresses, macAddresses };
  // Static settings of the interfaces would be those of all machines.
  const shared = replicas > 1 ? networks.flatMap((each, index) => [
    ...each.ipv4Address !== undefined && (index > 0 || ipv4Addresses === undefined) ? [each.ipv4Address] : [],
    ...each.ipv6Address === undefined ? [] : [each.ipv6Address],
    ...each.macAddress !== undefined && (index > 0 || macAddresses === undefined) ? [each.macAddress] : [],
  ]) : [];
  const asksForRule = antiAffinity !== undefined && antiAffinity !== VSphereAntiAffinity.NONE;
  return [
    ...checkWhole('The replicas of a pool', replicas, 1, MOST_REPLICAS),
    ...hostKeys.length === 1 || hostKeys.length >= replicas && hostKeys.length > 0
      ? [] : [perReplica('`hostKeys`', hostKeys.length, replicas, 'one for all, or one for each')],
    ...Object.entries(lists).flatMap(([name, list]) => (list === undefined || list.length >= replicas
      ? [] : [perReplica(`\`${name}\``, list.length, replicas, 'one for each')])),
    ...Object.entries(lists).flatMap(([name, list]) => repeated(list ?? []).map((given) => addressTwice(name, given))),
    ...shared.map((given) => addressOfAllReplicas(given, replicas)),
    ...asksForRule && compute.clusterId === undefined ? [affinityWithoutCluster()] : [],
  ];
}
