/** An address range of a network, in CIDR notation. */
export interface SubnetModel {
  readonly cidr: string;
  readonly gateway?: string;
  readonly ipRange?: string;
}

/** The traffic that a network allows. */
export interface AllowedTraffic {
  readonly peers: boolean;
  readonly outside: boolean;
  readonly publishedPorts: boolean;
}

/** What a stack describes as a network, whatever it becomes. */
export interface NetworkModel {
  readonly name: string;
  readonly driver: string;
  readonly traffic: AllowedTraffic;
  readonly ipv6?: boolean;
  readonly subnets: readonly SubnetModel[];
  /** Returns the subnet that the address plan allocates, if it does. It is known once all networks of the engine are described. */
  readonly allocatedSubnet: () => string | undefined;
  readonly driverOptions: { readonly [name: string]: string };
  readonly labels?: { readonly [name: string]: string };
  /** Whether its members leave and join it while they run, because a connection owns it. Otherwise they are replaced along with it. */
  readonly joinedWhileRunning: boolean;
  /** What the address of its resource begins with, or undefined if the construct's path decides that. */
  readonly title?: string;
}

/** What counts of a network for a container that joins it. */
export interface JoinedNetworkModel extends Pick<NetworkModel, 'traffic' | 'joinedWhileRunning'> {
  /** Undefined if only the engine knows them. */
  readonly subnets?: readonly SubnetModel[];
}

/** Whether a network has IPv6, or may have it after apply. */
export function mayHaveIpv6({ ipv6 }: Pick<NetworkModel, 'ipv6'>): boolean {
  return ipv6 !== undefined && ipv6 !== false;
}
