import { NetworkPolicies } from './network-policies';
import { ApiObject } from '../objects/api-object';
import { Pod, Protocol, podsOf } from '../objects/pods';

/** A port that a matrix asks about. */
export interface MatrixPort { readonly port: number; readonly protocol?: Protocol }

/** By the name of the source, then by that of the destination: the ports that the source reaches there, such as `TCP/80`. */
export interface Matrix { readonly [from: string]: { readonly [to: string]: readonly string[] } }

/**
 * Returns which pod may open connections to which port of which pod. The entry of a pod for itself is about another pod like it. A pod
 * that reaches nothing has an empty object.
 */
export function matrix(policies: NetworkPolicies, pods: readonly Pod[], ports: readonly MatrixPort[]): Matrix {
  return Object.fromEntries(pods.map((from) => [from.name, Object.fromEntries(pods.flatMap((to) => {
    const reached = ports.filter(({ port, protocol }) => policies.allows({ from, to, port, protocol }));
    return reached.length === 0 ? [] : [[to.name, reached.map(({ port, protocol = 'TCP' }) => `${protocol}/${port}`)]];
  }))]));
}

/** Returns the matrix of all pods that the objects make, for all ports that a container declares and those that are given. */
export function reaches(objects: readonly ApiObject[], more: readonly MatrixPort[] = []): Matrix {
  const pods = podsOf(objects);
  const ports = new Map([...pods.flatMap((pod) => pod.ports), ...more].map(({ port, protocol = 'TCP' }) => (
    [`${protocol}/${port}`, { port, protocol }]
  )));
  return matrix(new NetworkPolicies(objects), pods, [...ports.values()]);
}
