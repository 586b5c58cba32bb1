import { Path } from '../../diagnostics/diagnostics';
import { sameAttribute, sameObserved } from '../schema/canonical';
import { align } from '../schema/match';
import { Attribute, Block, Body } from '../schema/schema';
import { attributesOf, blocksOf, isBody, isComputed, knownBlocks } from '../schema/walk';
import { emptyObject, restoreDigits } from '../value/convert';
import { fillUnknown } from '../value/fill';
import { ObjectValue, Unknown, Value } from '../value/value';

/** A place where the observed value differs from the expected one. */
export interface Mismatch {
  readonly path: Path;
  readonly attribute?: Attribute;
  readonly expected: Value;
  readonly observed: Value;
}

export interface Reconciled {
  readonly state: ObjectValue;
  readonly mismatches: readonly Mismatch[];
}

/**
 * Combines observed values with expected ones to a new state:
 * - A value that means the same keeps the expected spelling.
 * - A value that is neither expected nor computed stays null, whatever is observed.
 * - Every other value is the observed one.
 * - If no blocks of a kind are expected, observed ones are ignored, unless the kind is exhaustive. Otherwise every observed block counts.
 *
 * After a read, `expected` is the prior state. After an apply, it is the plan, and the configuration is passed too. Values that
 * were planned as unknown are then the observed ones. Terraform requires all other planned values to stay as planned. Those
 * that are not configured do so, and the next read shows the actual values.
 */
export function reconcile(body: Body, expected: ObjectValue, observed: ObjectValue, config?: ObjectValue): Reconciled {
  const mismatches: Mismatch[] = [];
  return { state: reconcileBody(body, expected, observed, config, [], mismatches), mismatches };
}

function reconcileBody(
  body: Body, expected: ObjectValue, observed: ObjectValue, config: ObjectValue | undefined, path: Path, mismatches: Mismatch[],
): ObjectValue {
  const state = emptyObject<Value>();
  for (const [name, attribute] of attributesOf(body)) {
    const before = expected[name] ?? null;
    const after = restoreDigits(before, observed[name] ?? null);
    const undecided = before instanceof Unknown || (before === null && config === undefined && isComputed(attribute));
    const onlyPlanned = config !== undefined && (config[name] ?? null) === null && attribute.default === undefined;
    if (undecided) {
      state[name] = after;
    } else if (onlyPlanned) {
      state[name] = fillUnknown(before, after);
    } else if (before === null || sameAttribute(attribute, before, after)) {
      state[name] = before;
    } else {
      state[name] = after;
      mismatches.push({ path: [...path, name], attribute, expected: before, observed: after });
    }
  }
  for (const [name, block] of blocksOf(body)) {
    const configured = config && (config[name] ?? null);
    state[name] = reconcileBlocks(block, expected[name] ?? null, observed[name] ?? null, configured, [...path, name], mismatches);
  }
  return state;
}

function reconcileBlocks(
  block: Block, expected: Value, observed: Value, config: Value | undefined, path: Path, mismatches: Mismatch[],
): Value {
  if (expected instanceof Unknown) {
    return observed;
  }
  if (block.nesting === 'single') {
    if (!isBody(expected)) {
      return expected;
    }
    if (isBody(observed)) {
      return reconcileBody(block, expected, observed, isBody(config) ? config : undefined, path, mismatches);
    }
    mismatches.push({ path, expected, observed });
    return observed;
  }
  const before = knownBlocks(expected);
  const after = knownBlocks(observed);
  if (before.length === 0 && !block.exhaustive) {
    return [];
  }
  const pairs = pairBlocks(block, before, after);
  const configured = configuredByPlanned(block, knownBlocks(config), before);
  const state: Value[] = [];
  for (const [index, element] of before.entries()) {
    const partner = pairs.get(index);
    if (partner === undefined) {
      mismatches.push({ path, expected: element, observed: null });
    } else {
      const inner = block.nesting === 'list' ? [...path, index] : path;
      state.push(reconcileBody(block, element, after[partner]!, configured.get(index), inner, mismatches));
    }
  }
  const paired = new Set(pairs.values());
  for (const [index, element] of after.entries()) {
    if (!paired.has(index)) {
      mismatches.push({ path, expected: null, observed: element });
      state.push(element);
    }
  }
  return state;
}

/** Maps the position of each planned block to the configured block from which it was planned. */
function configuredByPlanned(
  block: Block, config: readonly ObjectValue[], planned: readonly ObjectValue[],
): ReadonlyMap<number, ObjectValue> {
  const configured = new Map<number, ObjectValue>();
  align(block, config, planned, 'null').forEach((to, from) => {
    if (to !== undefined) {
      configured.set(to, config[from]!);
    }
  });
  return configured;
}

/** Pairs expected blocks with observed ones: first those that mean the same, then those that have the most in common. */
function pairBlocks(block: Block, before: readonly ObjectValue[], after: readonly ObjectValue[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  align(block, before, after, 'anything').forEach((to, from) => {
    if (to !== undefined) {
      pairs.set(from, to);
    }
  });
  const taken = new Set(pairs.values());
  for (const from of before.keys()) {
    const free = [...after.keys()].filter((to) => !taken.has(to));
    if (pairs.has(from) || free.length === 0) {
      continue;
    }
    const scored = free.map((to) => {
      const samePosition = block.nesting === 'list' && to === from;
      return { to, score: agreement(block, before[from]!, after[to]!) + (samePosition ? 0.5 : 0) };
    });
    const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
    if (best.score > 0) {
      pairs.set(from, best.to);
      taken.add(best.to);
    }
  }
  return pairs;
}

/** Counts the expected attributes in which two blocks agree. */
function agreement(body: Body, before: ObjectValue, after: ObjectValue): number {
  return attributesOf(body).filter(([name, attribute]) => {
    const value = before[name] ?? null;
    return value !== null && !(value instanceof Unknown) && sameObserved(attribute, value, after[name] ?? null);
  }).length;
}
