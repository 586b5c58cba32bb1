import { ANONYMOUS_VOLUME_LABEL } from './anonymous-volumes';
import { CLONE_LABELS } from '../../src/shared/clones';
import { isOwnLabel } from '../../src/shared/own-labels';
import { VIRTUAL_HOST_LABEL } from '../../src/shared/virtual-host/rules';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { readIsolationFloor } from '../isolation/floor';

/** The label of a volume that a destroy left for the stack that made it. */
export const RETAINED_LABEL = 'berth.retained-as';

/** How the labels begin that the provider gives to what belongs to a stack. */
const OF_STACKS = [RETAINED_LABEL, ANONYMOUS_VOLUME_LABEL, CLONE_LABELS];

type Kind = 'config' | 'container' | 'image' | 'network' | 'node' | 'plugin' | 'secret' | 'service' | 'swarm' | 'volume';

type Labels = { readonly [label: string]: string } | null | undefined;

/**
 * Throws if a stack may not import something: what the provider keeps on the engine for itself, such as the note that a pool is suspended,
 * and, if the isolation floor lists virtual container hosts, what is in none of them. A stack that imports something can remove it.
 */
export function requireImportable(kind: Kind, name: string, labels: Labels): void {
  const own = Object.keys(labels ?? {}).find((label) => isOwnLabel(label) && !OF_STACKS.some((each) => label.startsWith(each)));
  if (own !== undefined) {
    throw new DiagnosticError({
      summary: `The ${kind} "${name}" can't be imported, since it is the provider's own`,
      detail: `It has the label "${own}", by which the provider knows what it keeps on the engine. Import another ${kind}.`,
    });
  }
  const floor = readIsolationFloor(process.env);
  const owner = labels?.[VIRTUAL_HOST_LABEL];
  if (floor?.virtualHosts === undefined || owner !== undefined && floor.virtualHosts.includes(owner)) return;
  throw new DiagnosticError({
    summary: `The ${kind} "${name}" is in no virtual container host that the isolation floor of this machine allows`,
    detail: `${owner === undefined ? `It lacks the label "${VIRTUAL_HOST_LABEL}".` : `Its label "${VIRTUAL_HOST_LABEL}" is "${owner}".`} `
      + `The floor in "${floor.path}" allows: ${floor.virtualHosts.map((each) => `"${each}"`).join(', ')}.\n\n`
      + 'Import what is in one of these. Only the owner of that file can allow another one.',
  });
}
