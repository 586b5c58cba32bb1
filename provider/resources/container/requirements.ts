import { ContainerModel } from './schema';
import { Engine } from '../../engine/engine';
import { compareApiVersions } from '../../engine/version';
import { DiagnosticError, Path } from '../../framework/diagnostics';

interface Requirement {
  readonly api: string;
  readonly release: string;
  readonly path: Path;
  asked(model: ContainerModel): boolean;
}

/** What older engines leave out without a word. */
const REQUIREMENTS: readonly Requirement[] = [
  { api: '1.44', release: '25.0', path: ['healthcheck', 0, 'start_interval'], asked: (model) => model.healthcheck.some(({ start_interval: interval }) => interval !== null && interval !== '0s') },
  { api: '1.45', release: '26.0', path: ['mounts'], asked: (model) => model.mounts.some(({ volume_options: options }) => options.some(({ subpath }) => Boolean(subpath))) },
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
    path,
  })));
}
