import { fieldName, isOnlyOfProvider } from './field-names';
import { defaultsOf } from './provider-defaults';
import { JsonBlock } from '../../../../projenrc/l1/provider-schema';
import { Json, JsonObject, isObject } from '../objects/api-object';
import { ApiFields, ApiType } from '../openapi/declarations';

/*
 * The fields of an object of the API, from the arguments of a block. The schema of the provider says what is a block, and the OpenAPI
 * what a field is called and whether it is a list.
 */

/** Where a block is. */
export interface Place {
  /** The names of the block and those above it, without indices, such as `deployment_v1.spec.template`. */
  readonly path: string;
  /** For messages, such as `kubernetes_deployment_v1.web.spec`. */
  readonly address: string;
}

/** Returns the fields that a block sets, with the provider's defaults. */
export function fieldsOfBlock(schema: JsonBlock, fields: ApiFields, block: JsonObject, place: Place): JsonObject {
  const result: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries({ ...defaultsOf(place.path), ...withoutNull(block) })) {
    const at = { path: `${place.path}.${name}`, address: `${place.address}.${name}` };
    if (value === undefined || isOnlyOfProvider(at.path) || isMetaArgument(name, place)) continue;
    const nested = schema.block_types?.[name];
    if (nested === undefined && schema.attributes?.[name] === undefined) {
      throw new Error(`${at.address} is no argument of the provider's schema. Correct its name.`);
    }
    const field = fieldName(fields, at.path);
    const type = field === undefined ? undefined : fields.get(field);
    if (field === undefined || type === undefined) {
      throw new Error(`${at.address} is no field of the API. Add "${at.path}" to terraform/field-names.ts.`);
    }
    const converted = nested === undefined ? valueOf(type, value, at) : valueOfBlocks(nested.block, type, value, at);
    if (converted !== undefined) result[field] = converted;
  }
  return result;
}

/** Terraform's own arguments of a resource. */
function isMetaArgument(name: string, { path }: Place): boolean {
  return !path.includes('.') && ['depends_on', 'lifecycle', 'provider', 'provisioner', 'connection', '//'].includes(name);
}

function withoutNull(block: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => value !== null));
}

/** In Terraform JSON, one block is an object or a list of one. The API has a list only where its type is one. */
function valueOfBlocks(schema: JsonBlock, type: ApiType, value: Json, place: Place): Json | undefined {
  const blocks: readonly Json[] = Array.isArray(value) ? value as readonly Json[] : [value];
  const element = type.is === 'list' ? type.of : type;
  if (element.is !== 'object') throw new Error(`${place.address} is a block, but no object in the API. Correct terraform/field-names.ts.`);
  const objects = blocks.map((block, index) => {
    const address = `${place.address}[${index}]`;
    if (block !== null && !isObject(block)) throw new Error(`${address} is ${JSON.stringify(block)}, but must be an object.`);
    return fieldsOfBlock(schema, element.fields(), block ?? {}, { path: place.path, address });
  });
  if (type.is === 'list') return objects.length === 0 ? undefined : objects;
  if (objects.length > 1) throw new Error(`${place.address} has ${objects.length} blocks, but the API has one object there. Keep one.`);
  return objects[0];
}

/** Converts an attribute as Terraform and the provider do: numbers and texts into each other, and file modes from octal. */
function valueOf(type: ApiType, value: Json, place: Place): Json | undefined {
  switch (type.is) {
    case 'list':
      if (!Array.isArray(value)) return refuse(value, 'a list', place);
      return value.length === 0 ? undefined : value.map((each: Json) => valueOf(type.of, each, place) ?? '');
    case 'map':
      if (!isObject(value)) return refuse(value, 'an object', place);
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, valueOf(type.of, each ?? '', place) ?? '']));
    case 'number': {
      if (value === '') return undefined;
      const octal = /[._]mode$/.test(place.path) && typeof value === 'string' && /^[0-7]+$/.test(value);
      const number = octal ? parseInt(value, 8) : Number(value);
      return Number.isFinite(number) && typeof value !== 'boolean' ? number : refuse(value, 'a number', place);
    }
    case 'boolean':
      if (value === 'true' || value === 'false') return value === 'true';
      return typeof value === 'boolean' ? value : refuse(value, 'true or false', place);
    case 'number or string': return value === '' ? undefined : typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    case 'string':
    case 'quantity':
      if (typeof value === 'object') return refuse(value, 'text', place);
      return value === '' ? undefined : String(value);
    default: return value;
  }
}

function refuse(value: Json, allowed: string, { address }: Place): never {
  const hint = 'If it refers to what only an apply knows, give it a value.';
  throw new Error(`${address} is ${JSON.stringify(value)}, but must be ${allowed}. ${hint}`);
}
