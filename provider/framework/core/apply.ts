import { appliedPrivateState } from '../private-state';
import { AnyResource, ApplyContext } from '../resource';
import { describeMismatch } from './mismatch';
import { parseObserved } from './observed';
import { reconcile } from './reconcile';
import { Diagnostics } from '../diagnostics';
import { Session } from './session';
import { bodyType } from '../schema/body-type';
import { emptyBody, toModel } from '../schema/body-values';
import { applyDefaults } from '../schema/defaults';
import { Schema } from '../schema/schema';
import { storedState } from '../schema/stored';
import { withoutWriteOnly } from '../schema/write-only';
import { equal } from '../value/compare';
import { emptyObject } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/** States and plans are as they are stored. */
export interface ApplyRequest {
  /** Null when the resource is created. */
  readonly prior: ObjectValue | null;
  /** Null when the resource is destroyed. */
  readonly planned: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly plannedPrivate: Uint8Array;
}

export interface ApplyResult {
  readonly state: ObjectValue | null;
  readonly private: Uint8Array;
}

type Recorded = { readonly [name: string]: unknown };

/** Creates, updates or deletes a resource. If that fails, the returned state holds what exists by then. */
export async function applyResource(
  session: Session, resource: AnyResource<unknown>, request: ApplyRequest, diagnostics: Diagnostics,
): Promise<ApplyResult> {
  const schema = resource.schema as Schema;
  const prior = request.prior && applyDefaults(schema, request.prior);
  const planned = request.planned && applyDefaults(schema, request.planned);
  const result = planned === null
    ? await deleteResource(session, resource, prior, diagnostics)
    : await createOrUpdate(session, resource, { ...request, prior }, planned, diagnostics);
  const state = storedState(schema, result, request.planned ?? request.prior);
  return { state, private: state === null ? Buffer.alloc(0) : appliedPrivateState(request.plannedPrivate, !diagnostics.hasError) };
}

async function deleteResource(
  session: Session, resource: AnyResource<unknown>, prior: ObjectValue | null, diagnostics: Diagnostics,
): Promise<ObjectValue | null> {
  if (prior === null) {
    return null;
  }
  const deleted = await diagnostics.capture(`deletion of ${resource.type}`, async () => {
    await resource.delete(session.context(diagnostics), toModel(resource.schema as Schema, prior));
    return true;
  });
  return deleted ? null : prior;
}

async function createOrUpdate(
  session: Session, resource: AnyResource<unknown>, request: ApplyRequest, planned: ObjectValue, diagnostics: Diagnostics,
): Promise<ObjectValue | null> {
  const { prior } = request;
  const schema = resource.schema as Schema;
  const config = request.config && withoutWriteOnly(schema, request.config);
  // Only a default was added to the configuration that was in force already.
  if (prior !== null && equal(bodyType(schema), prior, planned)) return planned;
  let recorded: Recorded | undefined;

  const during = `${prior === null ? 'creation' : 'update'} of ${resource.type}`;
  const state = await diagnostics.capture(during, async () => {
    const context: ApplyContext<unknown, Schema> = {
      ...session.context(diagnostics),
      configuration: () => toModel(schema, applyDefaults(schema, request.config ?? emptyBody(schema))),
      record: (part) => {
        recorded = { ...recorded, ...part };
      },
    };
    const desired: Recorded = toModel(schema, planned);
    const model = prior === null
      ? await resource.create(context, desired)
      : await update(resource, context, desired, toModel(schema, prior));
    const observed = parseObserved(resource.type, schema, model, diagnostics);
    return observed && stateAfterSuccess(schema, planned, observed, config, diagnostics);
  });
  return state ?? stateAfterFailure(resource, planned, prior, recorded, diagnostics);
}

function update(
  resource: AnyResource<unknown>, context: ApplyContext<unknown, Schema>, desired: Recorded, prior: Recorded,
): Promise<unknown> {
  if (resource.update === undefined) {
    throw new Error(`${resource.type} does not support updates, so its plan should have replaced it`);
  }
  return resource.update(context, desired, prior);
}

/** Returns the state after a successful operation, with the actual values. Reports an error for each that is not as configured. */
function stateAfterSuccess(
  schema: Schema, planned: ObjectValue, observed: ObjectValue, config: ObjectValue | null, diagnostics: Diagnostics,
): ObjectValue {
  const { state, mismatches } = reconcile(schema, planned, observed, config ?? emptyBody(schema));
  for (const mismatch of mismatches) {
    diagnostics.addError('Applied, but not as configured', describeMismatch(mismatch), mismatch.path);
  }
  return state;
}

/** Returns the state after a failed operation: the prior state, overwritten by what the resource recorded. */
function stateAfterFailure(
  resource: AnyResource<unknown>, planned: ObjectValue, prior: ObjectValue | null, recorded: Recorded | undefined, diagnostics: Diagnostics,
): ObjectValue | null {
  if (recorded === undefined) {
    return prior;
  }
  const schema = resource.schema as Schema;
  const observed = parseObserved(resource.type, schema, recorded, diagnostics);
  if (observed === undefined) {
    return prior;
  }
  const { state } = reconcile(schema, planned, observed);
  const result = Object.assign(emptyObject<Value>(), prior ?? emptyBody(schema));
  for (const name of Object.keys(recorded)) {
    result[name] = state[name] ?? null;
  }
  return result;
}
