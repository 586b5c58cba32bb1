import { BerthError } from '../../private/berth-error';
import { ContainerFile } from '../../workload/container/storage/file';
import { engineSettingTaken } from '../errors';
import { NestedHostProps } from '../nested-host-props';

/** What the arguments of the engine decide. It does not start if its file does, too. */
const TAKEN = new Set([
  'hosts', 'icc', 'log-driver', 'log-opts', 'cgroup-parent', 'data-root', 'tls', 'tlsverify', 'tlscacert', 'tlscert', 'tlskey',
]);

export function checkEngineSettings({ engineSettings = {} }: NestedHostProps): BerthError[] {
  return Object.keys(engineSettings).filter((name) => TAKEN.has(name)).map((name) => engineSettingTaken(name, [...TAKEN]));
}

/** Returns the file with the settings of an engine, if it has any. */
export function settingsFile({ engineSettings = {} }: NestedHostProps): ContainerFile[] {
  if (Object.keys(engineSettings).length === 0) return [];
  return [{ path: '/etc/docker/daemon.json', content: `${JSON.stringify(engineSettings, undefined, 2)}\n` }];
}
