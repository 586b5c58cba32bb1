import { JsonAttribute, JsonBlock, JsonBlockType, JsonSchema, JsonSchemas, JsonType, Nesting, ProviderSchema } from './provider-schema';
import { schemaToWire } from '../../provider/framework/conversion/schema';
import { Schema } from '../../provider/framework/schema/schema';
import {
  Schema_Attribute, Schema_Block, Schema_NestedBlock, Schema_NestedBlock_NestingMode as NestingMode, StringKind,
} from '../../provider/framework/wire/generated/tfplugin6';
import { provider } from '../../provider/provider';

const NESTING: { readonly [mode: number]: Nesting } = {
  [NestingMode.SINGLE]: 'single',
  [NestingMode.GROUP]: 'group',
  [NestingMode.LIST]: 'list',
  [NestingMode.SET]: 'set',
  [NestingMode.MAP]: 'map',
};

/** Returns the schema of Berth's provider as `terraform providers schema -json` prints it, without running Terraform. */
export function berthSchema(): ProviderSchema {
  return {
    provider: schemaToJson(provider.schema),
    resource_schemas: byType(provider.resources),
    data_source_schemas: byType(provider.dataSources),
  };
}

function byType(types: ReadonlyArray<{ readonly type: string; readonly schema: Schema }>): JsonSchemas {
  return Object.fromEntries(types.map(({ type, schema }) => [type, schemaToJson(schema)]));
}

function schemaToJson(schema: Schema): JsonSchema {
  const { version, block } = schemaToWire(schema);
  return { version, block: blockToJson(block!) };
}

function blockToJson({ attributes, blockTypes, description, descriptionKind, deprecated }: Schema_Block): JsonBlock {
  return withoutEmpty({
    attributes: Object.fromEntries(attributes.map((each) => [each.name, attributeToJson(each)])),
    block_types: Object.fromEntries(blockTypes.map((each) => [each.typeName, blockTypeToJson(each)])),
    description,
    description_kind: kindToJson(descriptionKind),
    deprecated,
  });
}

function attributeToJson(attribute: Schema_Attribute): JsonAttribute {
  const { type, description, descriptionKind, deprecated, required, optional, computed, sensitive, writeOnly } = attribute;
  return withoutEmpty({
    type: JSON.parse(Buffer.from(type).toString()) as JsonType,
    description,
    description_kind: kindToJson(descriptionKind),
    deprecated,
    required,
    optional,
    computed,
    sensitive,
    write_only: writeOnly,
  });
}

function blockTypeToJson({ nesting, block, minItems, maxItems }: Schema_NestedBlock): JsonBlockType {
  return withoutEmpty({ nesting_mode: NESTING[nesting], block: blockToJson(block!), min_items: minItems, max_items: maxItems });
}

function kindToJson(kind: StringKind): string {
  return kind === StringKind.MARKDOWN ? 'markdown' : 'plain';
}

/** Terraform omits what is false, 0 or empty. */
function withoutEmpty<T extends object>(members: T): T {
  const isEmpty = (value: unknown) => !value || (typeof value === 'object' && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !isEmpty(value))) as T;
}
