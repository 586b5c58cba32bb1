import { firstOwner } from '../isolation/shared-processes';
import { Inspect } from '../resources/container/fields/fact';

/** The kinds of namespaces that containers can share, and their fields of the Engine API. */
const KINDS = [['pid', 'PidMode'], ['net', 'NetworkMode'], ['ipc', 'IpcMode']] as const;

/** A container that shares a namespace of another one as soon as the engine has started it again. */
export interface Joiner {
  readonly id: string;
  readonly kind: (typeof KINDS)[number][0];
  /** The id of the container whose namespace it is. */
  readonly owner: string;
}

/** Whether the engine is about to start a container again. Until then it has no process, and so no namespaces that could be compared. */
export function isBetweenRestarts({ State: { Pid: pid, Restarting: restarting } }: Inspect): boolean {
  return pid === 0 && restarting;
}

/** Returns which namespaces of others the containers between two restarts share, as configured. */
export function joinersBetweenRestarts(known: readonly Inspect[]): Joiner[] {
  return known.filter(isBetweenRestarts).flatMap((inspect) => KINDS.flatMap(([kind, field]) => {
    const owner = firstOwner(inspect, known, field);
    return owner === undefined || owner === inspect.Id ? [] : [{ id: inspect.Id, kind, owner }];
  }));
}
