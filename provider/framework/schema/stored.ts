import { bodyType } from './body-type';
import { Attribute, Body } from './schema';
import { attributesOf } from './walk';
import { equal } from '../value/compare';
import { emptyObject } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/*
 * Terraform stores null for an attribute that nobody configured and that is as its default says, so that plans omit it. All other code
 * works with the defaults: `applyDefaults` fills them in. States of earlier versions and of other providers have the defaults themselves,
 * and keep them, so that they are no difference.
 *
 * Blocks store their defaults: Terraform requires that a configured value is planned, also where null is stored and means the same. So
 * a default that someone writes out later is a difference, which would be more frequent in blocks.
 */

/** What was stored or configured, with null for what nobody configured. */
type Stored = ObjectValue | null;

/**
 * Returns a state as it is stored.
 *
 * @param before  the plan or the state that it follows. It decides whether a default is stored as null.
 */
export function storedState(body: Body, state: Stored, before: Stored): Stored {
  return storedAs(body, state, before, (value, _, old) => (old === null ? null : value));
}

/**
 * Returns a plan as it is stored.
 *
 * @param config  without defaults
 * @param prior   the prior state as it is stored
 */
export function storedPlan(body: Body, planned: Stored, config: Stored, prior: Stored): Stored {
  return storedAs(body, planned, prior, (value, [name, attribute], old) => (isDefault(attribute, old) ? value : config?.[name] ?? null));
}

/** Returns what is stored for an attribute whose value is its default, from what was stored before. */
type Choice = (value: Value, attribute: readonly [string, Attribute], old: Value) => Value;

function storedAs(body: Body, value: Stored, before: Stored, choose: Choice): Stored {
  if (value === null) return null;
  const defaults = attributesOf(body).filter(([name, attribute]) => isDefault(attribute, value[name] ?? null));
  const chosen = defaults.map((each) => [each[0], choose(value[each[0]]!, each, before?.[each[0]] ?? null)]);
  const result = Object.assign(emptyObject<Value>(), value, Object.fromEntries(chosen));
  // If nothing has changed, as is usual, return the object from before: its encoding is cached.
  return before !== null && equal(bodyType(body), result, before) ? before : result;
}

function isDefault({ type, default: fallback }: Attribute, value: Value): boolean {
  return fallback !== undefined && equal(type, value, fallback);
}
