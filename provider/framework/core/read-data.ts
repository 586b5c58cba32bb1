import { AnyDataSource } from '../resource';
import { parseObserved } from './observed';
import { Diagnostics } from '../diagnostics';
import { Session } from './session';
import { toModel } from '../schema/body-values';
import { applyDefaults } from '../schema/defaults';
import { Schema } from '../schema/schema';
import { emptyObject } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/** Reads a data source. Configured values stay as they are configured. */
export async function readDataSource(
  session: Session, dataSource: AnyDataSource<unknown>, config: ObjectValue, diagnostics: Diagnostics,
): Promise<ObjectValue | undefined> {
  const schema = dataSource.schema as Schema;
  return diagnostics.capture(`read of ${dataSource.type}`, async () => {
    const configured = applyDefaults(schema, config);
    const model = await dataSource.read(session.context(diagnostics), toModel(schema, configured));
    const observed = parseObserved(dataSource.type, schema, model, diagnostics);
    if (observed === undefined) {
      return undefined;
    }
    const state = emptyObject<Value>();
    for (const name of Object.keys(observed)) {
      const value = configured[name] ?? null;
      state[name] = value === null && schema.attributes[name]?.computed ? observed[name]! : value;
    }
    return state;
  });
}
