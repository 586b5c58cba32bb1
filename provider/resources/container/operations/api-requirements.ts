import { DiagnosticError, Path } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { compareApiVersions } from '../../../engine/version';
import { ContainerModel } from '../fields/schema';

interface Requirement {
  readonly api: string;
  readonly release: string;
  readonly path: Path;
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

/** Refuses attributes that this engine would silently ignore. */
export async function requireApi(engine: Engine, model: ContainerModel): Promise<void> {
  const used = REQUIREMENTS.filter((requirement) => requirement.isUsedBy(model));
  if (used.length === 0) return;
  const { apiVersion } = await engine.version();
  const unmet = used.filter(({ api }) => compareApiVersions(apiVersion, api) < 0);
  if (unmet.length === 0) return;
  throw new DiagnosticError(...unmet.map(({ api, release, path }) => ({
    summary: `This engine does not support \`${path.filter((step) => typeof step === 'string').join('.')}\``,
    detail: `It uses API version ${apiVersion}, and the attribute needs ${api} (Docker Engine ${release}). `
      + 'Remove the attribute, or upgrade the engine.',
    // An element of a set has no path of its own.
    path: path[0] === 'mounts' ? ['mounts'] : path,
  })));
}
