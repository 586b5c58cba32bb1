/** The attributes of the standard schema by name, each with those that are nested in it. */
export interface Names { readonly [name: string]: Names }

/** The schema of `kreuzwerker/docker`, in so far as ours is held against it: what there is. */
export interface Standard {
  readonly provider: Names;
  readonly resources: { readonly [type: string]: Names };
  readonly dataSources: { readonly [type: string]: Names };
}

interface Attributes { readonly [name: string]: { readonly elem?: string | Attributes } }
interface Described { readonly [type: string]: { readonly attributes: Attributes } }

/** Takes the names out of the description of the standard schema. */
export function readStandard(json: string): Standard {
  const standard = JSON.parse(json) as { provider: Attributes; resources: Described; data_sources: Described };
  return { provider: namesOf(standard.provider), resources: namesOfAll(standard.resources), dataSources: namesOfAll(standard.data_sources) };
}

function namesOfAll(types: Described): { [type: string]: Names } {
  return Object.fromEntries(Object.entries(types).map(([type, { attributes }]) => [type, { id: {}, ...namesOf(attributes) }]));
}

function namesOf(attributes: Attributes): Names {
  return Object.fromEntries(Object.entries(attributes).map(([name, { elem }]) => [name, typeof elem === 'object' ? namesOf(elem) : {}]));
}
