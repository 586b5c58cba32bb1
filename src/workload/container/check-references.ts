import { IConstruct } from 'constructs';
import { ofAnotherHost, portsWithoutWayIn } from './errors';
import { IContainerHost } from '../../engine/i-container-host';
import { ContainerModel } from '../../model/container';
import { BerthError } from '../../private/berth-error';
import { INetwork } from '../i-network';
import { IVolume } from '../i-volume';
import { Network } from '../network';

/** Checks that the networks and mounted volumes of a container are on its host. */
export function checkHosts(host: IContainerHost, { networks, mounts }: ContainerModel): BerthError[] {
  const isShared = (network: INetwork) => network instanceof Network && network._sharedWith === host;
  const check = (what: string, construct: IConstruct & { readonly host: IContainerHost }) =>
    construct.host === host ? [] : [ofAnotherHost(what, construct.node.path, construct.host.node.path, host.node.path)];
  return [
    ...networks.map(({ network }) => network as INetwork).filter((network) => !isShared(network))
      .flatMap((network) => check('The network', network)),
    ...mounts.flatMap((mount) => (mount.type === 'volume' && mount.volume ? check('The volume', mount.volume as IVolume) : [])),
  ];
}

/** Checks that one of the networks of a container with published ports allows them. */
export function checkPortsAllowed({ networks, ports }: ContainerModel, { _placement: { target } }: IContainerHost): BerthError[] {
  if (ports.length === 0 || !target.connectsByNetworks) return [];
  const areBlocked = networks.length > 0 && networks.every(({ network }) => !network._model.traffic.publishedPorts);
  return areBlocked ? [portsWithoutWayIn(networks.map(({ network }) => `${network.node.path}, ${(network as INetwork).level}`))] : [];
}
