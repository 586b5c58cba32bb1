import { sameAttribute, sameBlock, sameObserved } from './canonical';
import { Attribute, Block, Body } from './schema';
import { attributesOf, blocksOf, isBody, isComputed, knownBlocks } from './walk';
import { emptyObject } from '../value/convert';
import { ObjectValue, Unknown, Value } from '../value/value';

/**
 * What an unset (null) expected value matches:
 * - `null`: only an unset value, unless the attribute is computed. Used to compare a configuration with a state.
 * - `anything`: every value. Used to compare a state with what is observed: only values that the user set count.
 */
export type Unset = 'null' | 'anything';

/** Whether the expected values and the actual ones mean the same. Configuration or state is expected, state or observation is actual. */
export function matches(body: Body | Block, expected: ObjectValue, actual: ObjectValue, unset: Unset): boolean {
  const same = unset === 'anything' ? sameObserved : sameAttribute;
  const attributesMatch = () => attributesOf(body).every(([name, attribute]) => (
    isUnconstrained(attribute, expected[name] ?? null, unset) || same(attribute, expected[name] ?? null, actual[name] ?? null)
  ));
  const allBlocksMatch = () => blocksOf(body).every(([name, block]) => (
    blocksMatch(block, expected[name] ?? null, actual[name] ?? null, unset)
  ));
  if (attributesMatch() && allBlocksMatch()) {
    return true;
  }
  return 'nesting' in body && sameBlock(body, withActualWhereUnset(body, expected, actual, unset), actual);
}

/**
 * Pairs blocks that mean the same. Returns, for each expected block, the index of its actual block, or undefined if it has none.
 * Tries the block's own position first and then, unless order is significant, every other one.
 */
export function align(
  block: Block, expected: readonly ObjectValue[], actual: readonly ObjectValue[], unset: Unset,
): (number | undefined)[] {
  const aligned: (number | undefined)[] = expected.map(() => undefined);
  const free = new Set(actual.keys());
  const pair = (index: number, candidates: Iterable<number>): void => {
    for (const candidate of candidates) {
      if (aligned[index] === undefined && free.has(candidate) && matches(block, expected[index]!, actual[candidate]!, unset)) {
        aligned[index] = candidate;
        free.delete(candidate);
      }
    }
  };
  // More specific blocks choose first. Otherwise, a block with few values could take the counterpart of one with more.
  const specificities = expected.map(specificity);
  for (const level of [...new Set(specificities)].sort((a, b) => b - a)) {
    const peers = [...expected.keys()].filter((index) => specificities[index] === level);
    peers.forEach((index) => pair(index, [index]));
    if (!block.ordered) {
      peers.forEach((index) => pair(index, [...free]));
    }
  }
  return aligned;
}

function isUnconstrained(attribute: Attribute, expected: Value, unset: Unset): boolean {
  if (unset === 'anything') {
    return expected === null || expected instanceof Unknown;
  }
  return expected === null && isComputed(attribute);
}

function blocksMatch(block: Block, expected: Value, actual: Value, unset: Unset): boolean {
  if (expected instanceof Unknown) {
    return unset === 'anything';
  }
  if (block.nesting === 'single') {
    return isBody(expected)
      ? isBody(actual) && matches(block, expected, actual, unset)
      : unset === 'anything' || actual === null;
  }
  const expectedBlocks = knownBlocks(expected);
  const actualBlocks = knownBlocks(actual);
  if (expectedBlocks.length === 0 && unset === 'anything') {
    return true;
  }
  return expectedBlocks.length === actualBlocks.length
    && align(block, expectedBlocks, actualBlocks, unset).every((index) => index !== undefined);
}

/** Fills in the actual values where the expected ones match anything. */
function withActualWhereUnset(body: Body, expected: ObjectValue, actual: ObjectValue, unset: Unset): ObjectValue {
  const result = Object.assign(emptyObject<Value>(), expected);
  for (const [name, attribute] of attributesOf(body)) {
    if (isUnconstrained(attribute, expected[name] ?? null, unset)) {
      result[name] = actual[name] ?? null;
    }
  }
  return result;
}

/** Counts the values that a block sets: a block with more values matches fewer blocks. */
function specificity(block: ObjectValue): number {
  return Object.values(block).filter((value: Value) => value !== null && !(value instanceof Unknown) && !isEmptyList(value)).length;
}

function isEmptyList(value: Value): boolean {
  return Array.isArray(value) && value.length === 0;
}
