import { invariantViolations } from './invariants';
import { Path, pathText } from '../../diagnostics/diagnostics';
import { Session } from '../core/session';
import { Diagnostics } from '../diagnostics';
import { plannedPrivateState, readConfigured } from '../private-state';
import { AnyResource, PlanContext } from '../resource';
import { merge, Merged } from './merge';
import { differences, replacements } from './replacements';
import { bodyType } from '../schema/body-type';
import { fromModel } from '../schema/body-values';
import { applyDefaults } from '../schema/defaults';
import { Schema } from '../schema/schema';
import { storedPlan } from '../schema/stored';
import { attributesOf, isOnlyComputed, isStable } from '../schema/walk';
import { withoutWriteOnly } from '../schema/write-only';
import { equal } from '../value/compare';
import { emptyObject } from '../value/convert';
import { ObjectValue, Unknown, Value } from '../value/value';

/** The part of a session that a plan needs. */
export type PlanSession = Pick<Session, 'client' | 'signal'>;

export interface PlanRequest {
  /** As it is stored. Null when the resource is to be created. */
  readonly prior: ObjectValue | null;
  /** Null when the resource is to be destroyed. */
  readonly config: ObjectValue | null;
  readonly priorPrivate: Uint8Array;
}

export interface PlanResult {
  readonly planned: ObjectValue | null;
  readonly requiresReplace: readonly Path[];
  readonly plannedPrivate: Uint8Array;
}

/**
 * Plans one resource. The order is fixed, since each step builds on the one before:
 *
 * 1. A destroy plan is null, and runs neither plan modifiers nor the resource's own `plan`.
 * 2. Write-only values of the configuration become null. Attributes that are not configured, or null in the prior state, get their default.
 * 3. Configuration and prior state are merged: a configured value that means the same keeps its prior spelling. A
 *    computed value that is not configured keeps its prior value, or becomes unknown if it was configured before.
 * 4. If the result differs from the prior state, computed values that are not stable become unknown.
 * 5. The attributes' plan modifiers run.
 * 6. The resource's own `plan` runs. If it is the first to find a difference, step 4 is repeated.
 * 7. If nothing differs, the plan is exactly the prior state.
 * 8. The paths that require replacement are collected, sorted, without duplicates.
 * 9. The rules that Terraform enforces for plans are checked.
 * 10. Defaults that nobody configured become null again.
 */
export async function planResource(
  session: PlanSession, resource: AnyResource<unknown>, request: PlanRequest, diagnostics: Diagnostics,
): Promise<PlanResult> {
  if (request.config === null) {
    return { planned: null, requiresReplace: [], plannedPrivate: request.priorPrivate };
  }
  const schema = resource.schema as Schema;
  const prior = request.prior && applyDefaults(schema, request.prior);
  const config = withoutWriteOnly(schema, request.config);
  const { planned, ...rest } = await planWithDefaults(session, resource, { ...request, config, prior }, diagnostics);
  return { ...rest, planned: storedPlan(schema, planned, config, request.prior) };
}

/** Plans from a prior state with defaults to a plan with defaults. */
async function planWithDefaults(
  session: PlanSession, resource: AnyResource<unknown>, request: PlanRequest & { readonly config: ObjectValue }, diagnostics: Diagnostics,
): Promise<PlanResult & { readonly planned: ObjectValue }> {
  const { prior, priorPrivate } = request;
  const schema = resource.schema as Schema;
  const type = bodyType(schema);
  const config = applyDefaults(schema, request.config);
  const record = readConfigured(priorPrivate);

  let merged = merge({ body: schema, config, prior, record, changing: false });
  const changing = prior === null || !equal(type, merged.planned, prior);
  if (changing) {
    merged = merge({ body: schema, config, prior, record, changing });
  }
  const required: Path[] = modifyAttributes(merged, prior === null);
  const planned = await resourcePlan(session, resource, {
    prior, config: request.config, merged: merged.planned, required, diagnostics, isAdopted: record === undefined,
  });
  if (prior !== null && !changing && !equal(type, planned, prior)) {
    markUnstableUnknown(schema, prior, planned);
  }
  const plannedPrivate = plannedPrivateState(priorPrivate, merged.configured);
  if (prior !== null && equal(type, planned, prior)) {
    return { planned: prior, requiresReplace: [], plannedPrivate };
  }
  if (prior !== null) {
    required.push(...replacements(schema, prior, planned));
    if (resource.update === undefined && required.length === 0) {
      required.push(...differences(schema, prior, planned).map((name) => [name]));
    }
  }
  for (const { path, problem } of invariantViolations(schema, config, prior, planned)) {
    diagnostics.addBug(`${resource.type} has an invalid plan: ${pathText(path)} ${problem}.`, path);
  }
  return { planned, requiresReplace: prior === null ? [] : sortedUnique(required), plannedPrivate };
}

function modifyAttributes({ attributes }: Merged, creating: boolean): Path[] {
  const required: Path[] = [];
  for (const { attribute, path, config, prior, parent, name } of attributes) {
    for (const modifier of attribute.planModifiers ?? []) {
      const result = modifier.modify({ path, config, prior, planned: parent[name] ?? null, creating });
      if (result.planned !== undefined) {
        parent[name] = result.planned;
      }
      if (result.requiresReplace) {
        required.push(path);
      }
    }
  }
  return required;
}

interface ResourcePlanRequest {
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue;
  readonly merged: { [name: string]: Value };
  readonly required: Path[];
  readonly diagnostics: Diagnostics;
  readonly isAdopted: boolean;
}

async function resourcePlan(
  session: PlanSession, resource: AnyResource<unknown>, request: ResourcePlanRequest,
): Promise<{ [name: string]: Value }> {
  const { prior, config, merged, required, diagnostics, isAdopted } = request;
  if (resource.plan === undefined) {
    return merged;
  }
  const planned = Object.assign(emptyObject<Value>(), merged);
  const context: PlanContext<unknown> = {
    ...(session.client !== undefined && { client: session.client }),
    signal: session.signal,
    warn: (warning) => diagnostics.append({ severity: 'warning', ...warning }),
    isAdopted,
    prior,
    config,
    planned,
    requireReplace: (path) => required.push(path),
  };
  await resource.plan(context);
  if (Object.keys(planned).every((name) => planned[name] === merged[name])) {
    return merged;
  }
  return Object.assign(emptyObject<Value>(), fromModel(resource.schema as Schema, planned));
}

/** Makes unstable computed values unknown, since they may change along with what the resource's own `plan` changed. */
function markUnstableUnknown(schema: Schema, prior: ObjectValue, planned: { [name: string]: Value }): void {
  for (const [name, attribute] of attributesOf(schema)) {
    if (isOnlyComputed(attribute) && !isStable(attribute) && equal(attribute.type, planned[name] ?? null, prior[name] ?? null)) {
      planned[name] = Unknown.PLAIN;
    }
  }
}

function sortedUnique(paths: readonly Path[]): Path[] {
  const keyOf = (path: Path): string => path.map((step) => (typeof step === 'object' ? JSON.stringify(step.key) : String(step))).join('\0');
  const byKey = new Map(paths.map((path) => [keyOf(path), path]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
}
