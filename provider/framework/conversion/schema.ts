import { Attribute, Block, Body, Schema } from '../schema/schema';
import { attributesOf, blocksOf, isComputed } from '../schema/walk';
import { Type } from '../value/type';
import {
  Schema as WireSchema, Schema_Attribute, Schema_Block, Schema_NestedBlock, Schema_NestedBlock_NestingMode as NestingMode, StringKind,
} from '../wire/generated/tfplugin6';

const NESTING = { single: NestingMode.SINGLE, list: NestingMode.LIST, set: NestingMode.SET };

export function schemaToWire(schema: Schema): WireSchema {
  const version = schema.version ?? 0;
  return { version, block: bodyToWire(schema, schema.description, undefined, version) };
}

function bodyToWire(body: Body, description: string, deprecated: string | undefined, version: number): Schema_Block {
  return {
    version,
    attributes: attributesOf(body).map(([name, attribute]) => attributeToWire(name, attribute)),
    blockTypes: blocksOf(body).map(([name, block]) => blockToWire(name, block)),
    description,
    descriptionKind: StringKind.MARKDOWN,
    deprecated: deprecated !== undefined,
  };
}

function attributeToWire(name: string, attribute: Attribute): Schema_Attribute {
  return {
    name,
    type: Buffer.from(JSON.stringify(attribute.type)),
    description: attribute.description,
    descriptionKind: StringKind.MARKDOWN,
    required: attribute.required ?? false,
    // To Terraform, a default is a value that the provider decides.
    optional: attribute.optional ?? attribute.default !== undefined,
    computed: isComputed(attribute),
    sensitive: attribute.sensitive ?? false,
    deprecated: attribute.deprecated !== undefined,
    writeOnly: attribute.writeOnly ?? false,
  };
}

function blockToWire(typeName: string, block: Block): Schema_NestedBlock {
  if (block.nesting !== 'single' && hasDynamic(block)) {
    throw new TypeError(`The repeatable block "${typeName}" has an attribute of dynamic type, which Terraform does not allow`);
  }
  const minItems = block.minItems ?? 0;
  return {
    typeName,
    block: bodyToWire(block, block.description, block.deprecated, 0),
    nesting: NESTING[block.nesting],
    minItems,
    // Terraform requires minItems and maxItems of a single block to be the same.
    maxItems: block.nesting === 'single' ? minItems : block.maxItems ?? 0,
  };
}

function hasDynamic(body: Body): boolean {
  return attributesOf(body).some(([, { type }]) => containsDynamic(type)) || blocksOf(body).some(([, block]) => hasDynamic(block));
}

function containsDynamic(type: Type): boolean {
  if (typeof type === 'string') {
    return type === 'dynamic';
  }
  const [kind, parts] = type;
  return kind === 'object' || kind === 'tuple' ? Object.values(parts).some(containsDynamic) : containsDynamic(parts as Type);
}
