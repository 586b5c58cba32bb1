import { BrokenRule, IsUnknown, listed } from './broken-rule';
import { matchesRegistry, registryOf } from './registry-pattern';
import { VirtualHostRules } from './rules';
import { parseImageReference } from '../image-reference';

/** Returns what the name of an image of a virtual container host begins with, after its registry and folders. */
export function imagePrefix(host: string): string {
  return `${slug(host)}-`;
}

/** Returns a text as a part of the name of an image. */
export function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

/**
 * Holds a name that something gives to an image against rules. Whoever names that image gets this one, also a stack of another virtual
 * container host, so the name says whose it is.
 */
export function judgeNewImageName(
  image: unknown, attribute: string, { name }: VirtualHostRules, isUnknown: IsUnknown,
): BrokenRule[] {
  if (typeof image !== 'string' || isUnknown(image)) return [];
  const { repository, tag } = parseImageReference(image) ?? {};
  const prefix = imagePrefix(name);
  const parts = repository?.split('/') ?? [];
  const last = parts.pop();
  if (last === undefined || last.startsWith(prefix)) return [];
  const other = [...parts, `${prefix}${last}`].join('/');
  return [{
    rule: 'name',
    attribute,
    problem: `The name that the virtual container host "${name}" gives to an image begins with "${prefix}" after its last "/"; given: `
      + `"${image}". Rename it to "${other}${tag === undefined ? '' : `:${tag}`}".`,
  }];
}

/** Holds the name under which an image is pushed against rules: whoever may push to other registries can carry something out. */
export function judgePushedName(image: unknown, attribute: string, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const { name, registries } = rules;
  const { repository } = typeof image === 'string' && !isUnknown(image) ? parseImageReference(image) ?? {} : {};
  const registry = repository === undefined ? undefined : registryOf(repository);
  const isAllowed = registries === undefined || registry === undefined || registries.some((pattern) => matchesRegistry(pattern, registry));
  return [...judgeNewImageName(image, attribute, rules, isUnknown), ...isAllowed ? [] : [{
    rule: 'registries' as const,
    attribute,
    problem: `The image "${String(image)}" goes to the registry "${registry}", and the virtual container host "${name}" may only push to `
      + `${listed(registries)}. Push to one of these, or add the registry to \`registries\`.`,
  }]];
}
