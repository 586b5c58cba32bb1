import { IConstruct } from 'constructs';
import { ofAnotherHost, portsWithoutWayIn } from './errors';
import { Mount } from './storage/mount';
import { IContainerHost } from '../../engine/i-container-host';
import { BerthError } from '../../private/berth-error';
import { Network } from '../network';

/** Checks that the networks and mounted volumes of a container are on its host. */
export function checkHosts(host: IContainerHost, networks: readonly Network[], mounts: readonly Mount[]): BerthError[] {
  const check = (what: string, construct: IConstruct & { readonly host: IContainerHost }) =>
    construct.host === host ? [] : [ofAnotherHost(what, construct.node.path, construct.host.node.path, host.node.path)];
  return [
    ...networks.flatMap((network) => check('The network', network)),
    ...mounts.flatMap(({ _volume }) => (_volume ? check('The volume', _volume) : [])),
  ];
}

/** Checks that one of the networks of a container with published ports allows them. */
export function checkPortsAllowed(networks: readonly Network[]): BerthError[] {
  const areBlocked = networks.length > 0 && networks.every(({ level }) => !level.publishesPorts);
  return areBlocked ? [portsWithoutWayIn(networks.map(({ node, level }) => `${node.path}, ${level}`))] : [];
}
