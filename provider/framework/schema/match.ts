import { sameAttribute, sameBlock, sameObserved } from './canonical';
import { Attribute, Block, Body } from './schema';
import { attributesOf, blocksOf, isBody, isComputed, listed } from './walk';
import { emptyObject } from '../value/convert';
import { ObjectValue, Unknown, Value } from '../value/value';

/**
 * What an unset value requires of its counterpart:
 * - `null`: to be unset too, unless the attribute is computed. Used to compare a configuration with a state.
 * - `anything`: nothing. Used to compare a state with what is observed: only values that the user set count.
 */
export type Unset = 'null' | 'anything';

/** Whether the written values and the found ones mean the same. */
export function matches(body: Body | Block, written: ObjectValue, found: ObjectValue, unset: Unset): boolean {
  const same = unset === 'anything' ? sameObserved : sameAttribute;
  const attributesMatch = () => attributesOf(body).every(([name, attribute]) => (
    isUnconstrained(attribute, written[name] ?? null, unset) || same(attribute, written[name] ?? null, found[name] ?? null)
  ));
  const allBlocksMatch = () => blocksOf(body).every(([name, block]) => (
    blocksMatch(block, written[name] ?? null, found[name] ?? null, unset)
  ));
  if (attributesMatch() && allBlocksMatch()) {
    return true;
  }
  return 'nesting' in body && sameBlock(body, completed(body, written, found, unset), found);
}

/**
 * Returns, for each written block, the index of the found block that means the same, or undefined if none is left. Tries
 * the block's own position first and then, unless order is significant, any other.
 */
export function align(
  block: Block, written: readonly ObjectValue[], found: readonly ObjectValue[], unset: Unset,
): (number | undefined)[] {
  const aligned: (number | undefined)[] = written.map(() => undefined);
  const free = new Set(found.keys());
  const pair = (index: number, candidates: Iterable<number>): void => {
    for (const candidate of candidates) {
      if (aligned[index] === undefined && free.has(candidate) && matches(block, written[index]!, found[candidate]!, unset)) {
        aligned[index] = candidate;
        free.delete(candidate);
      }
    }
  };
  // More specific blocks choose first. Otherwise, a block with few values could take the counterpart of one with more.
  const details = written.map(specificity);
  for (const level of [...new Set(details)].sort((a, b) => b - a)) {
    const peers = [...written.keys()].filter((index) => details[index] === level);
    peers.forEach((index) => pair(index, [index]));
    if (!block.ordered) {
      peers.forEach((index) => pair(index, [...free]));
    }
  }
  return aligned;
}

function isUnconstrained(attribute: Attribute, written: Value, unset: Unset): boolean {
  if (unset === 'anything') {
    return written === null || written instanceof Unknown;
  }
  return written === null && isComputed(attribute);
}

function blocksMatch(block: Block, written: Value, found: Value, unset: Unset): boolean {
  if (written instanceof Unknown) {
    return unset === 'anything';
  }
  if (block.nesting === 'single') {
    return isBody(written)
      ? isBody(found) && matches(block, written, found, unset)
      : unset === 'anything' || found === null;
  }
  const writtenBlocks = listed(written);
  const foundBlocks = listed(found);
  if (writtenBlocks.length === 0 && unset === 'anything') {
    return true;
  }
  return writtenBlocks.length === foundBlocks.length
    && align(block, writtenBlocks, foundBlocks, unset).every((index) => index !== undefined);
}

/** Completes the written values by the found ones where nothing is required of them. */
function completed(body: Body, written: ObjectValue, found: ObjectValue, unset: Unset): ObjectValue {
  const result = Object.assign(emptyObject<Value>(), written);
  for (const [name, attribute] of attributesOf(body)) {
    if (isUnconstrained(attribute, written[name] ?? null, unset)) {
      result[name] = found[name] ?? null;
    }
  }
  return result;
}

/** Counts the values that a block sets. */
function specificity(block: ObjectValue): number {
  return Object.values(block).filter((value: Value) => value !== null && !(value instanceof Unknown) && !isEmptyList(value)).length;
}

function isEmptyList(value: Value): boolean {
  return Array.isArray(value) && value.length === 0;
}
