import { JsonAttribute, JsonBlock, JsonBlockType, JsonSchema, JsonType } from '../../../projenrc/l1/provider-schema';
import { Attribute, Block, Body, Schema } from '../../../provider/framework/schema/schema';
import { Type } from '../../../provider/framework/value/type';

/**
 * Returns the schema that `terraform providers schema -json` printed for a resource, a data source or a provider. Throws an error for
 * what the framework can't serve.
 *
 * @param what  names the schema in errors: `vsphere_virtual_machine`
 */
export function schemaFromJson(what: string, { version, block }: JsonSchema): Schema {
  return { version, description: block.description ?? '', ...bodyFromJson(what, block) };
}

function bodyFromJson(path: string, { attributes = {}, block_types: blocks = {} }: JsonBlock): Body {
  return {
    attributes: mapped(attributes, (name, attribute) => attributeFromJson(`${path}.${name}`, attribute)),
    blocks: mapped(blocks, (name, block) => blockFromJson(`${path}.${name}`, block)),
  };
}

function attributeFromJson(path: string, attribute: JsonAttribute): Attribute {
  const { type, description = '', deprecated = false, required, optional, computed, sensitive, write_only: writeOnly } = attribute;
  if (type === undefined) throw notServed(path, 'has nested attributes', 'a type');
  return defined({
    type: typeFromJson(path, type),
    description,
    deprecated: deprecated ? 'It is deprecated.' : undefined,
    required,
    optional,
    computed,
    sensitive,
    writeOnly,
  });
}

function blockFromJson(path: string, { nesting_mode: nesting, block, min_items: minItems, max_items: maxItems }: JsonBlockType): Block {
  if (nesting === 'group' || nesting === 'map') throw notServed(path, `has the nesting mode "${nesting}"`, '"single", "list" and "set"');
  return defined({
    nesting,
    description: block.description ?? '',
    deprecated: block.deprecated ? 'It is deprecated.' : undefined,
    minItems,
    maxItems,
    ...bodyFromJson(path, block),
  });
}

function typeFromJson(path: string, type: JsonType): Type {
  if (typeof type === 'string') {
    if (!['string', 'number', 'bool', 'dynamic'].includes(type)) throw notServed(path, `has the type "${type}"`, TYPES);
    return type;
  }
  const [kind, of] = type as readonly [string, unknown];
  switch (kind) {
    case 'list': case 'set': case 'map': return [kind, typeFromJson(path, of as JsonType)];
    case 'tuple': return [kind, (of as readonly JsonType[]).map((each) => typeFromJson(path, each))];
    // The third element names attributes that may be missing, which matters in configuration of modules only.
    case 'object': return [kind, mapped(of as { readonly [name: string]: JsonType }, (_, each) => typeFromJson(path, each))];
    default: throw notServed(path, `has the type "${kind}"`, TYPES);
  }
}

const TYPES = '"string", "number", "bool", "dynamic", "list", "set", "map", "tuple" and "object"';

function notServed(path: string, given: string, allowed: string): Error {
  return new Error(`${path} ${given}, which the framework can't serve. It can serve ${allowed}: extend the framework, or leave it out.`);
}

function mapped<T, R>(members: { readonly [name: string]: T }, convert: (name: string, member: T) => R): { readonly [name: string]: R } {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, convert(name, member)]));
}

/** Drops undefined members. */
function defined<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
