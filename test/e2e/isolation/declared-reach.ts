import { Container, Network } from '../../../src';

/** An attempt to reach a server at `address`. It succeeded if the server answers `answer`. */
export interface Attempt {
  readonly from: string;
  readonly to: string;
  readonly address: string;
  readonly port: number;
  readonly answer: string;
  /** Whether it should succeed, as the stack declares. */
  readonly declared: boolean;
}

/** Returns the networks that a container joins. */
export function networksOf(container: Container): Network[] {
  return container._model.networks.map(({ network }) => network as Network);
}

/** Computes which connections should work from a stack's declarations. Includes the documented limits of Docker. */
export const declaredReach = {
  /** Whether a container reaches another one at its address on a network, through a connection or a network with reachable peers. */
  containerAt(from: Container, network: Network): boolean {
    return network.level.reachesPeers && networksOf(from).includes(network);
  },

  /** Whether a container reaches another one by name. */
  container(from: Container, to: Container): boolean {
    return networksOf(to).some((network) => declaredReach.containerAt(from, network));
  },

  /** Whether a container reaches the host and everything behind it. Docker does not distinguish between the two. */
  outside(from: Container): boolean {
    return networksOf(from).some(({ level }) => level.reachesOutside);
  },

  /**
   * Whether the host reaches a container at its address on a network. True if the network has internet access, because
   * Docker does not filter traffic from the host.
   */
  fromHost({ level }: Network): boolean {
    return level.reachesOutside;
  },

  /**
   * Whether a container reaches a port that another one publishes on the host. Any address of the host except loopback
   * behaves like other outside addresses.
   */
  published(from: Container, hostIp: string): boolean {
    return declaredReach.outside(from) && hostIp === '0.0.0.0';
  },
};
