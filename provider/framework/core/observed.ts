import { Report } from '../report';
import { fromModel } from '../schema/body-values';
import { Body } from '../schema/schema';
import { isWhollyKnown } from '../value/compare';
import { TypeMismatch } from '../value/convert';
import { ObjectValue } from '../value/value';

/** What resource code says is there, as values of the schema; a bug is reported where it says something else. */
export function parseObserved(name: string, body: Body, model: unknown, report: Report): ObjectValue | undefined {
  let observed: ObjectValue;
  try {
    observed = fromModel(body, model);
  } catch (error) {
    if (error instanceof TypeMismatch) {
      report.bug(`${name} returned a value that does not fit its schema: ${error.message}.`, error.path);
      return undefined;
    }
    throw error;
  }
  const unknown = Object.keys(observed).find((attribute) => !isWhollyKnown(observed[attribute]!));
  if (unknown !== undefined) {
    report.bug(`${name} returned an unknown value for "${unknown}": what it returns is there, and so is known.`, [unknown]);
    return undefined;
  }
  return observed;
}
