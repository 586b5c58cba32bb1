import { BERTH, KREUZWERKER, ResourceTypes } from './generated/resource-types';

const ALL = [BERTH, KREUZWERKER];

/**
 * Returns whether a schema has a resource type, or an attribute or block of it.
 *
 * @param types the resource types of the schema
 * @param type the resource type
 * @param path the name of an attribute or a block; for a nested one, the names from the top level down, joined by dots
 */
export function hasResource(types: ResourceTypes, type: string, path?: string): boolean {
  const names = types[type];
  if (names === undefined || path === undefined) return names !== undefined;
  if (names.includes(path)) return true;
  const end = path.lastIndexOf('.');
  // A nested path that no back end lists is one that all of them have.
  return end > 0 && !ALL.some((each) => each[type]?.includes(path)) && hasResource(types, type, path.slice(0, end));
}
