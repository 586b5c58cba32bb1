import { hostIn } from './judge';
import { Attributes, blocks } from '../../src/shared/virtual-host/broken-rule';
import { VIRTUAL_HOST_LABEL } from '../../src/shared/virtual-host/rules';
import { Diagnostic } from '../diagnostics/diagnostics';

/** Returns the name of the virtual container host that a state names, or undefined if it names none. */
export function ownerIn(state: Attributes): string | undefined {
  const owner = blocks(state.labels).find(({ label }) => label === VIRTUAL_HOST_LABEL)?.value ?? hostIn(state);
  return owner === undefined || owner === null ? undefined : String(owner);
}

/**
 * Returns why something on the engine is not what a state describes, as far as virtual container hosts are concerned, or undefined if it
 * is: a name says nothing, since somebody may have removed what had it, and another host may have it now.
 *
 * @param labels  those on the engine
 * @param state   with `labels` and `virtual_host`
 */
export function whoseElse(labels: Readonly<Record<string, string>> | null | undefined, state: Attributes): string | undefined {
  const own = ownerIn(state);
  const owner = labels?.[VIRTUAL_HOST_LABEL];
  if (owner === own) return undefined;
  const wanted = own === undefined ? 'and the state has none' : `not "${own}"`;
  return owner === undefined ? `It lacks the label "${VIRTUAL_HOST_LABEL}", which is "${own}" in the state.`
    : `Its label "${VIRTUAL_HOST_LABEL}" is "${owner}", ${wanted}.`;
}

/** What others have was not removed. The name is in the summary, since Terraform merges warnings with one summary. */
export function keptForOthers(kind: 'Image' | 'Tag' | 'Volume', name: string, reason: string): Omit<Diagnostic, 'severity'> {
  return {
    summary: `${kind} "${name}" was kept, since it is of others`,
    detail: `${reason}\n\nTerraform no longer manages the ${kind.toLowerCase()} here.`,
  };
}
