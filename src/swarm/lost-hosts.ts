import { tooManyLost } from './errors';
import { hasAddress, Hosts } from '../host/member-hosts';
import { BerthError } from '../private/berth-error';

/** Returns the name of the manager that stands in for the first one, by the name of that, if it is lost. */
export function substituteOf(managers: Hosts, lost: readonly string[]): { readonly [name: string]: string } {
  const [first, ...others] = Object.keys(managers);
  const substitute = others.find((name) => !lost.includes(name) && hasAddress(managers[name]));
  return lost.includes(first) && hasAddress(managers[first]) && substitute !== undefined ? { [first]: substitute } : {};
}

/** Returns an error if those that are left can't change the swarm, or the stack can't use them. */
export function checkLost(managers: Hosts, lost: readonly string[]): BerthError[] {
  const names = Object.keys(managers);
  const left = names.filter((name) => !lost.includes(name));
  if (left.length === names.length) return [];
  const isReached = !lost.includes(names[0]) || Object.keys(substituteOf(managers, lost)).length > 0;
  return left.length * 2 > names.length && isReached ? [] : [tooManyLost(left.length, names.length)];
}
