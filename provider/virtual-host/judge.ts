import { readRules } from './attribute';
import { judgePredefinedNetworks } from './neighbour';
import { judgeVolumeSize } from './volume-size';
import { Attributes, BrokenRule } from '../../src/shared/virtual-host/broken-rule';
import { judgeBuild, judgeContainer, judgeImage, judgeNetwork, judgeVolume } from '../../src/shared/virtual-host/judge';
import { judgeNewImageName, judgePushedName } from '../../src/shared/virtual-host/judge-image-name';
import { VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { signatureKeyIn, withoutPrivateKeys } from '../../src/shared/virtual-host/signature-key';
import { Diagnostic, DiagnosticError } from '../diagnostics/diagnostics';
import { PlanContext } from '../framework/resource';
import { Unknown } from '../framework/value/value';
import { readIsolationFloor } from '../isolation/floor';
import { refuseUnlessUnchanged } from '../isolation/judge';
import { requireFloorForNetwork } from '../isolation/network-floor';

/** What has rules. Of an image that is built, imported or pushed, and of a tag, they hold the name. */
export type Judged = 'Container' | 'Image' | 'Network' | 'Registry image' | 'Tag' | 'Volume';

const isUnknown = (value: unknown) => value instanceof Unknown;

const RULES: { readonly [K in Judged]: (attributes: Attributes, rules: VirtualHostRules) => BrokenRule[] } = {
  'Container': (container, rules) => [...judgeContainer(container, rules, isUnknown), ...judgePredefinedNetworks(container, rules)],
  'Image': ({ name, build, root_filesystem: root, archive }, rules) => [
    ...([build, root, archive].some(isGiven) ? judgeNewImageName : judgeImage)(name, 'name', rules, isUnknown),
    ...(isGiven(build) ? [build].flat() : []).filter((each) => !isUnknown(each))
      .flatMap((each) => judgeBuild(each as Attributes, rules, isUnknown)),
  ],
  'Network': (network, rules) => judgeNetwork(network, rules, isUnknown),
  'Registry image': ({ name }, rules) => judgePushedName(name, 'name', rules, isUnknown),
  'Tag': ({ name }, rules) => judgeNewImageName(name, 'target_image', rules, isUnknown),
  'Volume': (volume, rules) => [...judgeVolume(volume, rules, isUnknown), ...judgeVolumeSize(volume, rules, isUnknown)],
};

/** Returns the rules of something, or undefined if it has none that are known. Throws if they can't be read. */
export function rulesOf({ virtual_host: text }: Attributes): VirtualHostRules | undefined {
  if (typeof text !== 'string') return undefined;
  const rules = readRules(text);
  if (typeof rules !== 'string') return rules;
  throw new DiagnosticError({
    summary: 'The rules of a virtual container host can\'t be read',
    detail: `\`virtual_host\` is ${withoutPrivateKeys(JSON.stringify(text))}. ${rules}`,
    path: ['virtual_host'],
  });
}

/** Throws if something breaks a rule of its virtual container host, or has none although the floor asks for one. Accepts unknown values. */
export function requireRules(kind: Judged, attributes: Attributes): void {
  requireRulesOfFloor(kind, attributes);
  if (kind === 'Network') requireFloorForNetwork(attributes);
  const rules = rulesOf(attributes);
  if (rules !== undefined) requireNotBroken(named(kind, attributes), rules, RULES[kind](attributes, rules));
}

/** Throws if rules are broken. */
export function requireNotBroken(what: string, { name }: VirtualHostRules, broken: readonly BrokenRule[]): void {
  if (broken.length === 0) return;
  throw new DiagnosticError(...broken.map(({ rule, attribute, problem }) => ({
    summary: `${what} breaks the rule \`${rule}\` of the virtual container host "${name}"`,
    detail: problem,
    path: [attribute],
  })));
}

/** Whether something breaks a rule that is judged without an engine. */
export function breaksRules(kind: Judged, attributes: Attributes): boolean {
  try {
    requireRules(kind, attributes);
    return false;
  } catch (error) {
    if (error instanceof DiagnosticError) return true;
    throw error;
  }
}

/**
 * Judges a plan. For what does not change, it only warns: before Terraform destroys something, it plans it once more, and what exists must
 * be removable.
 *
 * @param requireMore  throws if more rules are broken
 */
export function judgePlan(
  kind: Judged, { config, warn }: Pick<PlanContext<unknown>, 'config' | 'warn'>, isUnchanged: () => boolean,
  requireMore: () => void = () => undefined,
): void {
  if (isUnknown(config.virtual_host)) warn(knownLater(named(kind, config)));
  try {
    requireRules(kind, config);
    requireMore();
  } catch (error) {
    refuseUnlessUnchanged(error, isUnchanged(), warn);
  }
}

/**
 * Replaces an image that is built or imported if it comes to another virtual container host: its label has the name of that.
 */
export function replaceForOtherHost({ prior, planned, requireReplace }: PlanContext<unknown>): void {
  if (prior !== null && hostIn(prior) !== hostIn(planned)) requireReplace(['virtual_host']);
}

/** Returns the name of the virtual container host whose rules something has, or the rules themselves if they can't be read. */
export function hostIn({ virtual_host: text }: Attributes): unknown {
  if (typeof text !== 'string') return text ?? undefined;
  const rules = readRules(text);
  return typeof rules === 'string' ? text : rules.name;
}

/** What a message calls something, whose name may not be known yet. */
export function named(kind: Judged, { name }: Attributes): string {
  return typeof name === 'string' ? `${kind} "${name}"` : `The ${kind.toLowerCase()}`;
}

function requireRulesOfFloor(kind: Judged, attributes: Attributes): void {
  const floor = readIsolationFloor(process.env);
  if (floor === undefined || isUnknown(attributes.virtual_host)) return;
  const rules = rulesOf(attributes);
  const { path, virtualHosts, signatureKeys } = floor;
  if (virtualHosts !== undefined && (rules === undefined || !virtualHosts.includes(rules.name))) {
    throw new DiagnosticError({
      summary: `${named(kind, attributes)} is in no virtual container host that the isolation floor of this machine allows`,
      detail: `\`virtual_host\` is ${rules === undefined ? 'missing' : `of "${rules.name}"`}. The floor in "${path}" allows: `
        + `${virtualHosts.map((each) => `"${each}"`).join(', ')}.\n\nSet \`virtual_host\` to the rules of one of these. `
        + 'Only the owner of that file can allow another one.',
      path: ['virtual_host'],
    });
  }
  const usesImage = kind === 'Container' || kind === 'Image';
  if (signatureKeys === undefined || !usesImage || demandsKeys(rules, signatureKeys)) return;
  throw new DiagnosticError({
    summary: `${named(kind, attributes)} does not demand the signatures that the isolation floor of this machine asks for`,
    detail: `\`virtual_host\` has ${rules?.signature_keys === undefined ? 'no `signature_keys`' : 'other keys in `signature_keys`'}. `
      + `The floor in "${path}" asks for these, or some of them:\n${signatureKeys.join('\n')}\n\n`
      + 'Set `signature_keys` in `virtual_host` to them. Only the owner of that file can allow another key.',
    path: ['virtual_host'],
  });
}

function demandsKeys(rules: VirtualHostRules | undefined, allowed: readonly string[]): boolean {
  return rules?.signature_keys?.every((key) => allowed.includes(signatureKeyIn(key)!)) ?? false;
}

function knownLater(what: string): Omit<Diagnostic, 'severity'> {
  return {
    summary: 'The rules of a virtual container host are known only after apply',
    detail: `The plan does not show \`virtual_host\` of ${what[0]!.toLowerCase()}${what.slice(1)}, so nobody can approve it. The apply `
      + 'judges by the value. Write the value into the configuration, or take it from a variable.',
    path: ['virtual_host'],
  };
}

function isGiven(value: unknown): boolean {
  return isUnknown(value) || (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '');
}
