import { Tokenization, listMapper } from 'cdktf';
import { definedIn } from './defined';
import { AttributeType, BlockSchema, BodySchema } from './schema';

/** Attributes and blocks by their names in Terraform. */
interface Body { readonly [name: string]: unknown }

/** Attributes and blocks as cdktf takes them from `synthesizeAttributes()` and `synthesizeHclAttributes()`. */
interface Rendered { [name: string]: unknown }

/**
 * Returns attributes and blocks in Terraform's JSON syntax, as `synthesizeAttributes()` must return them. Omits undefined ones, and
 * turns dynamic expressions for blocks into dynamic blocks.
 */
export function toJson(schema: BodySchema, body: object): Rendered {
  return Object.fromEntries(Object.entries(definedIn(body)).map(([name, value]) => {
    const block = schema.blocks?.[name];
    return [name, block ? jsonBlock(block, value) : value];
  }));
}

/**
 * Returns attributes and blocks in the form that cdktf renders as HCL, as `synthesizeHclAttributes()` must return them. Omits undefined
 * ones. For attributes that the schema lacks, cdktf guesses the type from the value.
 */
export function toHcl(schema: BodySchema, body: object): Rendered {
  return Object.fromEntries(Object.entries(definedIn(body)).flatMap(([name, value]) => {
    const block = schema.blocks?.[name];
    if (block) return hclBlocks(name, block, value);
    const type = schema.attributes[name];
    return [[name, type === undefined ? value : hclAttribute(type, value)] as const];
  }));
}

function jsonBlock(schema: BlockSchema, value: unknown): unknown {
  const each = (one: unknown) => isBody(one) ? toJson(schema, one) : one;
  if (schema.nesting === 'map' && isBody(value)) return mapValues(value, each);
  return Array.isArray(value) ? value.map(each) : isBody(value) ? each(value) : withDynamicBlock(value);
}

function hclBlocks(name: string, schema: BlockSchema, value: unknown): Array<readonly [string, unknown]> {
  const each = (one: unknown) => isBody(one) ? toHcl(schema, one) : one;
  const form = (content: unknown, type: string) => ({ value: content, isBlock: true, type, storageClassType: `${type}Block` });
  if (schema.nesting === 'map' && isBody(value)) {
    // Such a block is written with its key as a label: `name "key" { … }`.
    return Object.entries(definedIn(value)).map(([key, one]) => [`${name} ${JSON.stringify(key)}`, form(each(one), 'struct')] as const);
  }
  const type = schema.nesting === 'list' || schema.nesting === 'set' ? schema.nesting : 'struct';
  const content = Array.isArray(value) ? value.map(each) : isBody(value) ? each(value) : withDynamicBlock(value);
  return [[name, form(content, type)]];
}

const CLASSES: { readonly [primitive: string]: string } = { string: 'string', number: 'number', bool: 'boolean', dynamic: 'any' };

function hclAttribute(type: AttributeType, value: unknown): unknown {
  if (value === null) return null;
  const form = (content: unknown, kind: string, storageClassType: string) => (
    { value: content, isBlock: false, type: kind, storageClassType }
  );
  if (type === 'dynamic') return form(value, 'any', 'any');
  if (typeof type === 'string') return form(value, 'simple', CLASSES[type]);
  const [kind, parts] = type;
  if (kind === 'object') {
    // cdktf renders a list that has an object for its value as that object. It has no type for an object that is no block.
    return form(isBody(value) ? hclObject(parts, value) : value, 'list', 'object');
  }
  if (kind === 'tuple') return form(value, 'any', 'any');
  if (typeof parts === 'string') {
    return parts === 'dynamic' && kind !== 'map' ? form(value, 'any', 'any') : form(value, kind, `${CLASSES[parts]}${suffixOf(kind)}`);
  }
  if (parts[0] === 'object') {
    const [, members] = parts;
    const element = (one: unknown) => isBody(one) ? hclObject(members, one) : one;
    if (kind !== 'map') return form(Array.isArray(value) ? value.map(element) : value, kind, 'objectList');
    return form(isBody(value) ? hclMap(parts, value) : value, 'list', 'object');
  }
  return kind === 'map' && isBody(value) ? form(hclMap(parts, value), 'list', 'object') : form(value, 'any', 'any');
}

function hclObject(attributes: BodySchema['attributes'], value: Body): Rendered {
  return toHcl({ attributes }, value);
}

/** Renders a map of complex values as an object, since cdktf only renders maps of primitive values. */
function hclMap(element: AttributeType, value: Body): Rendered {
  return Object.fromEntries(Object.entries(definedIn(value)).map(([key, one]) => [JSON.stringify(key), hclAttribute(element, one)]));
}

function suffixOf(kind: 'list' | 'set' | 'map'): string {
  return kind === 'map' ? 'Map' : 'List';
}

/** Converts a dynamic expression of cdktf into a dynamic block, and returns everything else as it is. */
function withDynamicBlock(value: unknown): unknown {
  return listMapper((one: unknown) => one, true)(value);
}

/** Whether a value has members to render: it is an object, but no token. */
function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Tokenization.isResolvable(value);
}

function mapValues(body: Body, map: (value: unknown) => unknown): Rendered {
  return Object.fromEntries(Object.entries(definedIn(body)).map(([key, value]) => [key, map(value)]));
}
