import { ContainerModel } from '../../model/container';
import { BerthError } from '../../private/berth-error';

const clonePortNotFixed = (port: string) => new BerthError('CLONE_PORT_NOT_FIXED',
  `The published port ${port} of a clone needs a \`hostPort\`: the clone with the index i publishes \`hostPort\` plus i.`);

const cloneHasNoAddress = () => new BerthError('CLONE_HAS_NO_ADDRESS',
  'A set of clones has no address on a network: each clone has its own. Other containers on the network find all clones by the name of the '
  + 'set, and each one by its own name.');

/** A port of a clone that the engine chooses is another one for each. */
export function noPortOf({ ports }: ContainerModel, index: number): never {
  const { containerPort, protocol } = ports[index];
  throw clonePortNotFixed(`${containerPort}/${protocol}`);
}

export function noAddress(): never {
  throw cloneHasNoAddress();
}
