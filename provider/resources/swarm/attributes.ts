import { canonicalDuration, parseDuration } from '../../engine/canonical/duration';
import { text } from '../../engine/canonical/form';
import { PlanContext } from '../../framework/resource';
import { Value } from '../../framework/value/value';
import { matching, oneOf, parsed } from '../shared/validators';

/** The port at which managers answer, unless another one is configured. */
const MANAGER_PORT = 2377;

/** Adds the port to an address without one. */
export const canonicalAddress = text((spelling) => (
  spelling === '' || /:\d+$/.test(spelling) ? spelling : `${spelling}:${MANAGER_PORT}`));

const address = matching(
  'an address, or the name of a network interface, with or without a port: "192.0.2.1", "eth0", "192.0.2.1:2377"', /^\S+$/,
);

const HOW_CHANGED = 'A change replaces the resource. After an import, the value is taken from the configuration as it is.';

/** The attributes with which an engine becomes a node. */
export const NODE_ATTRIBUTES = {
  advertise_addr: {
    type: 'string',
    optional: true,
    canonical: canonicalAddress,
    validators: [address],
    description: 'The address, or the network interface, at which other nodes reach this one. By default, the engine takes the address of '
      + `the only interface that has one. The default port is ${MANAGER_PORT}.`,
    change: HOW_CHANGED,
  },
  listen_addr: {
    type: 'string',
    optional: true,
    default: `0.0.0.0:${MANAGER_PORT}`,
    canonical: canonicalAddress,
    validators: [address],
    description: `The address, or the network interface, at which a manager listens. The default is "0.0.0.0:${MANAGER_PORT}".`,
    change: HOW_CHANGED,
  },
  data_path_addr: {
    type: 'string',
    optional: true,
    validators: [matching('an address or the name of a network interface, without a port', /^[^\s:]+$/)],
    description: 'The address, or the network interface, for the traffic between containers. The default is that of `advertise_addr`.',
    change: HOW_CHANGED,
  },
} as const;

/** Plans a replacement if one of the attributes above changes. An import does not know them, and takes them from the configuration. */
export function planNode({ prior, planned, isAdopted, requireReplace }: PlanContext<unknown>): void {
  if (prior === null || isAdopted) return;
  for (const name of Object.keys(NODE_ATTRIBUTES)) if (differ(planned[name], prior[name])) requireReplace([name]);
}

/** Whether two values of attributes that are no collections differ. */
export function differ(left: Value | undefined, right: Value | undefined): boolean {
  return (left ?? null) !== (right ?? null);
}

export const availability = oneOf('active', 'pause', 'drain');

/** Defines an attribute for a duration that the engine keeps in nanoseconds. */
export function duration(value: string, least: string, description: string) {
  const rule = `a duration of at least ${least}, such as "${value}"`;
  const isValid = (spelling: string) => (parseDuration(spelling) ?? -1n) >= parseDuration(least)! || undefined;
  return {
    type: 'string', optional: true, default: value, canonical: text(canonicalDuration), validators: [parsed(rule, isValid)], description,
  } as const;
}
