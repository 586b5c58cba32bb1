import Dockerode from 'dockerode';
import { clonesOfSeveralHosts } from './errors';
import { cloneName, cloneNames, INDEX_LABEL, nextName, SET_LABEL, TEMPLATE_LABEL } from '../../../src/shared/clones';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { Engine } from '../../engine/engine';
import { conforming } from '../../engine/shape/conforms';
import { containersShape } from '../../engine/shape/container';
import { requireImportable } from '../../virtual-host/importable';

/** A container of a set that is on an engine. */
export interface ListedClone {
  readonly id: string;
  readonly name: string;
  readonly index: number;
  /** The id of the set that made it. Undefined if no set did. */
  readonly setId: string | undefined;
  /** What tells from which template the set made it. */
  readonly fingerprint: string | undefined;
  /** Whether it was created to take the place of the clone with its index, and has not got that one's name yet. */
  readonly isNext: boolean;
  /** Whether its process runs, be it paused. */
  readonly isRunning: boolean;
  readonly isUnhealthy: boolean;
}

/** A container that is listed by its name, so that it may be anybody's. */
export interface NamedClone extends ListedClone {
  readonly labels: Readonly<Record<string, string>>;
}

/** A set, as far as its clones are found by that. */
export interface ClonedSet {
  readonly id: string | null;
  readonly name: string | null;
  /** Whether containers without labels of a set are clones by their names. */
  readonly imported: boolean | null;
  /**
   * The virtual container hosts whose containers may be clones by their names, with undefined for those of none: "blue-green-web-0" may be
   * one of "blue" or of "blue-green". @default - the one that all such containers have; more than one is an error
   */
  readonly owners?: ReadonlyArray<string | undefined>;
}

/** Lists the clones of a set on an engine. One with another name is none, even if it bears the labels: `docker commit` copies them. */
export async function clonesOn(
  engine: Engine, { id, name, imported, owners }: ClonedSet, signal: AbortSignal,
): Promise<ListedClone[]> {
  // Without the labels, of which a hundred thousand clones would have many MiB.
  if (!imported) return (await listed(engine, name!, { label: [`${SET_LABEL}=${id}`] }, signal)).map(({ labels: _, ...clone }) => clone);
  const named = (await clonesNamed(engine, name!, signal)).filter(({ setId }) => setId === undefined || setId === id);
  if (owners === undefined) {
    requireOneOwner(name!, named);
    named.forEach((each) => requireImportable('container', each.name, each.labels));
  }
  return named.filter(({ setId, labels }) => setId === id || owners === undefined || owners.includes(labels[VIRTUAL_HOST_LABEL]));
}

/** Throws if containers that have the names of clones of one set belong to several virtual container hosts. */
export function requireOneOwner(set: string, containers: ReadonlyArray<{ readonly labels: NamedClone['labels'] }>): void {
  const owners = [...new Set(containers.map(({ labels }) => labels[VIRTUAL_HOST_LABEL]))];
  if (owners.length > 1) throw clonesOfSeveralHosts(set, owners);
}

/** Lists the containers on an engine that have names of clones of a set. */
export function clonesNamed(engine: Engine, set: string, signal: AbortSignal): Promise<NamedClone[]> {
  return listed(engine, set, namesOfClones(set), signal);
}

/** Returns the filter of a list for the names of the clones of a set. */
export function namesOfClones(set: string): { readonly name: string[] } {
  return { name: [`^/?${cloneNames(set)}$`] };
}

async function listed(
  engine: Engine, set: string, filters: { readonly [filter: string]: string[] }, signal: AbortSignal,
): Promise<NamedClone[]> {
  const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({ all: true, filters }));
  const containers = await engine.call('list the containers of a set', list, { signal });
  return containers
    .map(({ Id: cloneId, Names: [path = ''] = [], Labels: labels, State: state = '', Status: status = '' }) => {
      const name = path.replace(/^\//, '');
      const setId: string | undefined = labels[SET_LABEL];
      const index = Number(setId === undefined ? /(\d+)(-next)?$/.exec(name)?.[1] : labels[INDEX_LABEL]);
      return {
        id: cloneId,
        name,
        index,
        labels,
        setId,
        fingerprint: labels[TEMPLATE_LABEL],
        isNext: name === nextName(set, index),
        isRunning: ['running', 'paused'].includes(state),
        isUnhealthy: status.endsWith('(unhealthy)'),
      };
    })
    .filter(({ name, index, isNext }) => isNext || name === cloneName(set, index));
}
