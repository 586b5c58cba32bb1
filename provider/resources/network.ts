import Dockerode from 'dockerode';
import { labels } from './labels';
import { nameTaken } from './name-taken';
import { forget, isUnrecorded, whileNoted } from './unrecorded';
import { matching, parsed } from './validators';
import { canonicalAddress, canonicalSubnet } from '../../src/shared/ip';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { blockOf, mapOf, same, text } from '../engine/canonical/form';
import { Engine } from '../engine/engine';
import { EngineError, isConflict, isNotFound } from '../engine/errors';
import { inspectNetwork } from '../engine/inspect';
import { defineSchema, Resource } from '../framework/resource';
import { Model } from '../framework/schema/model';
import { Value } from '../framework/value/value';

const address = parsed('an IP address', (value) => value === '' ? value : canonicalAddress(value));
const subnet = parsed('a subnet such as "10.0.0.0/24" or "fd00::/64"', (value) => value === '' ? value : canonicalSubnet(value));

const ipamForm = blockOf(
  { subnet: text(canonicalSubnet), ip_range: text(canonicalSubnet), gateway: text(canonicalAddress), aux_address: mapOf(canonicalAddress) },
  { subnet: '', ip_range: '', gateway: '', aux_address: {} },
);

const schema = defineSchema({
  version: 1,
  description: 'A network that containers are attached to. The engine can change nothing about a network, so every change replaces it, and it is not removed while a container is attached to it.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The network\'s id.' },
    name: {
      type: 'string', required: true, requiresReplace: true, validators: [matching('a name that is not empty', /\S/)], description: 'The network\'s name, one of a kind on the engine.',
    },
    driver: { type: 'string', optional: true, default: 'bridge', requiresReplace: true, description: 'The network driver: `bridge`, `macvlan`, `ipvlan`, `overlay` (of a swarm), or the name of a plugin. Engine API: `Driver`.' },
    options: { type: ['map', 'string'], optional: true, default: {}, requiresReplace: true, description: 'Options of the driver, such as `"com.docker.network.bridge.enable_icc" = "false"`. Only those that are written here are compared. Engine API: `Options`.' },
    internal: { type: 'bool', optional: true, default: false, requiresReplace: true, description: 'Nothing outside the network is reached from it, nor reaches into it. Engine API: `Internal`.' },
    attachable: { type: 'bool', optional: true, default: false, requiresReplace: true, description: 'Containers that are no part of a service may join it, where it is a network of a swarm. Engine API: `Attachable`.' },
    ingress: { type: 'bool', optional: true, default: false, requiresReplace: true, description: 'It is the network that carries a swarm\'s published ports. Engine API: `Ingress`.' },
    ipv6: { type: 'bool', optional: true, default: false, requiresReplace: true, description: 'Containers get IPv6 addresses, too. Engines before 27.0 need an `ipam_config` with an IPv6 subnet. Engine API: `EnableIPv6`.' },
    ipam_driver: { type: 'string', optional: true, default: 'default', requiresReplace: true, description: 'What gives out addresses: `default` is the engine itself. Engine API: `IPAM.Driver`.' },
    ipam_options: { type: ['map', 'string'], optional: true, default: {}, requiresReplace: true, description: 'Options of `ipam_driver`. Engine API: `IPAM.Options`.' },
    check_duplicate: {
      type: 'bool', optional: true, default: false, deprecated: 'It is always checked.', description: 'Accepted for configurations written for other providers, and without effect: a name that is taken is always refused.',
    },
    scope: { type: 'string', computed: true, stable: true, description: 'How far the network reaches: `local`, `swarm` or `global`.' },
  },
  blocks: {
    labels: { ...labels('A label of the network.'), requiresReplace: true },
    ipam_config: {
      nesting: 'set',
      requiresReplace: true,
      description: 'A subnet of the network. Without one the engine chooses it, out of its address pools. Engine API: `IPAM.Config`.',
      attributes: {
        subnet: { type: 'string', optional: true, default: '', validators: [subnet], description: 'The subnet, as an address and the length of its prefix: "10.0.0.0/24". "" is one that the engine chooses.' },
        ip_range: { type: 'string', optional: true, default: '', validators: [subnet], description: 'The part of it that containers get addresses from. "" is all of it.' },
        gateway: { type: 'string', optional: true, default: '', validators: [address], description: 'The address of the gateway. "" is one that the engine chooses, mostly the first of the subnet.' },
        aux_address: { type: ['map', 'string'], optional: true, description: 'Addresses of the subnet that are taken by something else, by a name for each: the engine gives them to no container.' },
      },
      canonical: ipamForm,
    },
  },
});

type NetworkModel = Model<typeof schema>;
type Ipam = NetworkModel['ipam_config'][number];
interface EngineIpam {
  readonly Subnet?: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Record<string, string> | null;
}

/** What to create a network from. */
export function toEngine(model: NetworkModel): Dockerode.NetworkCreateOptions {
  return {
    Name: model.name!,
    CheckDuplicate: true,
    Driver: model.driver ?? 'bridge',
    Options: model.options ?? {},
    Internal: model.internal ?? false,
    Attachable: model.attachable ?? false,
    Ingress: model.ingress ?? false,
    EnableIPv6: model.ipv6 ?? false,
    Labels: Object.fromEntries(model.labels.map(({ label, value }) => [label!, value!])),
    IPAM: {
      Driver: model.ipam_driver ?? 'default',
      Options: model.ipam_options ?? {},
      // One that says nothing leaves all to the engine, which takes none that has no subnet.
      Config: model.ipam_config.filter((ipam) => Object.values({ ...ipam, aux_address: nonEmpty(ipam.aux_address) }).some(Boolean)).map((ipam) => ({
        ...(ipam.subnet ? { Subnet: ipam.subnet } : {}),
        ...(ipam.ip_range ? { IPRange: ipam.ip_range } : {}),
        ...(ipam.gateway ? { Gateway: ipam.gateway } : {}),
        ...(ipam.aux_address ? { AuxiliaryAddresses: ipam.aux_address } : {}),
      })),
    } as unknown as Dockerode.IPAM,
  };
}

/**
 * A network as the engine shows it.
 *
 * @param known  what it was made from. A network never changes, so of options, labels and subnets those that were asked
 *               for are reported, and what the engine added is not. Without it (an import) all is.
 */
export function fromEngine(inspect: Dockerode.NetworkInspectInfo, known?: NetworkModel): NetworkModel {
  const ipam = (inspect.IPAM ?? {}) as { Driver?: string; Options?: Record<string, string> | null; Config?: EngineIpam[] | null };
  const labelsSeen = Object.entries(inspect.Labels ?? {}).map(([label, value]) => ({ label, value }));
  return {
    id: inspect.Id,
    name: inspect.Name,
    driver: inspect.Driver,
    options: known === undefined ? inspect.Options ?? {} : asked(known.options, inspect.Options),
    internal: inspect.Internal,
    attachable: inspect.Attachable,
    ingress: inspect.Ingress,
    ipv6: inspect.EnableIPv6,
    ipam_driver: ipam.Driver ?? 'default',
    ipam_options: known === undefined ? ipam.Options ?? {} : asked(known.ipam_options, ipam.Options),
    check_duplicate: known?.check_duplicate ?? false,
    scope: inspect.Scope,
    labels: known === undefined ? labelsSeen : known.labels.filter(({ label, value }) => inspect.Labels?.[label!] === value),
    ipam_config: subnets(ipam.Config ?? [], known),
  };
}

function asked(known: Record<string, string> | null, seen: Record<string, string> | null | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(seen ?? {}).filter(([key]) => key in (known ?? {})));
}

function nonEmpty(map: Record<string, string> | null | undefined): Record<string, string> | null {
  return map && Object.keys(map).length > 0 ? map : null;
}

function subnets(configs: readonly EngineIpam[], known: NetworkModel | undefined): Ipam[] {
  const seen = configs.map((config): Ipam => ({
    subnet: config.Subnet ?? '', ip_range: config.IPRange ?? '', gateway: config.Gateway ?? '', aux_address: nonEmpty(config.AuxiliaryAddresses),
  }));
  if (known === undefined) return seen;
  // One that leaves something to the engine is satisfied with whatever that chose.
  const part = (wanted: Ipam, found: Ipam): Ipam => ({
    subnet: wanted.subnet && found.subnet,
    ip_range: wanted.ip_range && found.ip_range,
    gateway: wanted.gateway && found.gateway,
    aux_address: found.aux_address,
  });
  const holds = (wanted: Ipam, found: Ipam) => same(wanted as unknown as Value, part(wanted, found) as unknown as Value, ipamForm);
  return known.ipam_config.filter((wanted) => seen.some((found) => holds(wanted, found)));
}

async function expect(engine: Engine, id: string, name: string): Promise<Dockerode.NetworkInspectInfo> {
  const inspect = await inspectNetwork(engine, id);
  if (inspect === undefined) throw new DiagnosticError({ summary: `Network "${name}" is gone`, detail: 'Something else removed it right after it was made. Apply again.' });
  return inspect;
}

async function make(engine: Engine, desired: NetworkModel): Promise<string> {
  const attempt = () => engine.call(`create network "${desired.name}"`, async (docker) => (await docker.createNetwork(toEngine(desired))).id);
  try {
    return await attempt();
  } catch (error) {
    const there = isConflict(error) ? await inspectNetwork(engine, desired.name!) : undefined;
    if (there === undefined || !isUnrecorded(there.Id)) throw explained(error, desired.name!);
    await removeLeftOver(engine, there.Id, desired);
  }
  return attempt().catch((error: unknown) => { throw explained(error, desired.name!); });
}

/** What an apply made that was killed before it had told Terraform. The engine keeps it where a container is attached to it. */
async function removeLeftOver(engine: Engine, id: string, { name }: NetworkModel): Promise<void> {
  await engine.call(`remove network "${name}", which an earlier apply left over`, (docker) => docker.getNetwork(id).remove());
  await forget(id);
}

/** `docker_network`. The engine can change nothing about a network, so every change replaces it. */
export const network: Resource<typeof schema, Engine> = {
  type: 'docker_network',
  schema,

  async create({ client: engine, record }, desired) {
    const id = await make(engine, desired);
    return whileNoted(id, async () => {
      record({ ...desired, id });
      return fromEngine(await expect(engine, id, desired.name!), desired);
    });
  },

  async read({ client: engine }, prior) {
    const inspect = await inspectNetwork(engine, prior.id!);
    return inspect && fromEngine(inspect, prior);
  },

  /** Only `check_duplicate`, which means nothing, changes without a replacement. */
  async update({ client: engine }, desired, prior) {
    return fromEngine(await expect(engine, prior.id!, prior.name!), desired);
  },

  async delete({ client: engine }, prior) {
    try {
      await engine.call(`remove network "${prior.name}"`, (docker) => docker.getNetwork(prior.id!).remove());
    } catch (error) {
      if (!isNotFound(error)) throw await inUse(engine, error, prior);
    }
  },

  async import({ client: engine }, id) {
    const inspect = await inspectNetwork(engine, id);
    if (inspect === undefined) return undefined;
    await forget(inspect.Id);
    const model = fromEngine(inspect);
    const { DefaultAddressPools: pools } = await engine.info();
    return { ...model, ipam_config: model.ipam_config.filter((ipam) => !isChosen(ipam, pools ?? BUILT_IN_POOLS)) };
  },
};

interface Pool { readonly Base: string; readonly Size: number }

/** Where the engine takes the subnets from that it chooses, unless its daemon.json says otherwise. */
const BUILT_IN_POOLS: readonly Pool[] = [{ Base: '172.16.0.0/12', Size: 16 }, { Base: '192.168.0.0/16', Size: 20 }];

/** Whether a subnet looks as the engine itself chooses one: out of its pools, with the first address as the gateway, and no more. */
function isChosen(ipam: Ipam, pools: readonly Pool[]): boolean {
  const [first = '', length] = (ipam.subnet ?? '').split('/');
  const plain = !ipam.ip_range && ipam.aux_address === null && ipam.gateway === first.replace(/0$/, '1');
  const isOf = ({ Base: base, Size: size }: Pool) => Number(length) === size && canonicalSubnet(`${first}/${base.split('/')[1]}`) === canonicalSubnet(base);
  return plain && pools.some(isOf);
}

function explained(error: unknown, name: string): unknown {
  return isConflict(error) ? nameTaken('network', name, error) : error;
}

/** Names the containers for which the engine does not remove a network. */
async function inUse(engine: Engine, error: unknown, prior: NetworkModel): Promise<unknown> {
  if (!(error instanceof EngineError) || !/active endpoints|in use/i.test(error.engineMessage)) return error;
  const inspect = await inspectNetwork(engine, prior.id!).catch(() => undefined);
  const names = Object.values(inspect?.Containers ?? {}).map(({ Name: name }) => name).sort();
  return new DiagnosticError({
    summary: `Network "${prior.name}" is still in use`,
    detail: [
      ...(names.length === 0 ? [] : [`Attached to it: ${names.join(', ')}.`]),
      `The engine says: ${error.engineMessage}`,
      'Take them off it (docker network disconnect), or destroy them first. A container that terraform manages is destroyed before its network when it names it by reference '
      + '(docker_network.<name>.name), and replaced with it when it names it in lifecycle.replace_triggered_by.',
    ].join('\n\n'),
  });
}
