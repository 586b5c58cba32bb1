import { timeOf } from './time';
import { endpointId } from '../operations/membership';
import { Json } from '../settings/json';
import { EngineState } from '../state/engine-state';
import { Network } from '../state/networks';
import { macOf, textOf } from '../state/subnet';

/** Returns a network as the engine reports it. @param withContainers whether it names the running containers in it: lists do not */
export function networkOf(state: EngineState, network: Network, withContainers: boolean): Json {
  const { id, name, driver, created, internal, attachable, options, labels, ipam } = network;
  return {
    Name: name,
    Id: id,
    Created: timeOf(created),
    Scope: 'local',
    Driver: driver,
    EnableIPv6: false,
    IPAM: ipam,
    Internal: internal,
    Attachable: attachable,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: withContainers ? membersOf(state, network) : {},
    Options: options,
    Labels: labels,
  };
}

function membersOf(state: EngineState, { id: network, subnet, members }: Network): Json {
  return Object.fromEntries([...members].map((id) => {
    const container = state.containers.get(id);
    const endpoint = container.endpoints.find(({ networkId }) => networkId === network)!;
    const { address } = endpoint;
    return [id, {
      Name: container.name,
      EndpointID: endpointId(container, endpoint),
      MacAddress: address === 0 ? '' : macOf(address),
      IPv4Address: address === 0 ? '' : `${textOf(address)}/${subnet!.prefix}`,
      IPv6Address: '',
    }];
  }));
}
