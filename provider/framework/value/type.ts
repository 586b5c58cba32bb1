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

/** The type of one part of a value: of an element by its index or key, of an object's attribute by its name. */
export function partType(type: Exclude<Type, string>, key: string | number): Type {
  const [kind, parts] = type;
  if (kind === 'object') {
    return (parts as { readonly [name: string]: Type })[key]!;
  }
  return kind === 'tuple' ? (parts as readonly Type[])[key as number]! : parts as Type;
}
