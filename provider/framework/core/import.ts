import { importNotSupported, nothingToImport } from './errors';
import { AnyResource } from '../resource';
import { parseObserved } from './observed';
import { Diagnostics } from '../diagnostics';
import { Session } from './session';
import { Schema } from '../schema/schema';
import { ObjectValue } from '../value/value';

/** Returns the state of an existing object. Keeps every observed value, since there is no configuration to compare with. */
export async function importResource(
  session: Session, resource: AnyResource<unknown>, id: string, diagnostics: Diagnostics,
): Promise<ObjectValue | undefined> {
  return diagnostics.capture(`import of ${resource.type}`, async () => {
    if (resource.import === undefined) {
      throw importNotSupported(resource.type);
    }
    const model = await resource.import(session.context(diagnostics), id);
    if (model === undefined) {
      throw nothingToImport(resource.type, id);
    }
    return parseObserved(resource.type, resource.schema as Schema, model, diagnostics);
  });
}
