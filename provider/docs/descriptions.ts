import { Attribute, Block } from '../framework/schema/schema';
import { isOnlyComputed } from '../framework/schema/walk';
import { Type } from '../framework/value/type';

/** What a change of an attribute does to its resource. */
export type Change = 'replaces' | 'live';

const PRIMITIVES: { readonly [type: string]: string } = { string: 'String', number: 'Number', bool: 'Boolean', dynamic: 'Dynamic' };
const COLLECTIONS = { list: 'List', set: 'Set', map: 'Map' } as const;

/** Returns the name of a type in the Terraform registry. */
export function typeName(type: Type): string {
  if (typeof type === 'string') return PRIMITIVES[type]!;
  const [kind, parts] = type;
  if (kind === 'object') return 'Object';
  return kind === 'tuple' ? 'Tuple' : `${COLLECTIONS[kind]} of ${typeName(parts as Type)}`;
}

/** Returns the kind of a nested block, with its bounds. */
export function blockName({ nesting, minItems = 0, maxItems = 0 }: Block): string {
  const kind = { single: 'Block', list: 'Block List', set: 'Block Set' }[nesting];
  return [kind, ...(minItems > 0 ? [`Min: ${minItems}`] : []), ...(maxItems > 0 ? [`Max: ${maxItems}`] : [])].join(', ');
}

/** Returns all sentences about an attribute, beginning with its description. */
export function sentences(attribute: Attribute): readonly string[] {
  return [
    attribute.description,
    ...(attribute.default === undefined ? [] : [`Default: \`${JSON.stringify(attribute.default)}\`.`]),
    ...(attribute.validators ?? []).map(({ description }) => `Allowed: ${description}.`),
    ...changeSentences(attribute),
    ...(attribute.deprecated === undefined ? [] : [`Deprecated: ${attribute.deprecated}`]),
  ];
}

/** Returns the sentences about a change that needs an explanation. */
export function changeSentences({ change, planModifiers = [] }: Pick<Attribute, 'change' | 'planModifiers'>): readonly string[] {
  return [...(change === undefined ? [] : [change]), ...planModifiers.map(({ description }) => `${description}.`)];
}

/** Returns what a change does, if one word is enough. */
export function changeOf(attribute: Attribute, general: Change | undefined): Change | undefined {
  if (general === undefined || isOnlyComputed(attribute)) return undefined;
  if (attribute.requiresReplace) return 'replaces';
  return changeSentences(attribute).length > 0 ? undefined : general;
}
