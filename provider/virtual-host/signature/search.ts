import { bundles } from './bundle';
import { Finder } from './candidate';
import { simpleSignatures } from './simple-signing';
import { RegistryClient } from '../../registry/client';

/** The formats in which cosign stores signatures. */
const FINDERS: readonly Finder[] = [simpleSignatures, bundles];

/**
 * Searches a registry for a signature of an image by one of some keys.
 *
 * @param problems  gets why what was found is none
 */
export async function hasSignature(
  client: RegistryClient, repository: string, digest: string, keys: readonly string[], problems: Set<string>,
): Promise<boolean> {
  for (const find of FINDERS) {
    for await (const candidate of find(client, repository, digest)) {
      const problem = candidate(digest, keys);
      if (problem === undefined) return true;
      problems.add(problem);
    }
  }
  return false;
}
