import Dockerode from 'dockerode';
import { cloneName, INDEX_LABEL, SET_LABEL } from '../../../src/shared/clones';
import { Engine } from '../../engine/engine';
import { conforming } from '../../engine/shape/conforms';
import { containersShape } from '../../engine/shape/container';

/** A container of a set that is on an engine. */
export interface ListedClone {
  readonly id: string;
  readonly name: string;
  readonly index: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** Lists the clones of a set on an engine. One with another name is none, even if it bears the labels: `docker commit` copies them. */
export async function clonesOn(
  engine: Engine, { id, name: set }: { readonly id: string; readonly name: string }, signal: AbortSignal,
): Promise<ListedClone[]> {
  const filters = { label: [`${SET_LABEL}=${id}`] };
  const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({ all: true, filters }));
  const containers = await engine.call('list the containers of a set', list, { signal });
  return containers
    .map(({ Id, Names: [name = ''] = [], Labels: labels }) => (
      { id: Id, name: name.replace(/^\//, ''), index: Number(labels[INDEX_LABEL]), labels }))
    .filter(({ name, index }) => name === cloneName(set, index));
}
