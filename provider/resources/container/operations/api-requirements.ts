import { DiagnosticError, Path } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { compareApiVersions } from '../../../engine/version';
import { ContainerModel } from '../fields/schema';

interface Requirement {
  readonly api: string;
  readonly release: string;
  readonly path: Path;
  asked(model: ContainerModel): boolean;
}

const someMount = (asks: (mount: ContainerModel['mounts'][number]) => unknown) => ({ mounts }: ContainerModel) => mounts.some((mount) => Boolean(asks(mount)));

/** What older engines leave out without a word. */
const REQUIREMENTS: readonly Requirement[] = [
  { api: '1.42', release: '23.0', path: ['console_size'], asked: ({ console_size: size }) => Boolean(size?.length) },
  { api: '1.42', release: '23.0', path: ['mounts', 'bind_options', 'create_mountpoint'], asked: someMount(({ bind_options: [bind] }) => bind?.create_mountpoint) },
  { api: '1.43', release: '24.0', path: ['annotations'], asked: ({ annotations }) => Object.keys(annotations ?? {}).length > 0 },
  { api: '1.44', release: '25.0', path: ['healthcheck', 0, 'start_interval'], asked: (model) => model.healthcheck.some(({ start_interval: interval }) => interval !== null && interval !== '0s') },
  { api: '1.44', release: '25.0', path: ['mounts', 'bind_options', 'read_only_non_recursive'], asked: someMount(({ bind_options: [bind] }) => bind?.read_only_non_recursive) },
  { api: '1.44', release: '25.0', path: ['mounts', 'bind_options', 'read_only_force_recursive'], asked: someMount(({ bind_options: [bind] }) => bind?.read_only_force_recursive) },
  { api: '1.45', release: '26.0', path: ['mounts', 'volume_options', 'subpath'], asked: someMount(({ volume_options: [volume] }) => volume?.subpath) },
  { api: '1.46', release: '27.0', path: ['mounts', 'tmpfs_options', 'options'], asked: someMount(({ tmpfs_options: [tmpfs] }) => tmpfs?.options?.length) },
];

/** Refuses what this engine would silently leave out. */
export async function requireApi(engine: Engine, model: ContainerModel): Promise<void> {
  const asked = REQUIREMENTS.filter((requirement) => requirement.asked(model));
  if (asked.length === 0) return;
  const { apiVersion } = await engine.version();
  const missing = asked.filter(({ api }) => compareApiVersions(apiVersion, api) < 0);
  if (missing.length === 0) return;
  throw new DiagnosticError(...missing.map(({ api, release, path }) => ({
    summary: `This engine knows no \`${path.filter((step) => typeof step === 'string').join('.')}\``,
    detail: `It speaks version ${apiVersion} of the API, and this needs ${api} (Docker Engine ${release}). Leave it out, or bring the engine up to date.`,
    // What is within a set has no path of its own.
    path: path[0] === 'mounts' ? ['mounts'] : path,
  })));
}
