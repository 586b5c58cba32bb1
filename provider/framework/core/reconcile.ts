import { Path } from '../../diagnostics/diagnostics';
import { sameAttribute, sameObserved } from '../schema/canonical';
import { align } from '../schema/match';
import { Attribute, Block, Body } from '../schema/schema';
import { attributesOf, blocksOf, isBody, isComputed, listed } from '../schema/walk';
import { emptyObject, restoreDigits } from '../value/convert';
import { ObjectValue, Unknown, Value } from '../value/value';

/** A place where the observed value differs from the written one. */
export interface Mismatch {
  readonly path: Path;
  readonly attribute?: Attribute;
  readonly written: Value;
  readonly found: Value;
}

export interface Reconciled {
  readonly state: ObjectValue;
  readonly mismatches: readonly Mismatch[];
}

/**
 * Combines observed values with those that were written:
 * - A value that means the same keeps its written spelling.
 * - A value that was not written and is not computed stays null, whatever is observed.
 * - Everything else takes the observed value.
 * - If no blocks of a kind were written, none are compared, unless they are exhaustive. Otherwise every observed block counts.
 *
 * After a read, `written` is the prior state. After an apply, it is the plan, and the configuration is passed as well.
 * Unknown values then take the observed ones. Terraform requires every other planned value to stay as planned, so a
 * value that is not configured does so, and the next read shows the actual value.
 */
export function reconcile(body: Body, written: ObjectValue, observed: ObjectValue, config?: ObjectValue): Reconciled {
  const mismatches: Mismatch[] = [];
  return { state: reconcileBody(body, written, observed, config, [], mismatches), mismatches };
}

function reconcileBody(
  body: Body, written: ObjectValue, observed: ObjectValue, config: ObjectValue | undefined, path: Path, mismatches: Mismatch[],
): ObjectValue {
  const state = emptyObject<Value>();
  for (const [name, attribute] of attributesOf(body)) {
    const previous = written[name] ?? null;
    const found = restoreDigits(previous, observed[name] ?? null);
    const undecided = previous instanceof Unknown || (previous === null && config === undefined && isComputed(attribute));
    const onlyPlanned = config !== undefined && (config[name] ?? null) === null && attribute.default === undefined;
    if (undecided) {
      state[name] = found;
    } else if (previous === null || onlyPlanned || sameAttribute(attribute, previous, found)) {
      state[name] = previous;
    } else {
      state[name] = found;
      mismatches.push({ path: [...path, name], attribute, written: previous, found });
    }
  }
  for (const [name, block] of blocksOf(body)) {
    const configured = config && (config[name] ?? null);
    state[name] = reconcileBlocks(block, written[name] ?? null, observed[name] ?? null, configured, [...path, name], mismatches);
  }
  return state;
}

function reconcileBlocks(
  block: Block, written: Value, observed: Value, config: Value | undefined, path: Path, mismatches: Mismatch[],
): Value {
  if (written instanceof Unknown) {
    return observed;
  }
  if (block.nesting === 'single') {
    if (!isBody(written)) {
      return written;
    }
    if (isBody(observed)) {
      return reconcileBody(block, written, observed, isBody(config) ? config : undefined, path, mismatches);
    }
    mismatches.push({ path, written, found: observed });
    return observed;
  }
  const before = listed(written);
  const found = listed(observed);
  if (before.length === 0 && !block.exhaustive) {
    return [];
  }
  const pairs = pairBlocks(block, before, found);
  const configured = configuredByPlanned(block, listed(config), before);
  const state: Value[] = [];
  for (const [index, element] of before.entries()) {
    const partner = pairs.get(index);
    if (partner === undefined) {
      mismatches.push({ path, written: element, found: null });
    } else {
      const inner = block.nesting === 'list' ? [...path, index] : path;
      state.push(reconcileBody(block, element, found[partner]!, configured.get(index), inner, mismatches));
    }
  }
  const taken = new Set(pairs.values());
  for (const [index, element] of found.entries()) {
    if (!taken.has(index)) {
      mismatches.push({ path, written: null, found: element });
      state.push(element);
    }
  }
  return state;
}

/** Maps the position of each planned block to the configured block that it stands for. */
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

/** Pairs written blocks with observed ones: first those that mean the same, then those that have the most in common. */
function pairBlocks(block: Block, before: readonly ObjectValue[], found: readonly ObjectValue[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  align(block, before, found, 'anything').forEach((to, from) => {
    if (to !== undefined) {
      pairs.set(from, to);
    }
  });
  const taken = new Set(pairs.values());
  for (const from of before.keys()) {
    const free = [...found.keys()].filter((to) => !taken.has(to));
    if (pairs.has(from) || free.length === 0) {
      continue;
    }
    const scored = free.map((to) => {
      const samePosition = block.nesting === 'list' && to === from;
      return { to, score: agreement(block, before[from]!, found[to]!) + (samePosition ? 0.5 : 0) };
    });
    const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
    if (best.score > 0) {
      pairs.set(from, best.to);
      taken.add(best.to);
    }
  }
  return pairs;
}

/** Counts the written attributes in which two blocks agree. */
function agreement(body: Body, before: ObjectValue, found: ObjectValue): number {
  return attributesOf(body).filter(([name, attribute]) => {
    const value = before[name] ?? null;
    return value !== null && !(value instanceof Unknown) && sameObserved(attribute, value, found[name] ?? null);
  }).length;
}
