import { VSphereAttributeValue } from './objects';

/** Returns the values of custom attributes by the ids of these. */
export function valuesById(values: readonly VSphereAttributeValue[] | undefined): { [id: string]: string } | undefined {
  return values && Object.fromEntries(values.map(({ attribute, value }) => [attribute.id, value]));
}
