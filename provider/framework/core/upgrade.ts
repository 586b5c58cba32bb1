import { DiagnosticError } from '../../diagnostics/diagnostics';
import { AnyResource } from '../resource';
import { bodyType } from '../schema/body-type';
import { normalizeBlocks } from '../schema/body-values';
import { applyDefaults } from '../schema/defaults';
import { Schema } from '../schema/schema';
import { TypeMismatch } from '../value/convert';
import { fromJson, parseJson } from '../value/json';
import { ObjectValue } from '../value/value';

/**
 * Brings stored state, whatever its age, to the schema of today: the resource's own upgrades one version after the
 * other, and then the schema itself, which drops what it does not have, and fills what is missing with its default or
 * null: so a default that the state was written without is no difference. Terraform asks for it whenever it loads a
 * state, so mostly there is nothing to do but to lose nothing.
 */
export function upgradeState(resource: AnyResource<unknown>, json: string, version: number): ObjectValue {
  const current = (resource.schema as Schema).version ?? 0;
  if (version > current) {
    throw new DiagnosticError({
      summary: 'The state is newer than the provider',
      detail: `The state of this ${resource.type} has schema version ${version}, and this provider knows versions up to ${current}. Use the newer provider that wrote it.`,
    });
  }
  let state = parseJson(json) as Record<string, unknown>;
  for (let from = version; from < current; from += 1) {
    state = resource.upgrades?.[from]?.(state) ?? state;
  }
  return stateFromJson(resource, state);
}

/** Parsed JSON as state of the resource. */
export function stateFromJson(resource: AnyResource<unknown>, state: unknown): ObjectValue {
  const schema = resource.schema as Schema;
  try {
    return applyDefaults(schema, normalizeBlocks(schema, fromJson(bodyType(schema), state) as ObjectValue));
  } catch (error) {
    if (error instanceof TypeMismatch) {
      throw new DiagnosticError({
        summary: `The state of this ${resource.type} does not fit its schema`,
        detail: `${error.message}. If another provider wrote this state, remove the resource from it (terraform state rm) and import it again.`,
        path: error.path,
      });
    }
    throw error;
  }
}
