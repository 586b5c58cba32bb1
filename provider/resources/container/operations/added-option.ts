import { canonicalSecurityOption } from '../../../engine/canonical/security-option';
import { Value } from '../../../framework/value/value';

/** What decides whether the engine adds an option, by attribute. */
interface Shared { readonly [name: string]: Value }

/** Returns the security options without `label=disable`, if the engine adds it to the container itself. */
export function withoutAddedOption<T extends Value>({ privileged, pid_mode: pid, ipc_mode: ipc }: Shared, options: readonly T[]): T[] {
  const isAdded = privileged === true || pid === 'host' || ipc === 'host';
  return options.filter((option) => !isAdded || canonicalSecurityOption(String(option)) !== 'label=disable');
}
