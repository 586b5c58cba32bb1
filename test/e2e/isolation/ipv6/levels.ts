import { TerraformStack } from 'cdktf';
import { Surroundings } from './surroundings';
import { BaseImage, Container, ContainerHost, Endpoint, Network, NetworkLevel } from '../../../../src';
import { NamespacedEngine } from '../../support/namespaced-engine';

export const LISTENS_ON = 8080;

export const LEVELS = [NetworkLevel.CLOSED, NetworkLevel.OUTBOUND, NetworkLevel.PUBLISHED, NetworkLevel.PEERS, NetworkLevel.OPEN];

/** A network of each level with IPv6, with two containers each. */
export class Levels {
  public readonly containers: readonly Container[];

  /** @param proved  whether the provider has to prove that the networks are isolated */
  constructor(stack: TerraformStack, engine: NamespacedEngine, proved = true) {
    const host = new ContainerHost(stack, 'host', { endpoint: Endpoint.of(engine.address), filtersIpv6: true });
    this.containers = LEVELS.flatMap((level, index) => {
      const network = host.addNetwork(level.name, { level, ipv6: true, subnets: [{ cidr: `${Surroundings.NETWORKS}:${index + 1}::/64` }] });
      if (!proved) network.resource.addOverride('prove_ipv6_isolation', false);
      return [1, 2].map((each) => add(host, `${level.name}${each}`, network));
    });
  }
}

function add(host: ContainerHost, id: string, network: Network): Container {
  return host.addContainer(id, {
    name: id,
    image: BaseImage.fromRegistry('busybox:latest'),
    init: true,
    command: ['httpd', '-f', '-p', `${LISTENS_ON}`, '-h', '/srv'],
    files: [{ path: '/srv/id', content: id }],
    networks: [network],
  });
}
