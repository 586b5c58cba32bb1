import Dockerode from 'dockerode';
import { cloneName, INDEX_LABEL, SET_LABEL } from '../../../src/shared/clones';
import { Engine } from '../../engine/engine';
import { conforming } from '../../engine/shape/conforms';
import { containersShape } from '../../engine/shape/container';

/** Returns the name of a clone until the one whose place it takes is removed. */
export function nextName(set: string, index: number): string {
  return `${cloneName(set, index)}-next`;
}

/** A container of a set that is on an engine. */
export interface ListedClone {
  readonly id: string;
  readonly name: string;
  readonly index: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it was created to take the place of the clone with its index, and has not got that one's name yet. */
  readonly isNext: boolean;
  /** Whether its process runs, be it paused. */
  readonly isRunning: boolean;
  readonly isUnhealthy: boolean;
}

/** Lists the clones of a set on an engine. One with another name is none, even if it bears the labels: `docker commit` copies them. */
export async function clonesOn(
  engine: Engine, { id, name: set }: { readonly id: string; readonly name: string }, signal: AbortSignal,
): Promise<ListedClone[]> {
  const filters = { label: [`${SET_LABEL}=${id}`] };
  const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({ all: true, filters }));
  const containers = await engine.call('list the containers of a set', list, { signal });
  return containers
    .map(({ Id: cloneId, Names: [path = ''] = [], Labels: labels, State: state = '', Status: status = '' }) => {
      const [name, index] = [path.replace(/^\//, ''), Number(labels[INDEX_LABEL])];
      return {
        id: cloneId,
        name,
        index,
        labels,
        isNext: name === nextName(set, index),
        isRunning: ['running', 'paused'].includes(state),
        isUnhealthy: status.endsWith('(unhealthy)'),
      };
    })
    .filter(({ name, index, isNext }) => isNext || name === cloneName(set, index));
}
