import { blockName, Change, changeOf, changeSentences, sentences, typeName } from './descriptions';
import { Names } from './standard';
import { Attribute, Block, Body } from '../framework/schema/schema';
import { attributesOf, blocksOf, isOnlyComputed } from '../framework/schema/walk';
import { Type } from '../framework/value/type';

/** A schema body to describe, with its context. */
interface Described {
  readonly body: Body;
  /** The blocks around it, outermost first. */
  readonly path: readonly string[];
  /** What a change does by default; undefined if there are no changes. */
  readonly change?: Change | undefined;
  /** The names that the standard schema has here; undefined if there is nothing to compare. */
  readonly standard?: Names | undefined;
}

/** One entry in a list of arguments. */
interface Entry {
  readonly name: string;
  readonly group: 'Required' | 'Optional' | 'Read-Only';
  readonly line: string;
  /** The section about nested attributes, further below. */
  readonly nested?: readonly string[];
}

const GROUPS = ['Required', 'Optional', 'Read-Only'] as const;

/** Returns the arguments of a schema as lines of Markdown, followed by those of its nested blocks. */
export function argumentLines(described: Omit<Described, 'path'>): readonly string[] {
  return list({ ...described, path: [] }, (group) => `### ${group}`);
}

function list(described: Described, heading: (group: string) => string): readonly string[] {
  const entries = [
    ...attributesOf(described.body).map(([name, attribute]) => attributeEntry(name, attribute, described)),
    ...blocksOf(described.body).map(([name, block]) => blockEntry(name, block, described)),
  ].sort((a, b) => a.name < b.name ? -1 : 1);
  const groups = GROUPS.flatMap((group) => {
    const lines = entries.filter((entry) => entry.group === group).map(({ line }) => line);
    return lines.length === 0 ? [] : [heading(group), '', ...lines, ''];
  });
  return [...groups, ...entries.flatMap(({ nested = [] }) => nested)];
}

function attributeEntry(name: string, attribute: Attribute, within: Described): Entry {
  const path = [...within.path, name];
  const fields = fieldsOf(attribute.type);
  const facts = [
    typeName(attribute.type),
    ...(attribute.sensitive ? ['Sensitive'] : []),
    ...(attribute.writeOnly ? ['Write-only'] : []),
    ...(attribute.deprecated === undefined ? [] : ['Deprecated']),
    ...flags(changeOf(attribute, within.change), isBerthOnly(name, within)),
  ];
  return {
    name,
    group: attribute.required ? 'Required' : isOnlyComputed(attribute) ? 'Read-Only' : 'Optional',
    line: item(name, facts, [...sentences(attribute), ...(fields === undefined ? [] : [below('nestedatt', path)])]),
    ...(fields === undefined ? {} : {
      nested: [
        ...nestedHeading('nestedatt', path),
        ...Object.entries(fields).map(([field, type]) => item(field, [typeName(type)], [])),
        '',
      ],
    }),
  };
}

function blockEntry(name: string, block: Block, within: Described): Entry {
  const path = [...within.path, name];
  const general = block.requiresReplace ? 'replaces' as const : within.change;
  const isPlain = changeSentences(block).length === 0 && (block.requiresReplace || !blockReplaces(block));
  const isExtra = isBerthOnly(name, within);
  const facts = [
    blockName(block),
    ...(block.deprecated === undefined ? [] : ['Deprecated']),
    ...flags(isPlain ? general : undefined, isExtra),
  ];
  const nested = { body: block, path, change: general, standard: isExtra ? undefined : within.standard?.[name] };
  return {
    name,
    group: (block.minItems ?? 0) > 0 ? 'Required' : 'Optional',
    line: item(name, facts, [
      block.description,
      ...changeSentences(block),
      ...(block.deprecated === undefined ? [] : [`Deprecated: ${block.deprecated}`]),
      below('nestedblock', path),
    ]),
    nested: [...nestedHeading('nestedblock', path), ...list(nested, (group) => `${group}:`)],
  };
}

/** Whether a change inside a block replaces the resource. */
function blockReplaces(block: Block): boolean {
  return attributesOf(block).some(([, { requiresReplace }]) => requiresReplace)
    || blocksOf(block).some(([, inner]) => inner.requiresReplace || blockReplaces(inner));
}

function isBerthOnly(name: string, { standard }: Described): boolean {
  return standard !== undefined && !Object.hasOwn(standard, name);
}

function flags(change: Change | undefined, isExtra: boolean): readonly string[] {
  return [...(change === undefined ? [] : [change]), ...(isExtra ? ['**Berth only**'] : [])];
}

function item(name: string, facts: readonly string[], texts: readonly string[]): string {
  return [`- \`${name}\` (${facts.join(', ')})`, ...texts].join(' ');
}

function anchor(kind: 'nestedblock' | 'nestedatt', path: readonly string[]): string {
  return [kind, ...path].join('--');
}

function below(kind: 'nestedblock' | 'nestedatt', path: readonly string[]): string {
  return `(see [below](#${anchor(kind, path)}))`;
}

function nestedHeading(kind: 'nestedblock' | 'nestedatt', path: readonly string[]): readonly string[] {
  return [`<a id="${anchor(kind, path)}"></a>`, `### Nested Schema for \`${path.join('.')}\``, ''];
}

/** Returns the fields of an object type, or of the objects in a collection type. */
function fieldsOf(type: Type): { readonly [name: string]: Type } | undefined {
  if (typeof type === 'string' || type[0] === 'tuple') return undefined;
  return type[0] === 'object' ? type[1] as { readonly [name: string]: Type } : fieldsOf(type[1] as Type);
}
