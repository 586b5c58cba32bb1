/**
 * The type of a Terraform value, in the very form in which the protocol writes it as JSON
 * (`"string"`, `["list", "string"]`, `["object", {"name": "string"}]`).
 */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', Type]
  | readonly ['tuple', readonly Type[]]
  | readonly ['object', { readonly [name: string]: Type }];
