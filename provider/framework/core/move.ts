import { DiagnosticError } from '../../diagnostics/diagnostics';
import { AnyResource, MoveSource } from '../resource';
import { stateFromJson } from './upgrade';
import { parseJson } from '../value/json';
import { ObjectValue } from '../value/value';

/** State of another type, brought to this one. */
export function moveState(resource: AnyResource<unknown>, source: Omit<MoveSource, 'state'>, json: string): ObjectValue {
  const { provider, type } = source;
  const state = resource.move?.({ ...source, state: parseJson(json) as Record<string, unknown> });
  if (state === undefined) {
    throw new DiagnosticError({
      summary: `Can't move a ${type} to a ${resource.type}`,
      detail: `The state of a ${type} of ${provider} can't become that of a ${resource.type}. Remove the moved block, and import the resource instead.`,
    });
  }
  return stateFromJson(resource, state);
}
