import { Diagnostics } from '../diagnostics';
import { fromModel } from '../schema/body-values';
import { Body } from '../schema/schema';
import { isWhollyKnown } from '../value/compare';
import { TypeMismatch } from '../value/convert';
import { ObjectValue } from '../value/value';

/** Converts what resource code returned to values of the schema. If it does not fit, adds a bug to the diagnostics. */
export function parseObserved(name: string, body: Body, model: unknown, diagnostics: Diagnostics): ObjectValue | undefined {
  let observed: ObjectValue;
  try {
    observed = fromModel(body, model);
  } catch (error) {
    if (error instanceof TypeMismatch) {
      diagnostics.addBug(`${name} returned a value that does not match its schema: ${error.message}.`, error.path);
      return undefined;
    }
    throw error;
  }
  const unknown = Object.keys(observed).find((attribute) => !isWhollyKnown(observed[attribute]!));
  if (unknown !== undefined) {
    const problem = `${name} returned an unknown value for "${unknown}". Values must be known once the operation has finished.`;
    diagnostics.addBug(problem, [unknown]);
    return undefined;
  }
  return observed;
}
