import Dockerode from 'dockerode';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { same, text } from '../../engine/canonical/form';
import { canonicalStorageSize } from '../../engine/canonical/size';
import { Engine } from '../../engine/engine';
import { compareApiVersions } from '../../engine/version';
import { Model } from '../../framework/schema/model';
import { Attribute, Block, Validator } from '../../framework/schema/schema';
import { Value } from '../../framework/value/value';
import { matching, oneOf, parsed } from '../shared/validators';

/** The API of Docker 23.0, the first with cluster volumes. */
const CLUSTER_API_VERSION = '1.42';

/** Pairs of a topology: `zone=a,rack=2`. */
const TOPOLOGY = /^([^=,\s]+=[^=,\s]*(,[^=,\s]+=[^=,\s]*)*)?$/;

const topology = matching('a topology such as "zone=a" or "zone=a,rack=2"', TOPOLOGY);
const size = parsed('a size such as "128MiB", "2GiB" or a number of bytes', (value) => value === '' ? value : canonicalStorageSize(value));

/** Values that the engine uses for what is not set. */
const DEFAULTS = { availability: 'active', group: '', scope: 'single', sharing: 'none', type: 'block' };

/** An attribute whose "" stands for the engine's default. */
function setting(form: (spelling: string) => string | undefined, validators: readonly Validator[] = []) {
  return { type: 'string', optional: true, default: '', canonical: text(form), validators } as const;
}

/** An attribute that has one of some values. */
function choice(name: keyof typeof DEFAULTS, ...others: readonly string[]) {
  return setting((spelling) => spelling || DEFAULTS[name], [oneOf('', DEFAULTS[name], ...others)]);
}

const sizeSetting = setting((spelling) => spelling && canonicalStorageSize(spelling), [size]);
const topologySetting = setting((spelling) => spelling.split(',').sort().join(','), [topology]);

/** The `cluster` block of `docker_volume`. */
export const clusterBlock = {
  nesting: 'list',
  maxItems: 1,
  requiresReplace: true,
  description: 'Makes this a cluster volume: a swarm gives it to the tasks of its services on any node, with a CSI plugin as `driver`. '
    + 'The engine has to be a manager of a swarm, and Docker Engine 23 or newer. Engine API: `ClusterVolumeSpec`.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The volume\'s id in the swarm.' },
    availability: {
      ...choice('availability', 'pause', 'drain'),
      description: 'Whether tasks may use the volume: `active` (the default), `pause` (no new tasks) or `drain` (no tasks at all).',
    },
    group: { ...setting((name) => name), description: 'A group of volumes, of which a task may get any one.' },
    limit_bytes: { ...sizeSetting, description: 'The maximum size, such as "2GiB". By default, the plugin decides.' },
    required_bytes: { ...sizeSetting, description: 'The minimum size, such as "128MiB". By default, the plugin decides.' },
    scope: {
      ...choice('scope', 'multi'),
      description: 'How many nodes may use the volume at one time: `single` (the default) or `multi`.',
    },
    sharing: {
      ...choice('sharing', 'readonly', 'onewriter', 'all'),
      description: 'The tasks that may use the volume at one time: `none` (the default: only one), `readonly` (several that read), '
        + '`onewriter` (one that writes, others that read) or `all`.',
    },
    topology_preferred: { ...topologySetting, description: 'Where the volume should be, such as "zone=a".' },
    topology_required: { ...topologySetting, description: 'From where the volume has to be accessible, such as "zone=a".' },
    type: {
      ...choice('type', 'mount'),
      description: 'How tasks access the volume: as a file system (`mount`) or as a block device (`block`, the default).',
    },
  },
} as const satisfies Block;

export type Cluster = Model<typeof clusterBlock>;

interface Topology { readonly Segments?: Readonly<Record<string, string>> | null }

interface Requirements {
  readonly Requisite?: readonly Topology[] | null;
  readonly Preferred?: readonly Topology[] | null;
}

/** The part of the Engine API that describes a cluster volume. */
export interface ClusterSpec {
  readonly Group?: string;
  readonly AccessMode?: { readonly Scope?: string; readonly Sharing?: string; readonly MountVolume?: object | null } | null;
  readonly AccessibilityRequirements?: Requirements | null;
  readonly CapacityRange?: { readonly RequiredBytes?: number; readonly LimitBytes?: number } | null;
  readonly Availability?: string;
}

export type InspectedVolume = Dockerode.VolumeInspectInfo & {
  readonly ClusterVolume?: { readonly ID?: string; readonly Spec?: ClusterSpec | null } | null;
};

/** Returns the specification to send to the engine. */
export function specOf(cluster: Cluster): ClusterSpec {
  const { group, type, limit_bytes: limit, required_bytes: required } = cluster;
  const { topology_preferred: preferred, topology_required: requisite } = cluster;
  return {
    ...(group ? { Group: group } : {}),
    AccessMode: {
      Scope: cluster.scope || DEFAULTS.scope,
      Sharing: cluster.sharing || DEFAULTS.sharing,
      ...((type || DEFAULTS.type) === 'mount' ? { MountVolume: {} } : { BlockVolume: {} }),
    },
    ...(limit || required ? { CapacityRange: { RequiredBytes: bytesOf(required), LimitBytes: bytesOf(limit) } } : {}),
    ...(preferred || requisite ? {
      AccessibilityRequirements: { Requisite: topologiesOf(requisite), Preferred: topologiesOf(preferred) },
    } : {}),
    Availability: cluster.availability || DEFAULTS.availability,
  };
}

/** Converts the engine's answer to blocks, with values as in the known block if their meaning is the same. */
export function clusterOf({ ClusterVolume: volume }: InspectedVolume, known: readonly Cluster[] | undefined): Cluster[] {
  if (!volume) return [];
  const { AccessMode: mode, AccessibilityRequirements: where, CapacityRange: range, ...spec } = volume.Spec ?? {};
  const actual: Cluster = {
    id: volume.ID ?? '',
    availability: spec.Availability ?? '',
    group: spec.Group ?? '',
    limit_bytes: sizeOf(range?.LimitBytes),
    required_bytes: sizeOf(range?.RequiredBytes),
    scope: mode?.Scope ?? '',
    sharing: mode?.Sharing ?? '',
    topology_preferred: textOf(where?.Preferred),
    topology_required: textOf(where?.Requisite),
    type: mode?.MountVolume ? 'mount' : 'block',
  };
  const [before] = known ?? [];
  const names = Object.keys(actual) as (keyof Cluster)[];
  const reported = names.map((name) => [name, asKnown(name, actual[name], before)] as const);
  return [{ ...Object.fromEntries(reported), id: actual.id } as Cluster];
}

/** Returns the known spelling of a value, which may be "" for a default, if it means the same. */
function asKnown(name: keyof Cluster, value: string | null, before: Cluster | undefined): string | null {
  const { canonical = (one) => one }: Attribute = clusterBlock.attributes[name];
  const known = before?.[name] ?? '';
  return same<Value>(known, value, canonical) ? before?.[name] ?? known : value;
}

function bytesOf(spelling: string | null): number {
  return Number(canonicalStorageSize(spelling ?? '') ?? 0);
}

function sizeOf(bytes: number | undefined): string {
  return bytes ? String(bytes) : '';
}

function topologiesOf(spelling: string | null): Topology[] {
  return spelling ? [{ Segments: Object.fromEntries(spelling.split(',').map((pair) => pair.split('=') as [string, string])) }] : [];
}

function textOf(topologies: readonly Topology[] | null | undefined): string {
  const pairs = Object.entries(topologies?.[0]?.Segments ?? {}).map(([name, value]) => `${name}=${value}`);
  return pairs.sort().join(',');
}

/** Refuses a cluster volume for an engine that does not have them: older engines would silently create an ordinary volume. */
export async function requireCluster(engine: Engine, cluster: readonly Cluster[]): Promise<void> {
  if (cluster.length === 0) return;
  const { apiVersion } = await engine.version();
  if (compareApiVersions(apiVersion, CLUSTER_API_VERSION) < 0) {
    throw notSupported(`It uses API version ${apiVersion}, and cluster volumes need ${CLUSTER_API_VERSION} (Docker Engine 23.0). `
      + 'Remove the block to create an ordinary volume, or upgrade the engine.');
  }
  const { Swarm: swarm } = await engine.info();
  if (swarm?.ControlAvailable === true) return;
  throw notSupported(swarm?.LocalNodeState === 'active'
    ? 'It is a worker of a swarm, and only a manager creates cluster volumes. Set `host` of the provider to a manager, or promote the node '
    + '(docker node promote).'
    : 'It is not part of a swarm, and only a swarm\'s manager creates cluster volumes. Remove the block to create an ordinary volume, '
    + 'or make the engine a manager (docker swarm init).');
}

function notSupported(detail: string): DiagnosticError {
  return new DiagnosticError({ summary: 'This engine does not support `cluster`', detail, path: ['cluster'] });
}
