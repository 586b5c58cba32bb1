import { perBody } from './per-body';
import { Attribute, Block } from './schema';
import { ObjectValue, Value } from '../value/value';

/** Whether the value of a block or of a whole resource is neither null nor unknown. */
export function isBody(value: Value | undefined): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === null;
}

/** Returns the blocks of a list or set of blocks, without null and unknown ones. */
export function knownBlocks(value: Value | undefined): readonly ObjectValue[] {
  return Array.isArray(value) ? value.filter(isBody) : [];
}

type Entries<T> = readonly (readonly [string, T])[];

export const attributesOf = perBody((body): Entries<Attribute> => Object.entries(body.attributes));

export const blocksOf = perBody((body): Entries<Block> => Object.entries(body.blocks ?? {}));

/** Whether the provider may decide the value if none is configured. A default is such a decision, too. */
export function isComputed(attribute: Attribute): boolean {
  return attribute.computed === true || attribute.default !== undefined;
}

/** Whether the attribute can't be configured. */
export function isOnlyComputed(attribute: Attribute): boolean {
  return attribute.computed === true && attribute.optional !== true && attribute.required !== true;
}

/** Whether the planned value stays the same when other values change. */
export function isStable(attribute: Attribute): boolean {
  return attribute.stable ?? !isOnlyComputed(attribute);
}
