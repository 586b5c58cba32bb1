import { hostPathsOf } from '../../../../src/shared/controls/observe';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { canonicalPath, isBelow } from '../../../engine/canonical/path';
import { Unknown, Value } from '../../../framework/value/value';
import { hasIsolationPolicy } from '../../../isolation/judge';

type Config = { readonly [name: string]: Value };

/** The set-user-ID and set-group-ID bits. */
const SPECIAL = 0o6000;

/**
 * Refuses to upload a set-user-ID file into a folder of the host under an isolation policy or a floor. The engine writes it as root, so any
 * user of the host who can run it would be root.
 */
export function requireHarmlessModes(config: Config): void {
  if (!hasIsolationPolicy(config)) return;
  const targets = targetsOnHost(config);
  for (const { file, permissions } of blocksOf(config.upload)) {
    if (typeof file !== 'string' || typeof permissions !== 'string' || (parseInt(permissions, 8) & SPECIAL) === 0) continue;
    if (!targets.some((target) => isBelow(canonicalPath(file), target))) continue;
    throw new DiagnosticError({
      summary: `The upload "${file}" would be a set-user-ID file in a folder of the host`,
      detail: `Its \`permissions\` are "${permissions}", and the container mounts a folder of the host there. The engine writes the `
        + 'file as root, so whoever runs it on the host has the rights of its owner. Write permissions without the set-user-ID and '
        + 'set-group-ID bits, such as "0755", or upload it to a path outside of that mount.',
      path: ['upload'],
    });
  }
}

/** Returns where the container mounts paths of the host. */
function targetsOnHost(config: Config): string[] {
  const shows = (one: Config, as: 'mounts' | 'volumes') => hostPathsOf({ [as]: [one] }, (value) => value instanceof Unknown).length > 0;
  return [
    ...blocksOf(config.mounts).filter((mount) => shows(mount, 'mounts')).map(({ target }) => target),
    ...blocksOf(config.volumes).filter((volume) => shows(volume, 'volumes')).map(({ container_path: target }) => target),
  ].filter((target) => typeof target === 'string').map(canonicalPath);
}

function blocksOf(value: Value | undefined): readonly Config[] {
  return (Array.isArray(value) ? value.filter((one) => !(one instanceof Unknown)) : []) as readonly Config[];
}
