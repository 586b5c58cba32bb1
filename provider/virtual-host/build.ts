import { imagesOf, imagesOfTrigger, UnreadableDockerfile, UsedImage, withBases } from './dockerfile';
import { NO_IMAGE, requireAllowedOrigin, requireAllowedPull } from './image-origin';
import { requireNotBroken } from './judge';
import { requireOwnPlatform } from './own-platform';
import { judgeImage } from '../../src/shared/virtual-host/judge';
import { VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { inspectImage } from '../engine/inspect';
import { isImageId, parseReference } from '../engine/reference';

const ATTRIBUTE = 'build';

/** The most that the variables of a base image may have together, in characters. */
const LONGEST_ENVIRONMENT = 64 * 1024;

/** What a build is made from, as far as images matter. */
export interface BuildSource {
  /** The Dockerfile. Undefined if nobody here can read it. */
  readonly dockerfile: string | undefined;
  readonly args: { readonly [argument: string]: string };
  /** The images whose layers are used instead of running the same step. */
  readonly cacheFrom: readonly string[];
  /** The platform to build for. Empty for that of the engine. */
  readonly platform?: string | null | undefined;
}

/** Throws if a Dockerfile uses an image that rules do not allow, may have the engine fetch something, or can't be read. */
export function requireAllowedBases(what: string, source: BuildSource, rules: VirtualHostRules): readonly UsedImage[] {
  const used = [...read(what, source), ...source.cacheFrom.map((image) => ({ image, by: '`cache_from`' }))];
  requireAllowedImages(what, used, rules);
  return used;
}

function requireAllowedImages(what: string, used: readonly UsedImage[], rules: VirtualHostRules): void {
  requireNotBroken(what, rules, used.flatMap(({ image, by }) => (
    judgeImage(image, ATTRIBUTE, rules, () => false).map((broken) => ({ ...broken, problem: `${by}: ${broken.problem}` })))));
  const unnamed = used.find(({ image }) => parseReference(image) === undefined && !isImageId(image));
  if (unnamed !== undefined) throw unreadable(what, `"${unnamed.image}" (${unnamed.by}) is no name of an image.`);
}

/**
 * Throws if the engine would build from an image that does not come from where rules allow, or by a trigger that does what a Dockerfile
 * must not do. Returns the Dockerfile, which names the images that the engine has by what was judged: their ids.
 *
 * @param pulls  whether the engine gets the images of each `FROM` anew
 */
export async function requireAllowedBuild(
  engine: Engine, what: string, source: BuildSource, rules: VirtualHostRules, pulls = false,
): Promise<string> {
  const bases: { range: NonNullable<UsedImage['range']>; image: string }[] = [];
  for (const used of requireAllowedBases(what, source, rules)) {
    const id = await judgedImage(engine, what, used, rules);
    if (pulls || id === NO_IMAGE) {
      await requireOwnPlatform(engine, what, used.image, used.platform ?? source.platform, ATTRIBUTE, rules);
    }
    const image = id === NO_IMAGE ? undefined : await inspectImage(engine, id);
    const environment = (image?.Config?.Env ?? []).reduce((sum, each) => sum + each.length, 0);
    if (environment > LONGEST_ENVIRONMENT) {
      throw unreadable(what, `The environment of "${used.image}" (${used.by}) has ${environment} characters, and may have `
        + `${LONGEST_ENVIRONMENT}: the engine may repeat its variables in others.`);
    }
    const ofTriggers = (image?.Config?.OnBuild ?? []).flatMap((trigger) => readTrigger(what, used, trigger));
    requireAllowedImages(what, ofTriggers, rules);
    for (const each of ofTriggers) await judgedImage(engine, what, each, rules);
    if (image !== undefined && used.range !== undefined && !pulls) bases.push({ range: used.range, image: id });
  }
  // One that can't be read was refused.
  return withBases(source.dockerfile!, bases);
}

/** Returns the id of an image, or `NO_IMAGE`. Throws if it does not come, or the engine would not get it, from where rules allow. */
async function judgedImage(engine: Engine, what: string, { image }: UsedImage, rules: VirtualHostRules): Promise<string> {
  // What is known of an image that is there says more than where the engine would get it from.
  const id = await requireAllowedOrigin(engine, what, image, ATTRIBUTE, rules);
  await requireAllowedPull(engine, what, image, rules, ATTRIBUTE);
  return id;
}

/** Returns the images that a trigger of an image uses, which the engine runs in each build from it. */
function readTrigger(what: string, { image, by }: UsedImage, trigger: string): UsedImage[] {
  const name = `the trigger ${JSON.stringify(trigger)} of "${image}" (${by})`;
  try {
    return imagesOfTrigger(trigger).map((used) => ({ image: used.image, by: name }));
  } catch (error) {
    if (error instanceof UnreadableDockerfile) throw unreadable(what, `It would run ${name}. ${error.message}`);
    throw error;
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
