import { movedToAnotherEngine } from './errors';
import { IContainerHost } from '../../engine/i-container-host';
import { BerthError } from '../../private/berth-error';

/**
 * Returns an error if a container, as it will be synthesized, is on another engine of its provider than its host: an override would take
 * it away from the policy and the shared folders of its host, and from the host's report.
 */
export function movedHostProblems(
  { _placement: { engineName, target } }: IContainerHost, { engine }: { readonly [name: string]: unknown },
): BerthError[] {
  return !target.hasDockerContainers || engine === engineName ? [] : [movedToAnotherEngine(engine)];
}
