import { VSphereNetwork } from '../objects';
import { VSphereShares } from '../shares';
import { VSphereAdapterType } from '../values';

/**
 * A network interface of a virtual machine.
 */
export interface VSphereNetworkInterface {
  /**
   * The network.
   */
  readonly network: VSphereNetwork;

  /**
   * The type of the adapter.
   *
   * @default VSphereAdapterType.VMXNET3
   */
  readonly adapterType?: VSphereAdapterType;

  /**
   * The MAC address, such as "00:50:56:3f:00:01".
   *
   * @default - one that vSphere chooses
   */
  readonly macAddress?: string;

  /**
   * The IPv4 address with the length of its prefix, such as "10.0.0.5/24". It needs `customization`, or user data for cloud-init. On a
   * machine with several interfaces and with cloud-init, it needs `macAddress`, by which cloud-init finds the interface.
   *
   * @default - from DHCP
   */
  readonly ipv4Address?: string;

  /**
   * The IPv6 address with the length of its prefix, such as "fd00::5/64".
   *
   * @default - from the network
   */
  readonly ipv6Address?: string;

  /**
   * The gateway of the default route for IPv4.
   *
   * @default - from DHCP, or none for a static address
   */
  readonly ipv4Gateway?: string;

  /**
   * The gateway of the default route for IPv6.
   *
   * @default - from the network, or none for a static address
   */
  readonly ipv6Gateway?: string;

  /**
   * The addresses of DNS servers.
   *
   * @default - from DHCP
   */
  readonly dnsServers?: string[];

  /**
   * The domain in which names without a dot are looked up.
   *
   * @default - from DHCP
   */
  readonly dnsDomain?: string;

  /**
   * The most traffic, in Mbit/s.
   *
   * @default - no limit
   */
  readonly bandwidthLimitMbits?: number;

  /**
   * The traffic that it has for itself, in Mbit/s.
   *
   * @default 0
   */
  readonly bandwidthReservationMbits?: number;

  /**
   * Its part of the traffic that is free.
   *
   * @default VSphereShares.NORMAL
   */
  readonly bandwidthShares?: VSphereShares;

  /**
   * The name of the network in the OVF in whose place this interface comes.
   *
   * @default - in the order of the OVF
   */
  readonly ovfMapping?: string;

  /**
   * The address of the physical adapter on the ESXi host, such as "0000:3b:00.1", for VSphereAdapterType.SRIOV.
   *
   * @default - none
   */
  readonly physicalFunction?: string;
}
