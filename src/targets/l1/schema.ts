/** The type of an attribute, in the form that `terraform providers schema -json` prints. */
export type AttributeType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', AttributeType]
  | readonly ['tuple', readonly AttributeType[]]
  | readonly ['object', { readonly [name: string]: AttributeType }];

/** What can be set between braces: attributes and nested blocks, without read-only attributes. */
export interface BodySchema {
  readonly attributes: { readonly [name: string]: AttributeType };
  readonly blocks?: { readonly [name: string]: BlockSchema };
}

/** A nested block. */
export interface BlockSchema extends BodySchema {
  readonly nesting: 'single' | 'group' | 'list' | 'set' | 'map';
}

/** A resource or data source. */
export interface TypeSchema extends BodySchema {
  /** The name of the provider, such as `docker`. */
  readonly provider: string;
  /** The type in Terraform, such as `docker_container`. */
  readonly type: string;
}
