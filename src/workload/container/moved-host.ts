import { movedToAnotherEngine } from './errors';
import { IContainerHost } from '../../engine/i-container-host';
import { BerthError } from '../../private/berth-error';
import { providerOf } from '../../targets/raw/engine-of';

/**
 * Returns an error if a container, as it will be synthesized, is not on the engine of its host, or not with its provider: an override
 * would take it away from the policy and the shared folders of its host, and from the host's report.
 */
export function movedHostProblems(
  { provider, _placement: { engineName, target } }: IContainerHost, attributes: { readonly [name: string]: unknown },
): BerthError[] {
  if (!target.hasDockerContainers) return [];
  const expected = { provider: provider.fqn, engine: engineName };
  const given = { provider: providerOf(attributes), engine: attributes.engine };
  return (['provider', 'engine'] as const).filter((name) => given[name] !== expected[name])
    .map((name) => movedToAnotherEngine(name, attributes[name]));
}
