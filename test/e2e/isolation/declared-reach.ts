import { Container, Network } from '../../../src';

/** What the declarations of a stack say about who reaches whom: what Berth promises, and what it says that Docker can't keep. */
export const declaredReach = {
  /** Whether one container reaches another at an address on a network, by a connection or on a network whose members reach each other. */
  containerAt(from: Container, network: Network): boolean {
    return network.level.reachesPeers && from._attachments.has(network);
  },

  /** Whether one container reaches another by its name. */
  container(from: Container, to: Container): boolean {
    return to._attachments.networks.some((network) => declaredReach.containerAt(from, network));
  },

  /** Whether a container reaches the host, and all that is behind it: Docker does not tell these apart. */
  outside(from: Container): boolean {
    return from._attachments.networks.some(({ level }) => level.reachesOutside);
  },

  /** Whether the host reaches a container at its address on a network: wherever there is a way out, for Docker filters nothing that comes from there. */
  fromHost({ level }: Network): boolean {
    return level.reachesOutside;
  },

  /** Whether a container reaches a port that another one publishes on the host: an address that is not the loopback one is an address like any other. */
  published(from: Container, hostIp: string): boolean {
    return declaredReach.outside(from) && hostIp === '0.0.0.0';
  },
};
