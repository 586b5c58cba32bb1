import { TerraformResource } from 'cdktf';
import { movedToAnotherEngine } from './errors';
import { IContainerHost } from '../../engine/i-container-host';
import { BerthError } from '../../private/berth-error';
import { blocksOf } from '../../private/expressions';
import { DescribedContainer } from '../../shared/controls/reader';
import { attributesOf, isCloneSet, isContainer } from '../../targets/raw/docker';
import { providerOf } from '../../targets/raw/engine-of';

/**
 * Returns an error if a container, as it will be synthesized, is not on the engine of its host, or not with its provider: an override
 * would take it away from the policy and the shared folders of its host, and from the host's report.
 */
export function movedHostProblems(
  { provider, _placement: { engineName, members } }: IContainerHost, resource: TerraformResource, described: DescribedContainer,
): BerthError[] {
  if (members !== undefined) return [];
  const attributes = isContainer(resource) ? described : attributesOf(resource);
  const isProvider = providerOf(attributes) === provider.fqn;
  const engines = isCloneSet(resource) ? blocksOf(attributes.host).map(({ engine }) => engine) : [attributes.engine];
  const moved = engines.filter((engine) => (engine ?? undefined) !== engineName);
  return [
    ...isProvider ? [] : [movedToAnotherEngine('provider', attributes.provider)],
    ...moved.map((engine) => movedToAnotherEngine('engine', engine)),
  ];
}
