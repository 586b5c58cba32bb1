import { JsonAttribute, JsonBlock, JsonBlockType, JsonNestedType, JsonSchema, JsonType } from './provider-schema';
import { Literal, docComment, literalSource, memberName } from '../source-text';

/** A resource or data source to generate. */
export interface TypeRequest {
  /** The source address of the provider, such as `berth/docker`. */
  readonly source: string;
  readonly kind: 'resource' | 'data source';
  /** The type in Terraform, such as `docker_container`. */
  readonly type: string;
  readonly schema: JsonSchema;
  /** Whether to generate a class, too, and not only the attributes and their schema. */
  readonly hasClass: boolean;
  /** The folder of the base classes, `src/targets/l1`, seen from the generated file. */
  readonly l1: string;
}

interface Member {
  readonly name: string;
  readonly docs: string | undefined;
  readonly deprecated: boolean;
  readonly required: boolean;
  /** The TypeScript type, without tokens. */
  readonly type: string;
}

interface Interface {
  readonly name: string;
  readonly docs: string;
  readonly members: readonly Member[];
}

/** A TypeScript type, with the interfaces that it needs. */
interface Typed {
  readonly type: string;
  readonly interfaces: readonly Interface[];
}

/** Where a nested body is: in which TypeScript name its own name starts, and at which path in Terraform. */
interface Place {
  readonly prefix: string;
  readonly path: string;
  /** The names of interfaces that are taken. */
  readonly taken: Set<string>;
}

const PRIMITIVES: { readonly [type: string]: string } = { string: 'string', number: 'number', bool: 'boolean', dynamic: 'unknown' };

/** Returns the name of a type in TypeScript: `ImageImport` for `docker_image_import`, `DataLogs` for the data source `docker_logs`. */
export function typeName({ kind, type }: Pick<TypeRequest, 'kind' | 'type'>): string {
  return pascalCase(`${kind === 'data source' ? 'data_' : ''}${withoutProvider(type)}`);
}

/** Returns the name of the generated file. */
export function fileName({ kind, type }: Pick<TypeRequest, 'kind' | 'type'>): string {
  return `${kind === 'data source' ? 'data-' : ''}${withoutProvider(type).replace(/_/g, '-')}.ts`;
}

/** Returns the source of the attributes of a type, their schema, and its class if it has one. */
export function typeSource(request: TypeRequest): string {
  const { source, kind, type, schema, hasClass, l1 } = request;
  const name = typeName(request);
  const attributes = `${name}Attributes`;
  const constant = `${constantCase(name)}_SCHEMA`;
  const start = `export const ${constant}: TypeSchema = `;
  const place = { prefix: name, path: '', taken: new Set([attributes, name]) };
  const interfaces = blockInterfaces(attributes, `The arguments of the ${kind} \`${type}\`.`, schema.block, place);
  const sources = [
    ...interfaces.map(interfaceSource),
    [
      ...docComment(`The types of the arguments of the ${kind} \`${type}\`.`),
      `${start}${literalSource(typeLiteral(type, schema), '', start.length + 1)};`,
    ].join('\n'),
    ...(hasClass ? [classSource(request, name, attributes, constant)] : []),
  ];
  const base = baseClass(kind);
  const imports = [
    ...(hasClass ? ['import { Construct } from \'constructs\';'] : []),
    ...(hasClass ? [
      `import { GeneratedConfig } from '${l1}/generated-config';`,
      `import { ${base} } from '${l1}/${base === 'GeneratedResource' ? 'generated-resource' : 'generated-data-source'}';`,
    ] : []),
    `import { TypeSchema } from '${l1}/schema';`,
    ...(interfaces.some(({ members }) => members.length > 0) ? [`import { Value } from '${l1}/value';`] : []),
  ];
  const header = `// Generated from the schema of ${source} by \`npx projen generate:l1\`. Do not edit.`;
  return `${[[header, ...imports].join('\n'), ...sources].join('\n\n')}\n`;
}

function baseClass(kind: TypeRequest['kind']): string {
  return kind === 'resource' ? 'GeneratedResource' : 'GeneratedDataSource';
}

function classSource({ kind, type, schema }: TypeRequest, name: string, attributes: string, constant: string): string {
  const { description } = schema.block;
  return [
    ...docComment(`The ${kind} \`${type}\`.${description === undefined ? '' : ` ${description}`}`, { tags: ['@internal'] }),
    `export class ${name} extends ${baseClass(kind)}<${attributes}> {`,
    `  constructor(scope: Construct, id: string, config: GeneratedConfig<${attributes}>) {`,
    `    super(scope, id, ${constant}, config);`,
    '  }',
    '}',
  ].join('\n');
}

function interfaceSource({ name, docs, members }: Interface): string {
  const sources = members.map((member) => [
    ...(member.docs === undefined && !member.deprecated ? [] : docComment(member.docs ?? `The argument \`${member.name}\`.`, {
      indent: '  ', tags: member.deprecated ? ['@deprecated by the provider'] : [],
    })),
    `  readonly ${memberName(member.name)}${member.required ? '' : '?'}: Value<${member.type}>;`,
  ].join('\n'));
  const separator = members.some((member) => member.docs !== undefined) ? '\n\n' : '\n';
  return [...docComment(docs), `export interface ${name} {`, ...(sources.length > 0 ? [sources.join(separator)] : []), '}'].join('\n');
}

/** Returns the interface of a block, followed by those of what is nested in it. */
function blockInterfaces(name: string, docs: string, block: JsonBlock, place: Place): Interface[] {
  const attributes = settable(block.attributes).map(([each, attribute]) => attributeMember(each, attribute, place));
  const blocks = Object.entries(block.block_types ?? {}).map(([each, nested]) => blockMember(each, nested, place));
  return interfacesOf(name, docs, [...attributes, ...blocks]);
}

type Described = readonly [Member, readonly Interface[]];

function interfacesOf(name: string, docs: string, described: readonly Described[]): Interface[] {
  return [{ name, docs, members: described.map(([member]) => member) }, ...described.flatMap(([, interfaces]) => interfaces)];
}

function attributeMember(name: string, attribute: JsonAttribute, place: Place): Described {
  const { description, deprecated = false, required = false, type, nested_type: nested } = attribute;
  const inner = within(place, name);
  const { type: text, interfaces } = nested ? nestedTyped(nested, inner) : typed(type!, inner);
  return [{ name, docs: description || undefined, deprecated, required, type: text }, interfaces];
}

function nestedTyped({ attributes, nesting_mode: mode }: JsonNestedType, place: Place): Typed {
  const name = unusedName(place);
  const members = settable(attributes).map(([each, attribute]) => attributeMember(each, attribute, place));
  return { type: repeated(name, mode), interfaces: interfacesOf(name, objectDocs(place), members) };
}

function blockMember(name: string, blockType: JsonBlockType, place: Place): Described {
  const { nesting_mode: mode, min_items: min = 0, max_items: max, block } = blockType;
  const inner = within(place, name);
  const type = unusedName(inner);
  const interfaces = blockInterfaces(type, `The block \`${inner.path}\`.`, block, inner);
  const { description, deprecated = false } = block;
  return [{
    name,
    docs: description || undefined,
    deprecated,
    required: min > 0,
    type: max === 1 ? type : repeated(type, mode),
  }, interfaces];
}

/**
 * Returns a Terraform type in TypeScript.
 *
 * @param isElement whether it is an element of a list or set. Terraform accepts such an object as a block, so its attributes are
 * optional.
 */
function typed(type: JsonType, place: Place, isElement = false): Typed {
  if (typeof type === 'string') return { type: PRIMITIVES[type], interfaces: [] };
  const [kind, parts, optional] = type as readonly [string, unknown, (readonly string[])?];
  if (kind === 'object') {
    const name = unusedName(place);
    const members = Object.entries(parts as { readonly [name: string]: JsonType }).map(([each, part]): Described => {
      const { type: text, interfaces } = typed(part, within(place, each));
      const required = !isElement && !optional?.includes(each);
      return [{ name: each, docs: undefined, deprecated: false, required, type: text }, interfaces];
    });
    return { type: name, interfaces: interfacesOf(name, objectDocs(place), members) };
  }
  if (kind === 'tuple') {
    const elements = (parts as readonly JsonType[]).map((part, index) => typed(part, within(place, `${index}`)));
    return {
      type: `readonly [${elements.map((each) => elementType(each.type)).join(', ')}]`,
      interfaces: elements.flatMap(({ interfaces }) => interfaces),
    };
  }
  const element = typed(parts as JsonType, place, kind !== 'map');
  return { type: repeated(elementType(element.type), kind as 'list' | 'set' | 'map'), interfaces: element.interfaces };
}

/** Strings, numbers and lists can contain tokens of cdktf. A boolean can't, so a token replaces it. */
function elementType(type: string): string {
  return type === 'boolean' ? 'Value<boolean>' : type;
}

function repeated(type: string, nesting: JsonBlockType['nesting_mode']): string {
  switch (nesting) {
    case 'list': case 'set': return /^\w+$/.test(type) ? `readonly ${type}[]` : `ReadonlyArray<${type}>`;
    case 'map': return `{ readonly [key: string]: ${type} }`;
    default: return type;
  }
}

function objectDocs({ path }: Place): string {
  return `The attribute \`${path}\`, or an element of it.`;
}

function within({ prefix, path, taken }: Place, name: string): Place {
  return { prefix: `${prefix}${pascalCase(name)}`, path: path === '' ? name : `${path}.${name}`, taken };
}

/** Returns a name for the interface at a place, with a number if two places have the same name, as `a_b` and `a.b` have. */
function unusedName({ prefix, taken }: Place): string {
  let name = prefix;
  for (let count = 2; taken.has(name); count++) name = `${prefix}${count}`;
  taken.add(name);
  return name;
}

function typeLiteral(type: string, { block }: JsonSchema): Literal {
  return { provider: type.split('_')[0], type, ...bodyLiteral(block) };
}

function bodyLiteral(block: JsonBlock): { readonly [name: string]: Literal } {
  const attributes = settable(block.attributes).map(([name, attribute]) => [name, attributeLiteral(attribute)] as const);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, { nesting_mode: nesting, block: nested }]) => (
    [name, { nesting, ...bodyLiteral(nested) }] as const
  ));
  return { attributes: Object.fromEntries(attributes), ...(blocks.length > 0 ? { blocks: Object.fromEntries(blocks) } : {}) };
}

function attributeLiteral({ type, nested_type: nested }: JsonAttribute): Literal {
  if (!nested) return typeWithoutOptional(type!);
  const object = ['object', Object.fromEntries(settable(nested.attributes).map(([name, each]) => [name, attributeLiteral(each)]))];
  return nested.nesting_mode === 'single' ? object : [nested.nesting_mode, object];
}

/** Leaves out which attributes of an object are optional: that matters to Terraform only. */
function typeWithoutOptional(type: JsonType): Literal {
  if (typeof type === 'string') return type;
  const [kind, parts] = type as readonly [string, unknown];
  if (kind === 'object') {
    const members = Object.entries(parts as { readonly [name: string]: JsonType });
    return [kind, Object.fromEntries(members.map(([name, part]) => [name, typeWithoutOptional(part)]))];
  }
  return [kind, kind === 'tuple' ? (parts as readonly JsonType[]).map(typeWithoutOptional) : typeWithoutOptional(parts as JsonType)];
}

/** Returns the attributes that a configuration can set. */
function settable(attributes: { readonly [name: string]: JsonAttribute } = {}): Array<[string, JsonAttribute]> {
  return Object.entries(attributes).filter(([, { computed, optional, required }]) => !computed || optional || required);
}

function withoutProvider(type: string): string {
  return type.slice(type.indexOf('_') + 1);
}

function pascalCase(name: string): string {
  return name.split(/[^A-Za-z0-9]+/).map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
}

function constantCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}
