/**
 * The type of a Terraform value, in the form that the protocol uses as JSON
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

/** Returns the type of one part of a value: an element by index or key, or an object's attribute by name. */
export function partType(type: Exclude<Type, string>, key: string | number): Type {
  const [kind, parts] = type;
  if (kind === 'object') {
    return (parts as { readonly [name: string]: Type })[key]!;
  }
  return kind === 'tuple' ? (parts as readonly Type[])[key as number]! : parts as Type;
}
