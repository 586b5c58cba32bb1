import { BlockFact, CreateBody, Inspect } from './fact';
import { canonicalAddress } from '../../../../src/shared/ip';
import { blockOf, text } from '../../../engine/canonical/form';
import { Block } from '../../../framework/schema/schema';
import { Unknown } from '../../../framework/value/value';
import { integer, matching, number, parsed } from '../../shared/validators';

export interface Port { internal: number; external: number | null; ip: string | null; protocol: string | null }

interface Binding { HostIp?: string; HostPort?: string }
type Bindings = Record<string, Binding[] | null>;

const ANY = '0.0.0.0';

const keyOf = (port: Port) => `${port.internal}/${(port.protocol ?? 'tcp').toLowerCase()}`;
const addressOf = (spelling: string) => canonicalAddress(spelling) ?? spelling;
/** Whether the engine chooses the host port at each start, because the request has none, 0 or a range. */
const isChosenByEngine = (binding: Binding) => !/^[1-9]\d*$/.test(binding.HostPort ?? '');

function put(body: CreateBody, ports: Port[]): void {
  const bindings: Record<string, Required<Binding>[]> = {};
  for (const port of ports) {
    (bindings[keyOf(port)] ??= []).push({ HostIp: port.ip ?? ANY, HostPort: port.external ? String(port.external) : '' });
  }
  body.HostConfig.PortBindings = bindings;
  body.ExposedPorts = Object.fromEntries(Object.keys(bindings).map((key) => [key, {}]));
}

/** A port of the create request. The engine also reports it while the container is stopped and has no bindings. */
interface RequestedPort extends Port { readonly binding: Binding }

function requestedPorts(inspect: Inspect): RequestedPort[] {
  return Object.entries((inspect.HostConfig.PortBindings ?? {}) as Bindings).flatMap(([key, bindings]) => {
    const [internal = '', protocol = 'tcp'] = key.split('/');
    const bound = chosenBindings(inspect, key, bindings ?? []);
    return (bindings ?? []).map((binding) => ({
      internal: Number(internal),
      protocol,
      ip: binding.HostIp || ANY,
      external: isChosenByEngine(binding) ? takePort(bound, binding) : Number(binding.HostPort),
      binding,
    }));
  });
}

/** Returns the bindings whose host port the engine chose, while the container runs. */
function chosenBindings(inspect: Inspect, key: string, bindings: readonly Binding[]): Binding[] {
  const fixed = bindings.filter((binding) => !isChosenByEngine(binding));
  const bound = ((inspect.NetworkSettings.Ports ?? {}) as Bindings)[key] ?? [];
  return bound.filter((one) => !fixed.some((binding) => binding.HostPort === one.HostPort && isSameAddress(binding, one)));
}

/** Returns the host port that the engine chose for a binding. Removes it from the list, so that equal bindings get different ports. */
function takePort(bound: Binding[], binding: Binding): number | null {
  const index = Math.max(0, bound.findIndex((one) => isSameAddress(binding, one)));
  const [match] = bound.splice(index, 1);
  return match?.HostPort ? Number(match.HostPort) : null;
}

function isSameAddress(binding: Binding, bound: Binding): boolean {
  return addressOf(bound.HostIp ?? '') === addressOf(binding.HostIp || ANY);
}

function matches(known: Port, requested: RequestedPort): boolean {
  return keyOf(known) === keyOf(requested)
    && addressOf(known.ip ?? ANY) === addressOf(requested.ip ?? ANY)
    && (isChosenByEngine(requested.binding) || !known.external || known.external === requested.external);
}

/** Returns the configured ports in the order of the configuration, followed by any others. */
function report(_: unknown, known: Port[] | null | undefined, __: unknown, inspect: Inspect): Port[] {
  const requested = requestedPorts(inspect);
  const ports: Port[] = [];
  for (const port of known ?? []) {
    // An exact match has precedence, so that two ports that the engine chose are not swapped.
    const exact = requested.findIndex((one) => matches(port, one) && one.external === port.external);
    const index = exact >= 0 ? exact : requested.findIndex((one) => matches(port, one));
    const [match] = index >= 0 ? requested.splice(index, 1) : [];
    if (match !== undefined) ports.push({ ...port, external: match.external ?? port.external });
  }
  return [...ports, ...requested.map(({ binding: _binding, ...port }) => port)];
}

/** Ports of the container that are published on the host. Only host ports that the engine chooses can change without a replacement. */
const block = {
  nesting: 'list',
  description: 'A port of the container to publish on the host. A container port may be published more than once. '
    + 'Engine API: `HostConfig.PortBindings`.',
  attributes: {
    internal: {
      type: 'number',
      required: true,
      requiresReplace: true,
      validators: [integer(1, 65535)],
      description: 'The port in the container.',
    },
    external: {
      type: 'number',
      optional: true,
      computed: true,
      validators: [number(
        'a whole number from 1 to 65535',
        (value) => Number.isInteger(value) && value >= 1 && value <= 65535,
        'Remove it to let the engine choose a port.',
      )],
      planModifiers: [{
        description: 'A change replaces the container, and so does removing the value',
        modify: ({ config, prior, planned, creating }) => ({
          requiresReplace: !creating && (config === null ? planned instanceof Unknown : planned !== prior),
        }),
      }],
      description: 'The port on the host. By default, the engine chooses a new one at each start, which is reported here.',
    },
    ip: {
      type: 'string',
      optional: true,
      requiresReplace: true,
      default: ANY,
      canonical: text(canonicalAddress),
      validators: [parsed('an IP address', (value) => value === '' ? value : canonicalAddress(value))],
      description: 'The host address on which to publish the port: 0.0.0.0 for all IPv4 addresses, :: for all IPv6 addresses.',
    },
    protocol: {
      type: 'string',
      optional: true,
      requiresReplace: true,
      default: 'tcp',
      canonical: text((protocol) => protocol.toLowerCase()),
      validators: [matching('"tcp", "udp" or "sctp"', /^(tcp|udp|sctp)$/i)],
      description: 'The protocol: `tcp`, `udp` or `sctp`.',
    },
  },
  canonical: blockOf({ ip: text(canonicalAddress), protocol: text((protocol) => protocol.toLowerCase()) }, { ip: ANY, protocol: 'tcp' }),
} as const satisfies Block;

export const ports: BlockFact<typeof block> = { kind: 'made', block, place: { put, read: requestedPorts }, report };
