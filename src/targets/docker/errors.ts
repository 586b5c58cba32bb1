import { BerthError } from '../../private/berth-error';

export const clonePortNotFixed = (port: string) => new BerthError('CLONE_PORT_NOT_FIXED',
  `The published port ${port} of a clone needs a \`hostPort\`: the clone with the index i publishes \`hostPort\` plus i.`);

export const cloneHasNoAddress = () => new BerthError('CLONE_HAS_NO_ADDRESS',
  'A set of clones has no address on a network: each clone has its own. Other containers on the network find all clones by the name of the '
  + 'set, and each one by its own name.');
