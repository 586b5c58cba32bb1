import { AttributeType } from '../../src/targets/l1/schema';

/*
 * The format of `terraform providers schema -json`. A member that is false, 0 or empty is missing there.
 */

/** An object type also lists the attributes that may be missing, if there are any. */
export type JsonType = AttributeType | readonly ['object', { readonly [name: string]: JsonType }, readonly string[]];

export type Nesting = 'single' | 'group' | 'list' | 'set' | 'map';

/** Attributes that are nested in an attribute. */
export interface JsonNestedType {
  readonly attributes: { readonly [name: string]: JsonAttribute };
  readonly nesting_mode: Exclude<Nesting, 'group'>;
}

export interface JsonAttribute {
  /** Every attribute has either a type or nested attributes. */
  readonly type?: JsonType;
  readonly nested_type?: JsonNestedType;
  readonly description?: string;
  readonly description_kind?: string;
  readonly deprecated?: boolean;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
}

export interface JsonBlockType {
  readonly nesting_mode: Nesting;
  readonly block: JsonBlock;
  readonly min_items?: number;
  readonly max_items?: number;
}

export interface JsonBlock {
  readonly attributes?: { readonly [name: string]: JsonAttribute };
  readonly block_types?: { readonly [name: string]: JsonBlockType };
  readonly description?: string;
  readonly description_kind?: string;
  readonly deprecated?: boolean;
}

export interface JsonSchema {
  readonly version: number;
  readonly block: JsonBlock;
}

export interface JsonSchemas { readonly [type: string]: JsonSchema }

/** The schema of one provider: a member of `provider_schemas`. */
export interface ProviderSchema {
  readonly provider: JsonSchema;
  readonly resource_schemas: JsonSchemas;
  readonly data_source_schemas: JsonSchemas;
}
