/** The address of the provider that resources without an explicit provider use. */
const DEFAULT_PROVIDER = 'docker';

type Attributes = { readonly [name: string]: unknown };

/** Returns the provider of a resource with these attributes. */
export function providerOf({ provider }: Attributes): unknown {
  return provider ?? DEFAULT_PROVIDER;
}

/** Returns whether two resources are on the same engine, as far as it is known: with the same provider, and on the same of its engines. */
export function areOnOneEngine(one: Attributes, other: Attributes): boolean {
  return providerOf(one) === providerOf(other) && (one.engine ?? undefined) === (other.engine ?? undefined);
}
