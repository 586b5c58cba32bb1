import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Unknown, Value } from '../../../framework/value/value';
import { asksForAny } from '../../../isolation/judge';

type Config = { readonly [name: string]: Value };

/** The set-user-ID and set-group-ID bits. */
const SPECIAL = 0o6000;

/** The blocks with files that the engine writes as root. */
const FILES = ['upload', 'secret_file'];

/**
 * Refuses set-user-ID files under an isolation policy or a floor that limits what a container gets of its host or its privileges. Such a
 * file has no use in a container that can't gain privileges. By a link in the image, or a volume, it could be in a folder of the host,
 * where whoever runs it has the rights of root.
 */
export function requireHarmlessModes(config: Config): void {
  if (!asksForAny(['host_paths', 'no_new_privileges'], config)) return;
  for (const block of FILES) {
    for (const { file, permissions } of blocksOf(config[block])) {
      if (typeof permissions !== 'string' || (parseInt(permissions, 8) & SPECIAL) === 0) continue;
      throw new DiagnosticError({
        summary: `The file "${String(file)}" can't have the set-user-ID or set-group-ID bit under an isolation policy`,
        detail: `Its \`permissions\` are "${permissions}". The engine writes the file as root, so whoever runs it has the rights of its `
          + 'owner, also on the host if the file gets there by a mount or a link. Write permissions without these bits, such as "0755". To '
          + 'allow them, exempt the container from `host_paths` and `no_new_privileges`.',
        path: [block],
      });
    }
  }
}

function blocksOf(value: Value | undefined): readonly Config[] {
  return (Array.isArray(value) ? value.filter((one) => !(one instanceof Unknown)) : []) as readonly Config[];
}
