import { DiagnosticError, Path } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { compareApiVersions } from '../../../engine/version';
import { ContainerModel } from '../fields/schema';

interface Requirement {
  readonly api: string;
  readonly release: string;
  readonly path: Path;
  /** What to use instead, if there is something. */
  readonly instead?: string;
  isUsedBy(model: ContainerModel): boolean;
}

type Mount = ContainerModel['mounts'][number];

function someMount(isUsed: (mount: Mount) => unknown) {
  return ({ mounts }: ContainerModel) => mounts.some((mount) => Boolean(isUsed(mount)));
}

/** The attributes that older engines silently ignore. */
const REQUIREMENTS: readonly Requirement[] = [
  { api: '1.42', release: '23.0', path: ['console_size'], isUsedBy: ({ console_size: size }) => Boolean(size?.length) },
  {
    api: '1.42',
    release: '23.0',
    path: ['mounts', 'bind_options', 'create_mountpoint'],
    isUsedBy: someMount(({ bind_options: [bind] }) => bind?.create_mountpoint),
  },
  { api: '1.43', release: '24.0', path: ['annotations'], isUsedBy: ({ annotations }) => Object.keys(annotations ?? {}).length > 0 },
  {
    api: '1.44',
    release: '25.0',
    path: ['healthcheck', 0, 'start_interval'],
    isUsedBy: (model) => model.healthcheck.some(({ start_interval: interval }) => interval !== null && interval !== '0s'),
  },
  {
    api: '1.44',
    release: '25.0',
    path: ['mounts', 'bind_options', 'read_only_non_recursive'],
    isUsedBy: someMount(({ bind_options: [bind] }) => bind?.read_only_non_recursive),
  },
  {
    api: '1.44',
    release: '25.0',
    path: ['mounts', 'bind_options', 'read_only_force_recursive'],
    isUsedBy: someMount(({ bind_options: [bind] }) => bind?.read_only_force_recursive),
  },
  {
    api: '1.45',
    release: '26.0',
    path: ['mounts', 'volume_options', 'subpath'],
    isUsedBy: someMount(({ volume_options: [volume] }) => volume?.subpath),
  },
  {
    api: '1.46',
    release: '27.0',
    path: ['mounts', 'tmpfs_options', 'options'],
    isUsedBy: someMount(({ tmpfs_options: [tmpfs] }) => tmpfs?.options?.length),
  },
];

/** Those of the container's networks, which can change without a new container. */
const NETWORK_REQUIREMENTS: readonly Requirement[] = [
  {
    api: '1.44',
    release: '25.0',
    path: ['networks_advanced', 'mac_address'],
    instead: 'use the container\'s own `mac_address`, and set `network_mode` to the name of the network',
    isUsedBy: ({ networks_advanced: networks }) => networks.some(({ mac_address: address }) => Boolean(address)),
  },
  {
    api: '1.48',
    release: '28.0',
    path: ['networks_advanced', 'gw_priority'],
    isUsedBy: ({ networks_advanced: networks }) => networks.some(({ gw_priority: priority }) => Boolean(priority)),
  },
];

/** Refuses attributes that this engine would silently ignore. */
export function requireApi(engine: Engine, model: ContainerModel): Promise<void> {
  return requireAll(engine, model, [...REQUIREMENTS, ...NETWORK_REQUIREMENTS]);
}

/** Refuses attributes of the networks that this engine would silently ignore. */
export function requireNetworkApi(engine: Engine, model: ContainerModel): Promise<void> {
  return requireAll(engine, model, NETWORK_REQUIREMENTS);
}

async function requireAll(engine: Engine, model: ContainerModel, requirements: readonly Requirement[]): Promise<void> {
  const used = requirements.filter((requirement) => requirement.isUsedBy(model));
  if (used.length === 0) return;
  const { apiVersion } = await engine.version();
  const unmet = used.filter(({ api }) => compareApiVersions(apiVersion, api) < 0);
  if (unmet.length === 0) return;
  throw new DiagnosticError(...unmet.map(({ api, release, path, instead }) => ({
    summary: `This engine does not support \`${path.filter((step) => typeof step === 'string').join('.')}\``,
    detail: `It uses API version ${apiVersion}, and the attribute needs ${api} (Docker Engine ${release}). `
      + `Remove the attribute, or upgrade the engine.${instead === undefined ? '' : ` Or ${instead}.`}`,
    // An element of a set has no path of its own.
    path: path[0] === 'healthcheck' ? path : [path[0]!],
  })));
}
