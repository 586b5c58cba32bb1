import { hostIn, requireNotBroken } from './judge';
import { judgeMirrors, MIRRORED } from './mirrors';
import { judgeSignatures } from './signature/judge-signatures';
import { Attributes, BrokenRule } from '../../src/shared/virtual-host/broken-rule';
import { judgeImage } from '../../src/shared/virtual-host/judge';
import { judgeListed } from '../../src/shared/virtual-host/judge-listed';
import { registryOf } from '../../src/shared/virtual-host/registry-pattern';
import { VIRTUAL_HOST_LABEL, VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { Engine } from '../engine/engine';
import * as Distribution from '../engine/image/distribution';
import { removeImage } from '../engine/image/images';
import { digestsOf, inspectImage } from '../engine/inspect';
import { isImageId, parseReference } from '../engine/reference';

type Image = NonNullable<Awaited<ReturnType<typeof inspectImage>>>;

/** In place of the id of an image that the engine does not have, so that nobody has judged it. */
export const NO_IMAGE = 'no image';

/**
 * Throws if an image that is to be pulled lacks a signature, or is of Docker Hub and the engine has a mirror that rules do not allow. An id
 * is never pulled.
 */
export async function requireAllowedPull(
  engine: Engine, what: string, image: string, rules: VirtualHostRules, attribute = 'name',
): Promise<void> {
  const reference = isImageId(image) ? undefined : parseReference(image);
  if (reference === undefined) return;
  const { repository, digest } = reference;
  if (rules.registries !== undefined && registryOf(repository) === MIRRORED) {
    requireNotBroken(what, rules, await judgeMirrors(engine, attribute, rules));
  }
  // The rules refuse a name without a digest before.
  if (rules.signature_keys !== undefined && digest !== undefined) {
    requireNotBroken(what, rules, await judgeSignatures(engine, image, [`${repository}@${digest}`], attribute, rules));
  }
}

/**
 * Throws if the engine has an image that was made under the rules of another virtual container host. Throws too if it does not come from a
 * registry that rules allow, or has no signature that they ask for, and was not made under these rules either.
 *
 * @param what       what uses the image, for messages
 * @param attribute  the attribute with the image
 * @returns the id of the image, or `NO_IMAGE` if the engine does not have it
 */
export async function requireAllowedOrigin(
  engine: Engine, what: string, image: string, attribute: string, rules: VirtualHostRules,
): Promise<string> {
  const isLimited = rules.registries !== undefined || rules.signature_keys !== undefined;
  const inspect = await inspectImage(engine, image);
  if (inspect === undefined) return NO_IMAGE;
  await requireConfirmedIfOthers(engine, what, inspect, image, attribute, rules);
  requireShortLists(what, inspect, attribute, rules);
  if (isLimited) requireNotBroken(what, rules, await judgeOrigin(engine, inspect, image, attribute, rules));
  return inspect.Id;
}

/** Throws if an image, or a container that inherits from it, would make the lists of an engine long. */
export function requireShortLists(what: string, { Config: config }: Image, attribute: string, rules: VirtualHostRules): void {
  requireNotBroken(what, rules, judgeListed('image', { ...config }, rules, () => false, attribute));
}

/**
 * Throws if an image that was just made would make the lists of an engine long. It then loses the names that it was made with, and so is
 * removed.
 */
export async function refuseLongLists(
  engine: Engine, what: string, image: Image, names: readonly string[], attribute: string, rules: VirtualHostRules | undefined,
): Promise<void> {
  if (rules === undefined) return;
  try {
    requireShortLists(what, image, attribute, rules);
  } catch (error) {
    for (const name of names) await removeImage(engine, name, { force: false });
    throw error;
  }
}

/**
 * Throws if a name is that of an image which was made under the rules of another virtual container host: it would lose its name. A digest
 * always refers to the same image.
 */
export async function requireFreeName(
  engine: Engine, what: string, name: string, attribute: string, rules: VirtualHostRules,
): Promise<void> {
  if (parseReference(name)?.digest !== undefined) return;
  const inspect = await inspectImage(engine, name);
  if (inspect !== undefined) requireNotOthers(what, inspect, `take the name "${name}"`, attribute, rules);
}

/** Returns for whom an image was made if it was for other virtual container hosts than that of a state, as a sentence. */
export function madeForOthers(image: Image, state: Attributes): string | undefined {
  const [host, owners] = [hostIn(state), labelsOf(image)];
  return host === undefined || owners.length === 0 || owners.includes(String(host)) ? undefined
    : `It was made for "${owners.join(', ')}".`;
}

/**
 * Throws if an image was made under the rules of another virtual container host, unless it was pushed to a registry, and that confirms with
 * the credentials of this stack that it has it: an engine gives what it has to everyone.
 */
async function requireConfirmedIfOthers(
  engine: Engine, what: string, inspect: Image, image: string, attribute: string, rules: VirtualHostRules,
): Promise<void> {
  if (!isOfOthers(inspect, rules)) return;
  const allowed = allowedDigests(inspect, attribute, rules);
  if ((await firstConfirmed(engine, allowed)).length > 0) return;
  const origin = allowed.length === 0 ? ''
    : `, and no registry confirms ${allowed.join(', ')} with the credentials of this stack. Set those in \`registry_auth\`, or choose`;
  requireNotOthers(what, inspect, `use the image "${image}"`, attribute, rules, origin);
}

function isOfOthers(image: Image, { name }: VirtualHostRules): boolean {
  const owners = labelsOf(image);
  return owners.length > 0 && !owners.includes(name);
}

function requireNotOthers(what: string, image: Image, use: string, attribute: string, rules: VirtualHostRules, more = ''): void {
  requireNotBroken(what, rules, !isOfOthers(image, rules) ? [] : [{
    rule: 'name',
    attribute,
    problem: `The virtual container host "${rules.name}" may not ${use}: it was made for "${labelsOf(image).join(', ')}", as its label `
      + `"${VIRTUAL_HOST_LABEL}" says${more || '. Choose'} another one.`,
  }]);
}

/**
 * Throws if an image that is to get a name does not come from where rules allow, or is of another virtual container host: with a name, that
 * one could take it for an image that was made under its own rules.
 */
export async function requireAllowedSource(
  engine: Engine, what: string, image: Image, attribute: string, rules: VirtualHostRules,
): Promise<void> {
  const owner = image.Config?.Labels?.[VIRTUAL_HOST_LABEL];
  requireNotBroken(what, rules, owner === undefined || owner === rules.name ? [] : [{
    rule: 'name',
    attribute,
    problem: `The image has the label "${VIRTUAL_HOST_LABEL}" with "${owner}", and "${rules.name}" may only give a name to `
      + 'images that have its own name there, or that lack the label. Choose one of these.',
  }]);
  await requireAllowedOrigin(engine, what, image.Id, attribute, rules);
}

async function judgeOrigin(
  engine: Engine, inspect: Image, image: string, attribute: string, rules: VirtualHostRules,
): Promise<BrokenRule[]> {
  const digests = registryDigests(inspect);
  if (digests.length === 0 && labelsOf(inspect).includes(rules.name)) return [];
  const allowed = allowedDigests(inspect, attribute, rules);
  const broken = rules.registries === undefined ? [] : await judgeRegistry(engine, image, { digests, allowed }, attribute, rules);
  if (broken.length > 0 || rules.signature_keys === undefined) return broken;
  return judgeSignatures(engine, image, allowed, attribute, rules);
}

/** The digests of an image in registries, and those of them that rules allow. */
interface Digests {
  readonly digests: readonly string[];
  readonly allowed: readonly string[];
}

/** An engine records from which registry an image came only by its digest there. Anyone can give an image a tag. */
async function judgeRegistry(
  engine: Engine, image: string, { digests, allowed }: Digests, attribute: string, rules: VirtualHostRules,
): Promise<BrokenRule[]> {
  const isDerived = await derivesDigests(engine);
  const confirmed = isDerived ? await firstConfirmed(engine, allowed) : allowed;
  if (confirmed.length > 0) {
    const isFromHub = confirmed.every((digest) => registryOf(parseReference(digest)!.repository) === MIRRORED);
    return isFromHub ? judgeMirrors(engine, attribute, rules) : [];
  }
  const { name, registries = [] } = rules;
  const origin = digests.length === 0 ? `no registry, and was not made under the rules of "${name}"`
    : isDerived && allowed.length > 0 ? `a registry that does not confirm it (${allowed.join(', ')})`
      : digests.join(', ');
  return [{
    rule: 'registries',
    attribute,
    problem: `The image "${image}" is on the engine, and comes from ${origin}. The virtual container host "${name}" may only use `
      + `images from ${registries.map((each) => `"${each}"`).join(', ')}, and those that a \`docker_image\` with \`build\` or a `
      + '`docker_image_import` made with its `virtual_host`. A tag shows nothing: anyone can give it. Pull the image from one of these '
      + 'registries.',
  }];
}

/** Whether an engine makes up digests from tags, as one does that keeps images in containerd. So only the registry can confirm them. */
async function derivesDigests(engine: Engine): Promise<boolean> {
  const { DriverStatus: status } = await engine.info();
  return (status ?? []).some(([name, value]) => name === 'driver-type' && value === 'io.containerd.snapshotter.v1');
}

async function firstConfirmed(engine: Engine, digests: readonly string[]): Promise<readonly string[]> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { registryHas } = require('../engine/image/distribution') as typeof Distribution;
  for (const digest of digests) if (await registryHas(engine, digest)) return [digest];
  return [];
}

/** An engine lists `<none>@<none>` for an image without any. */
function registryDigests(image: Image): readonly string[] {
  return digestsOf(image).filter((digest) => parseReference(digest) !== undefined);
}

/** Returns the digests of an image that are in registries which rules allow. */
function allowedDigests(image: Image, attribute: string, rules: VirtualHostRules): readonly string[] {
  return registryDigests(image).filter((digest) => judgeImage(digest, attribute, rules, () => false).length === 0);
}

/** Returns the virtual container hosts for which an image was made. */
function labelsOf({ Config: config }: Image): readonly string[] {
  return (config?.Labels?.[VIRTUAL_HOST_LABEL] ?? '').split(',').filter((name) => name !== '');
}
