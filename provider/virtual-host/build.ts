import { imagesOf, maySetOwnLabelLater, UnreadableDockerfile, UsedImage } from './dockerfile';
import { requireAllowedOrigin, requireAllowedPull } from './image-origin';
import { requireNotBroken } from './judge';
import { judgeImage } from '../../src/shared/virtual-host/judge';
import { VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { inspectImage } from '../engine/inspect';
import { isImageId, parseReference } from '../engine/reference';

const ATTRIBUTE = 'build';

/** What a build is made from, as far as images matter. */
export interface BuildSource {
  /** The Dockerfile. Undefined if nobody here can read it. */
  readonly dockerfile: string | undefined;
  readonly args: { readonly [argument: string]: string };
  /** The images whose layers are used instead of running the same step. */
  readonly cacheFrom: readonly string[];
}

/** Throws if a Dockerfile uses an image that rules do not allow, may have the engine fetch something, or can't be read. */
export function requireAllowedBases(what: string, source: BuildSource, rules: VirtualHostRules): readonly UsedImage[] {
  const used = [...read(what, source), ...source.cacheFrom.map((image) => ({ image, by: '`cache_from`' }))];
  requireNotBroken(what, rules, used.flatMap(({ image, by }) => (
    judgeImage(image, ATTRIBUTE, rules, () => false).map((broken) => ({ ...broken, problem: `${by}: ${broken.problem}` })))));
  const unnamed = used.find(({ image }) => parseReference(image) === undefined && !isImageId(image));
  if (unnamed !== undefined) throw unreadable(what, `"${unnamed.image}" (${unnamed.by}) is no name of an image.`);
  return used;
}

/** Throws if the engine would build from an image that does not come from where rules allow. */
export async function requireAllowedBuild(engine: Engine, what: string, source: BuildSource, rules: VirtualHostRules): Promise<void> {
  for (const { image, by } of requireAllowedBases(what, source, rules)) {
    const trigger = (await inspectImage(engine, image))?.Config?.OnBuild?.find(maySetOwnLabelLater);
    if (trigger !== undefined) {
      throw unreadable(what, `"${image}" (${by}) has the trigger ${JSON.stringify(trigger)}, which may set a label of the provider.`);
    }
    // What is known of an image that is there says more than where the engine would get it from.
    await requireAllowedOrigin(engine, what, image, ATTRIBUTE, rules);
    await requireAllowedPull(engine, what, image, rules, ATTRIBUTE);
  }
}

function read(what: string, { dockerfile, args }: BuildSource): UsedImage[] {
  if (dockerfile === undefined) throw unreadable(what, 'The engine fetches it, or a symbolic link leads to it.');
  try {
    return imagesOf(dockerfile, args);
  } catch (error) {
    if (error instanceof UnreadableDockerfile) throw unreadable(what, error.message);
    throw error;
  }
}

function unreadable(what: string, problem: string): DiagnosticError {
  return new DiagnosticError({
    summary: `${what} has a Dockerfile of which it can't be known what the build gets`,
    detail: `${problem}\n\nA build of a virtual container host gets files from its \`context\`, and images that its rules allow. Name each `
      + 'image in a Dockerfile in `context`: directly, or by an `ARG` before the first `FROM`.',
    path: [ATTRIBUTE],
  });
}
