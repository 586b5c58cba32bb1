import { hasSignature } from './search';
import { BrokenRule } from '../../../src/shared/virtual-host/broken-rule';
import { VirtualHostRules } from '../../../src/shared/virtual-host/rules';
import { AnswerCache } from '../../engine/connection/answer-cache';
import { Engine } from '../../engine/engine';
import { parseReference } from '../../engine/reference';
import { RegistryClient, RegistryEndpoint } from '../../registry/client';
import { endpointsOf } from '../../registry/endpoints';
import { RegistryError } from '../../registry/errors';
import { located } from '../../registry/repository';

/** How long a registry may take to show the signatures of an image, in milliseconds: half a minute. */
const TIMEOUT = 30_000;

/** What was found out about images. */
const judged = new WeakMap<Engine, AnswerCache>();

/**
 * Judges whether an image has a signature by a key that rules accept.
 *
 * @param image       the image, as it is written
 * @param references  its digests in registries, `registry.example.com/app@sha256:…`. One that is signed is enough
 */
export async function judgeSignatures(
  engine: Engine, image: string, references: readonly string[], attribute: string, { name, signature_keys: keys = [] }: VirtualHostRules,
): Promise<BrokenRule[]> {
  const problems: string[] = [];
  for (const reference of references) {
    const found = await problemsWith(engine, reference, keys);
    if (found.length === 0) return [];
    problems.push(...found);
  }
  const from = references.length > 0 ? problems
    : [`It comes from no registry, and was not made under the rules of "${name}".`];
  return [{
    rule: 'signature_keys',
    attribute,
    problem: `The image "${image}" has no signature by a key of \`signature_keys\`, which the virtual container host "${name}" requires.\n`
      + `${from.map((each) => `- ${each}\n`).join('')}`
      + `Sign it: cosign sign --key cosign.key ${references[0] ?? 'NAME@sha256:DIGEST'}. Or add the public key of who signed it.`,
  }];
}

/** Returns why an image is not signed by one of some keys, or nothing if it is. Kept for an engine, since many containers ask. */
function problemsWith(engine: Engine, reference: string, keys: readonly string[]): Promise<readonly string[]> {
  const known = judged.get(engine) ?? new AnswerCache();
  judged.set(engine, known);
  return known.share(JSON.stringify([reference, keys]), () => searchAll(engine, reference, keys), true);
}

async function searchAll(engine: Engine, reference: string, keys: readonly string[]): Promise<readonly string[]> {
  const { registry, repository, reference: digest } = located(parseReference(reference)!);
  const problems: string[] = [];
  for (const endpoint of await endpointsOf(engine, registry)) {
    const found = await search(endpoint, repository, digest, keys);
    if (found === undefined) return [];
    problems.push(`${endpoint.address} ${found}`);
  }
  return problems;
}

/** Returns why there is no signature at one address, or undefined if there is. No answer is no evidence. */
async function search(
  endpoint: RegistryEndpoint, repository: string, digest: string, keys: readonly string[],
): Promise<string | undefined> {
  const client = new RegistryClient(endpoint, AbortSignal.timeout(TIMEOUT));
  const problems = new Set<string>();
  try {
    if (await hasSignature(client, repository, digest, keys, problems)) return undefined;
  } catch (error) {
    if (error instanceof RegistryError) return [error.message, ...problems].join('; ');
    throw error;
  }
  return problems.size === 0 ? 'has no signature of it' : `has none that holds: ${[...problems].join('; ')}`;
}
