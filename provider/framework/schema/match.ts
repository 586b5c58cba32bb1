import { sameAttribute, sameBlock, sameObserved } from './canonical';
import { Attribute, Block, Body } from './schema';
import { attributesOf, blocksOf, isBody, isComputed, listed } from './walk';
import { emptyObject } from '../value/convert';
import { ObjectValue, Unknown, Value } from '../value/value';

/**
 * What something that is not set asks of its counterpart.
 * - `null`: to be not set either, unless the resource may decide it. So a configuration is held against a state.
 * - `anything`: nothing. So a state is held against what is observed: only what the user set is compared.
 */
export type Unset = 'null' | 'anything';

/** Whether what is written and what is found mean the same. */
export function matches(body: Body | Block, written: ObjectValue, found: ObjectValue, unset: Unset): boolean {
  const same = unset === 'anything' ? sameObserved : sameAttribute;
  const attributesMatch = () => attributesOf(body).every(([name, attribute]) => (
    isUnconstrained(attribute, written[name] ?? null, unset) || same(attribute, written[name] ?? null, found[name] ?? null)
  ));
  const allBlocksMatch = () => blocksOf(body).every(([name, block]) => blocksMatch(block, written[name] ?? null, found[name] ?? null, unset));
  if (attributesMatch() && allBlocksMatch()) {
    return true;
  }
  return 'nesting' in body && sameBlock(body, completed(body, written, found, unset), found);
}

/**
 * Which of the found blocks each written one means, by index; undefined where none is left that matches. A block is
 * looked for at its own position first, and then, unless order means something, anywhere.
 */
export function align(block: Block, written: readonly ObjectValue[], found: readonly ObjectValue[], unset: Unset): (number | undefined)[] {
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
  // What says more chooses first: a block that leaves much open would otherwise take the counterpart of one that does not.
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
    return isBody(written) ? isBody(found) && matches(block, written, found, unset) : unset === 'anything' || found === null;
  }
  const wanted = listed(written);
  const there = listed(found);
  if (wanted.length === 0 && unset === 'anything') {
    return true;
  }
  return wanted.length === there.length && align(block, wanted, there, unset).every((index) => index !== undefined);
}

/** What is written, completed by what it leaves open. */
function completed(body: Body, written: ObjectValue, found: ObjectValue, unset: Unset): ObjectValue {
  const result = Object.assign(emptyObject<Value>(), written);
  for (const [name, attribute] of attributesOf(body)) {
    if (isUnconstrained(attribute, written[name] ?? null, unset)) {
      result[name] = found[name] ?? null;
    }
  }
  return result;
}

/** How much a block says. */
function specificity(block: ObjectValue): number {
  return Object.values(block).filter((value: Value) => value !== null && !(value instanceof Unknown) && !isEmptyList(value)).length;
}

function isEmptyList(value: Value): boolean {
  return Array.isArray(value) && value.length === 0;
}
