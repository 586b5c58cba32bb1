import { needsApi } from './errors';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { compareApiVersions } from '../../../engine/version';
import { Values } from '../fields/field';

/** An attribute of `container_spec` that older engines silently ignore. */
interface Requirement {
  readonly attribute: string;
  readonly api: string;
  readonly release: string;
  isUsedBy(container: Values): boolean;
}

const blocks = (value: unknown) => (Array.isArray(value) ? value : []) as readonly Values[];

/** Whether an option of some mount is set. */
function someMount(block: string, option: string) {
  return ({ mounts }: Values) => blocks(mounts).some((mount) => blocks(mount[block]).some(({ [option]: value }) => (
    Array.isArray(value) ? value.length > 0 : Boolean(value))));
}

const [API_1_44, API_1_42] = [{ api: '1.44', release: '25.0' }, { api: '1.42', release: '23.0' }];

const REQUIREMENTS: readonly Requirement[] = [
  ...['no_new_privileges', 'seccomp', 'apparmor'].map((name): Requirement => ({
    attribute: `privileges.${name}`,
    ...API_1_44,
    isUsedBy: ({ privileges }) => blocks(privileges).some(({ [name]: value }) => Array.isArray(value) ? value.length > 0 : value === true),
  })),
  {
    attribute: 'healthcheck.start_interval',
    ...API_1_44,
    isUsedBy: ({ healthcheck }) => blocks(healthcheck).some(
      ({ start_interval: interval }) => typeof interval === 'string' && interval !== '0s',
    ),
  },
  { attribute: 'mounts.type = "cluster"', ...API_1_42, isUsedBy: ({ mounts }) => blocks(mounts).some(({ type }) => type === 'cluster') },
  { attribute: 'mounts.bind_options.create_mountpoint', ...API_1_42, isUsedBy: someMount('bind_options', 'create_mountpoint') },
  ...['read_only_non_recursive', 'read_only_force_recursive'].map((name): Requirement => ({
    attribute: `mounts.bind_options.${name}`, ...API_1_44, isUsedBy: someMount('bind_options', name),
  })),
  { attribute: 'mounts.volume_options.subpath', api: '1.45', release: '26.0', isUsedBy: someMount('volume_options', 'subpath') },
  { attribute: 'mounts.tmpfs_options.options', api: '1.46', release: '27.0', isUsedBy: someMount('tmpfs_options', 'options') },
];

/** Refuses attributes that this engine would silently ignore. Values may be unknown. */
export async function requireApi(engine: Engine, model: Values): Promise<void> {
  const containers = blocks(model.task_spec).flatMap(({ container_spec: container }) => blocks(container));
  const used = REQUIREMENTS.filter((requirement) => containers.some((container) => requirement.isUsedBy(container)));
  if (used.length === 0) return;
  const { apiVersion } = await engine.version();
  const unmet = used.filter(({ api }) => compareApiVersions(apiVersion, api) < 0);
  if (unmet.length === 0) return;
  throw new DiagnosticError(...unmet.map(({ attribute, api, release }) => (
    needsApi(attribute, api, release, apiVersion, ['task_spec', 'container_spec']))));
}
