import { BerthError } from '../private/berth-error';

export const clusterWithoutManagers = () => new BerthError('CLUSTER_WITHOUT_MANAGERS',
  'The cluster has no managers. Give one or more hosts by name: { managers: { \'m1\': host } }.');

export const memberTwiceInCluster = (name: string) => new BerthError('MANAGER_AND_WORKER',
  `"${name}" is a manager and a worker. A manager runs tasks, too. Remove it from \`workers\`.`);

export const noNodeAddress = (name: string) => new BerthError('NODE_WITHOUT_ADDRESS',
  `The other nodes can't reach the host "${name}" at "localhost". Set its address in \`nodeAddresses\`, such as { '${name}': '10.0.0.5' }, `
  + 'or `address` of the host.');

export const nestedNodeWithoutAddress = (name: string) => new BerthError('NESTED_NODE_WITHOUT_ADDRESS',
  `The other nodes can't reach the host "${name}", whose engine is in a container on another host. Set its address in `
  + '`nodeAddresses`, and publish the ports of a swarm there. Or make a cluster of nested hosts on one host only: the stack then '
  + 'connects them.');

export const lostOfExistingSwarm = () => new BerthError('LOST_OF_EXISTING_SWARM',
  '`lost` is for hosts that the stack has made nodes. Leave the lost hosts out of the cluster, since a swarm that exists may have more '
  + 'nodes.');

export const tooManyLost = (left: number, managers: number) => new BerthError('TOO_MANY_MANAGERS_LOST',
  `\`lost\` leaves ${left} of ${managers} managers. A swarm can be changed only by more than half of them, which need addresses in the `
  + 'stack. Start one of the others, or see "docker swarm init --force-new-cluster".');

export const unknownNode = (prop: string, name: string, names: readonly string[]) => new BerthError('UNKNOWN_NODE',
  `\`${prop}\` names "${name}", which is no host of the cluster. The hosts are: ${names.join(', ')}.`);

export const everyNodeDrained = () => new BerthError('EVERY_NODE_DRAINED',
  'The cluster drains all its hosts, so nothing can run. Leave one of them out of `drain`, or add a host.');

export const notOnExistingSwarm = (prop: string) => new BerthError('NOT_ON_EXISTING_SWARM',
  `\`${prop}\` would change the nodes of a swarm that is not of this stack. Leave it out, or let the stack make the swarm.`);
