import { bodyType } from './body-type';
import { applyDefaults } from './defaults';
import { align } from './match';
import { Attribute, Block, Body } from './schema';
import { attributesOf, blocksOf, isBody, knownBlocks } from './walk';
import { equal } from '../value/compare';
import { emptyObject } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/*
 * Terraform stores null for what nobody configured and is as the default says, so that plans omit it. All other code works with
 * the defaults: `applyDefaults` fills them in. States of earlier versions and of other providers have the defaults themselves, and keep
 * them, so that they are no difference.
 */

/** What was stored or configured: with null for what nobody configured. */
type Stored = ObjectValue | null;

/**
 * Returns a state as it is stored.
 *
 * @param before  the plan or the state that it follows. It decides whether a default is stored as null.
 */
export function storedState(body: Body, state: Stored, before: Stored): Stored {
  const stored = state && storedAs(body, state, [before], (value, [old]) => (old ?? null) === null ? null : value);
  return unlessSame(body, stored, before);
}

/**
 * Returns a plan as it is stored.
 *
 * @param config  without defaults
 * @param prior   the prior state as it is stored
 */
export function storedPlan(body: Body, planned: Stored, config: Stored, prior: Stored): Stored {
  // Terraform requires that a configured value is planned as configured, or as in the prior state.
  const stored = planned && storedAs(body, planned, [prior, config], (value, [old, configured], attribute) => (
    isDefault(attribute, old ?? null) ? value : configured ?? null
  ));
  return unlessSame(body, stored, prior);
}

/** Returns the object from before if nothing has changed: its encoding is cached. */
function unlessSame(body: Body, stored: Stored, before: Stored): Stored {
  return stored !== null && before !== null && equal(bodyType(body), stored, before) ? before : stored;
}

/** Returns what is stored for an attribute whose value is its default, from what was stored and configured. */
type Choice = (value: Value, references: readonly (Value | undefined)[], attribute: Attribute) => Value;

function storedAs(body: Body, value: ObjectValue, references: readonly Stored[], choose: Choice): ObjectValue {
  const result = Object.assign(emptyObject<Value>(), value);
  for (const [name, attribute] of attributesOf(body)) {
    const part = value[name] ?? null;
    if (isDefault(attribute, part)) {
      result[name] = choose(part, references.map((each) => each?.[name]), attribute);
    }
  }
  for (const [name, block] of blocksOf(body)) {
    result[name] = storedBlocks(block, value[name] ?? null, references.map((each) => each?.[name] ?? null), choose);
  }
  return result;
}

function storedBlocks(block: Block, value: Value, references: readonly Value[], choose: Choice): Value {
  if (isBody(value)) {
    return storedAs(block, value, references.map((each) => isBody(each) ? each : null), choose);
  }
  const elements = knownBlocks(value);
  if (elements.length === 0) {
    return value;
  }
  const counterparts = references.map((each) => counterpartsOf(block, elements, knownBlocks(each)));
  return elements.map((element, index) => storedAs(block, element, counterparts.map((each) => each[index] ?? null), choose));
}

/** Returns the block that means the same as each element, or, where the position identifies a block, has its position. */
function counterpartsOf(block: Block, elements: readonly ObjectValue[], references: readonly ObjectValue[]): (ObjectValue | undefined)[] {
  const full = references.map((each) => applyDefaults(block, each));
  const found = elements.map((): ObjectValue | undefined => undefined);
  align(block, full, elements, 'anything').forEach((to, from) => {
    if (to !== undefined) found[to] = references[from];
  });
  return block.nesting === 'set' ? found : found.map((each, index) => each ?? references[index]);
}

function isDefault({ type, default: fallback }: Attribute, value: Value): boolean {
  return fallback !== undefined && equal(type, value, fallback);
}
