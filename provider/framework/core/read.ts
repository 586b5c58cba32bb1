import { AnyResource } from '../resource';
import { parseObserved } from './observed';
import { reconcile } from './reconcile';
import { Diagnostics } from '../diagnostics';
import { Session } from './session';
import { bodyType } from '../schema/body-type';
import { toModel } from '../schema/body-values';
import { Schema } from '../schema/schema';
import { equal } from '../value/compare';
import { ObjectValue } from '../value/value';

/** Returns the current state of a resource, or null if it is gone. Without a client, or after an error, returns the prior state. */
export async function readResource(
  session: Session, resource: AnyResource<unknown>, prior: ObjectValue, diagnostics: Diagnostics,
): Promise<ObjectValue | null> {
  if (session.configuration.status === 'unknown') {
    return prior;
  }
  const schema = resource.schema as Schema;
  const state = await diagnostics.capture(`read of ${resource.type}`, async () => {
    const model = await resource.read(session.context(diagnostics), toModel(schema, prior));
    if (model === undefined) {
      return null;
    }
    const observed = parseObserved(resource.type, schema, model, diagnostics);
    return observed && reconcile(schema, prior, observed).state;
  });
  // If nothing has changed, as is usual, return the prior object itself: its encoding is cached.
  return state === undefined || (state !== null && equal(bodyType(schema), state, prior)) ? prior : state;
}
