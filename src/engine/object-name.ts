import { IContainerHost } from './i-container-host';
import { nameOfPath } from '../private/default-name';

/**
 * Returns the name that an object has on the engine of a host.
 *
 * @param path the ids of its construct and of the scopes around it
 * @param given the name that its author chose, if any
 */
export function objectName({ _placement: { nameOf } }: IContainerHost, path: string, given: string | undefined): string {
  const ids = path.split('/');
  return nameOf?.(ids, given) ?? given ?? nameOfPath(ids);
}
