import { BlockFact, CreateBody, Inspect } from './fact';
import { canonicalAddress } from '../../../engine/canonical/address';
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
/** A host port that the engine chooses, at each start anew, is bound as none, as 0 or as a range. */
const isChosen = (binding: Binding) => !/^[1-9]\d*$/.test(binding.HostPort ?? '');

function put(body: CreateBody, ports: Port[]): void {
  const bindings: Record<string, Required<Binding>[]> = {};
  for (const port of ports) {
    (bindings[keyOf(port)] ??= []).push({ HostIp: port.ip ?? ANY, HostPort: port.external ? String(port.external) : '' });
  }
  body.HostConfig.PortBindings = bindings;
  body.ExposedPorts = Object.fromEntries(Object.keys(bindings).map((key) => [key, {}]));
}

/** A port as asked for at creation: that stands while the container is stopped, when nothing is bound. */
interface Asked extends Port { readonly binding: Binding }

function askedOf(inspect: Inspect): Asked[] {
  return Object.entries((inspect.HostConfig.PortBindings ?? {}) as Bindings).flatMap(([key, bindings]) => {
    const [internal = '', protocol = 'tcp'] = key.split('/');
    const bound = boundToChosen(inspect, key, bindings ?? []);
    return (bindings ?? []).map((binding) => ({
      internal: Number(internal),
      protocol,
      ip: binding.HostIp || ANY,
      external: isChosen(binding) ? take(bound, binding) : Number(binding.HostPort),
      binding,
    }));
  });
}

/** What the engine bound of its own choice, while the container runs. */
function boundToChosen(inspect: Inspect, key: string, bindings: readonly Binding[]): Binding[] {
  const given = bindings.filter((binding) => !isChosen(binding));
  const bound = ((inspect.NetworkSettings.Ports ?? {}) as Bindings)[key] ?? [];
  return bound.filter((one) => !given.some((binding) => binding.HostPort === one.HostPort && isSameAddress(binding, one)));
}

/** Takes the host port that the engine chose for a binding: of two alike, each has its own. */
function take(bound: Binding[], binding: Binding): number | null {
  const index = Math.max(0, bound.findIndex((one) => isSameAddress(binding, one)));
  const [found] = bound.splice(index, 1);
  return found?.HostPort ? Number(found.HostPort) : null;
}

function isSameAddress(binding: Binding, bound: Binding): boolean {
  return addressOf(bound.HostIp ?? '') === addressOf(binding.HostIp || ANY);
}

function isMeant(known: Port, asked: Asked): boolean {
  return keyOf(known) === keyOf(asked)
    && addressOf(known.ip ?? ANY) === addressOf(asked.ip ?? ANY)
    && (isChosen(asked.binding) || !known.external || known.external === asked.external);
}

/** The ports in the order in which they were written; what was asked for otherwise comes after. */
function report(_: unknown, known: Port[] | null | undefined, __: unknown, inspect: Inspect): Port[] {
  const asked = askedOf(inspect);
  const ports: Port[] = [];
  for (const port of known ?? []) {
    // The exact one first: of two ports that are left to the engine, each keeps its own.
    const exact = asked.findIndex((one) => isMeant(port, one) && one.external === port.external);
    const index = exact >= 0 ? exact : asked.findIndex((one) => isMeant(port, one));
    const [found] = index >= 0 ? asked.splice(index, 1) : [];
    if (found !== undefined) ports.push({ ...port, external: found.external ?? port.external });
  }
  return [...ports, ...asked.map(({ binding: _binding, ...port }) => port)];
}

/** The ports of the container that are reached through its host. Only a host port that the engine chose changes by itself. */
const block = {
  nesting: 'list',
  description: 'A port of the container, published on the host. A container port may be published more than once. Engine API: `HostConfig.PortBindings`.',
  attributes: {
    internal: { type: 'number', required: true, requiresReplace: true, validators: [integer(1, 65535)], description: 'The port in the container.' },
    external: {
      type: 'number',
      optional: true,
      computed: true,
      validators: [number('a whole number from 1 to 65535', (value) => Number.isInteger(value) && value >= 1 && value <= 65535, 'Leave it out to have the engine choose one.')],
      planModifiers: [{
        description: 'A change replaces the container, and so does leaving to the engine what was set',
        modify: ({ config, prior, planned, creating }) => ({
          requiresReplace: !creating && (config === null ? planned instanceof Unknown : planned !== prior),
        }),
      }],
      description: 'The port on the host. Left out, the engine chooses one at each start anew, which is then found here.',
    },
    ip: {
      type: 'string',
      optional: true,
      requiresReplace: true,
      default: ANY,
      canonical: text(canonicalAddress),
      validators: [parsed('an IP address', (value) => value === '' ? value : canonicalAddress(value))],
      description: 'The address of the host on which the port is published: 0.0.0.0 for all IPv4 addresses, :: for all IPv6 addresses.',
    },
    protocol: {
      type: 'string',
      optional: true,
      requiresReplace: true,
      default: 'tcp',
      canonical: text((protocol) => protocol.toLowerCase()),
      validators: [matching('"tcp", "udp" or "sctp"', /^(tcp|udp|sctp)$/i)],
      description: '`tcp`, `udp` or `sctp`.',
    },
  },
  canonical: blockOf({ ip: text(canonicalAddress), protocol: text((protocol) => protocol.toLowerCase()) }, { ip: ANY, protocol: 'tcp' }),
} as const satisfies Block;

export const ports: BlockFact<typeof block> = { kind: 'made', block, place: { put, see: askedOf }, report };
