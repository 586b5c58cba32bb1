import { stateDoesNotFit, stateTooNew } from './errors';
import { AnyResource } from '../resource';
import { bodyType } from '../schema/body-type';
import { normalizeBlocks } from '../schema/body-values';
import { applyBlockDefaults } from '../schema/defaults';
import { Schema } from '../schema/schema';
import { TypeMismatch } from '../value/convert';
import { fromJson, parseJson } from '../value/json';
import { ObjectValue } from '../value/value';

/**
 * Upgrades stored state of any schema version to the current one. First runs the resource's own upgrades, version by version.
 * Then parses the state by the schema: drops attributes that the schema lacks, and sets missing ones to null, which means their default,
 * or, in blocks, to their default.
 *
 * Terraform calls this whenever it loads a state. Usually the version is current, and the state only has to be parsed without loss.
 */
export function upgradeState(resource: AnyResource<unknown>, json: string, version: number): ObjectValue {
  const current = (resource.schema as Schema).version ?? 0;
  if (version > current) {
    throw stateTooNew(resource.type, version, current);
  }
  let state = parseJson(json) as Record<string, unknown>;
  for (let from = version; from < current; from += 1) {
    state = resource.upgrades?.[from]?.(state) ?? state;
  }
  return stateFromJson(resource, resource.normalizeState?.(state) ?? state);
}

/** Converts parsed JSON to state of the resource. */
export function stateFromJson(resource: AnyResource<unknown>, state: unknown): ObjectValue {
  const schema = resource.schema as Schema;
  try {
    return applyBlockDefaults(schema, normalizeBlocks(schema, fromJson(bodyType(schema), state) as ObjectValue));
  } catch (error) {
    if (error instanceof TypeMismatch) {
      throw stateDoesNotFit(resource.type, error, resource.import !== undefined);
    }
    throw error;
  }
}
