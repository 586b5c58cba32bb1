/** Attribute names of the standard schema, each with its nested attributes. */
export interface Names { readonly [name: string]: Names }

/** The part of `kreuzwerker/docker`'s schema with which ours is compared: the names. We call it the standard schema. */
export interface Standard {
  readonly provider: Names;
  readonly resources: { readonly [type: string]: Names };
  readonly dataSources: { readonly [type: string]: Names };
}

interface Attributes { readonly [name: string]: { readonly elem?: string | Attributes } }
interface Described { readonly [type: string]: { readonly attributes: Attributes } }

/** Reads the names from the JSON description of the standard schema. */
export function readStandard(json: string): Standard {
  const standard = JSON.parse(json) as { provider: Attributes; resources: Described; data_sources: Described };
  return {
    provider: namesOf(standard.provider),
    resources: namesOfAll(standard.resources),
    dataSources: namesOfAll(standard.data_sources),
  };
}

function namesOfAll(types: Described): { [type: string]: Names } {
  return Object.fromEntries(Object.entries(types).map(([type, { attributes }]) => [type, { id: {}, ...namesOf(attributes) }]));
}

function namesOf(attributes: Attributes): Names {
  return Object.fromEntries(Object.entries(attributes).map(([name, { elem }]) => [name, typeof elem === 'object' ? namesOf(elem) : {}]));
}
