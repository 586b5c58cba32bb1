import { canonicalSecurityOption } from '../../../engine/canonical/security-option';
import { Value } from '../../../framework/value/value';
import { disablesLabel } from '../../../isolation/engine-additions';

/** What decides whether an option only says what is so anyway, by attribute. */
interface Container { readonly [name: string]: Value }

/**
 * Returns the security options without those that a container has anyway: `label=disable` if the engine adds it itself, and
 * `systempaths=unconfined` if the state has the empty lists of paths that the option stands for.
 */
export function withoutImpliedOptions<T extends Value>(container: Container, options: readonly T[]): T[] {
  const { masked_paths: masked, readonly_paths: readonly } = container;
  const isEmpty = (list: Value | undefined) => Array.isArray(list) && list.length === 0;
  const implied = [
    ...disablesLabel(container) ? ['label=disable'] : [],
    ...isEmpty(masked) && isEmpty(readonly) ? ['systempaths=unconfined'] : [],
  ];
  return options.filter((option) => !implied.includes(canonicalSecurityOption(String(option))));
}
