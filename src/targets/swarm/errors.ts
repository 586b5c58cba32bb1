import { BerthError } from '../../private/berth-error';

export const notInSwarm = (field: string, reason: string) => new BerthError('NOT_IN_A_SWARM', `The prop \`${field}\` ${reason}.`);

export const imageNeedsRegistry = (name: string) => new BerthError('IMAGE_NEEDS_REGISTRY',
  `The image "${name}" is made by this stack, and the nodes of a swarm get images from a registry. Set \`imageRegistry\` on the cluster, `
  + 'such as "registry.example.com/team": the image is pushed there. Or use BaseImage.fromRegistry().');

export const notForCluster = (what: string, instead: string) => new BerthError('NOT_FOR_A_CLUSTER',
  `${what} belongs to one host: ${instead}.`);

export const levelNotInSwarm = (network: string, level: string) => new BerthError('LEVEL_NOT_IN_A_SWARM',
  `The network ${network} has the level "${level}", and the networks of a swarm can't keep their members apart. Use NetworkLevel.PEERS or `
  + 'NetworkLevel.OPEN, or give each container a network of its own.');

export const templateInMount = (path: string) => new BerthError('TEMPLATE_IN_MOUNT',
  `The path "${path}" of a mount has a template, which the swarm replaces when it starts a task. Nobody knows the path before, so `
  + 'it counts as every path of the node. Write a path without a template. If each task needs another path, add a container for each '
  + 'instead of a set of clones.');

export const addressOfTask = () => new BerthError('ADDRESS_OF_TASK',
  'The tasks of a service have no address that is known before they run, and it changes with each of them. Use the name of the container.');
