import { Path } from '../../diagnostics/diagnostics';
import { sameAttribute, sameObserved } from '../schema/canonical';
import { align } from '../schema/match';
import { Attribute, Block, Body } from '../schema/schema';
import { attributesOf, blocksOf, isBody, isComputed, listed } from '../schema/walk';
import { emptyObject, restoreDigits } from '../value/convert';
import { ObjectValue, Unknown, Value } from '../value/value';

/** A place where something else is there than was written. */
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
 * What is observed, in the words of what was written: where both mean the same, the written spelling stays; what is not
 * written, and not computed, stays so, whatever is observed; else the observed value counts. Of blocks, none written
 * means none compared, unless they are exhaustive; else every observed block counts.
 *
 * After a read, `written` is the prior state. After an apply it is the plan, in which unknown values take what is
 * observed, and the configuration is given too: Terraform holds the provider to each value that it planned, so one that
 * the author did not configure stays as planned, and the next read shows what became of it.
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
    const before = written[name] ?? null;
    const found = restoreDigits(before, observed[name] ?? null);
    const undecided = before instanceof Unknown || (before === null && config === undefined && isComputed(attribute));
    const planned = config !== undefined && (config[name] ?? null) === null && attribute.default === undefined;
    if (undecided) {
      state[name] = found;
    } else if (before === null || planned || sameAttribute(attribute, before, found)) {
      state[name] = before;
    } else {
      state[name] = found;
      mismatches.push({ path: [...path, name], attribute, written: before, found });
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

/** The configured block that each planned one stands for, by the position of the latter. */
function configuredByPlanned(block: Block, config: readonly ObjectValue[], planned: readonly ObjectValue[]): ReadonlyMap<number, ObjectValue> {
  const configured = new Map<number, ObjectValue>();
  align(block, config, planned, 'null').forEach((to, from) => {
    if (to !== undefined) {
      configured.set(to, config[from]!);
    }
  });
  return configured;
}

/** Pairs written blocks with observed ones: those that mean the same, and then those that have the most in common. */
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
    const scored = free.map((to) => ({ to, score: agreement(block, before[from]!, found[to]!) + (block.nesting === 'list' && to === from ? 0.5 : 0) }));
    const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
    if (best.score > 0) {
      pairs.set(from, best.to);
      taken.add(best.to);
    }
  }
  return pairs;
}

/** In how many written attributes two blocks agree. */
function agreement(body: Body, before: ObjectValue, found: ObjectValue): number {
  return attributesOf(body).filter(([name, attribute]) => {
    const value = before[name] ?? null;
    return value !== null && !(value instanceof Unknown) && sameObserved(attribute, value, found[name] ?? null);
  }).length;
}
