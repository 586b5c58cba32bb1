import { ConfiguredRecord, readConfigured } from '../private-state';
import { AnyResource } from '../resource';
import { parseObserved } from './observed';
import { reconcile } from './reconcile';
import { Diagnostics } from '../diagnostics';
import { Session } from './session';
import { toModel } from '../schema/body-values';
import { applyDefaults } from '../schema/defaults';
import { Schema } from '../schema/schema';
import { storedState } from '../schema/stored';
import { attributesOf } from '../schema/walk';
import { emptyObject } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/**
 * Returns the current state of a resource, or null if it is gone. Without a client, or after an error, returns the prior state.
 *
 * @param stored  the prior state, as it is stored
 * @param privateState  the resource's private state, which records what was configured
 */
export async function readResource(
  session: Session,
  resource: AnyResource<unknown>,
  stored: ObjectValue,
  diagnostics: Diagnostics,
  privateState: Uint8Array = Buffer.alloc(0),
): Promise<ObjectValue | null> {
  if (session.configuration.status === 'unknown') {
    return stored;
  }
  const schema = resource.schema as Schema;
  const prior = applyDefaults(schema, stored);
  const record = readConfigured(privateState);
  const state = await diagnostics.capture(`read of ${resource.type}`, async () => {
    const model = await resource.read({ ...session.context(diagnostics), isAdopted: record === undefined }, toModel(schema, prior));
    if (model === undefined) {
      return null;
    }
    const observed = parseObserved(resource.type, schema, model, diagnostics);
    return observed && withoutUnconfigured(schema, reconcile(schema, prior, observed).state, prior, record);
  });
  return state === undefined ? stored : storedState(schema, state, stored);
}

/** Sets attributes to null that are only reported if they are configured. Earlier versions of this provider stored them anyway. */
function withoutUnconfigured(schema: Schema, state: ObjectValue, prior: ObjectValue, record: ConfiguredRecord | undefined): ObjectValue {
  const isConfigured = (name: string) => (prior[name] ?? null) !== null && (record === undefined || record.paths.includes(name));
  const unconfigured = attributesOf(schema).filter(([name, { nullUnlessConfigured }]) => nullUnlessConfigured && !isConfigured(name));
  return Object.assign(emptyObject<Value>(), state, Object.fromEntries(unconfigured.map(([name]) => [name, null])));
}
