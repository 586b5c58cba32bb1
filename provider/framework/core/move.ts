import { moveNotSupported } from './errors';
import { AnyResource, MoveSource } from '../resource';
import { stateFromJson } from './upgrade';
import { parseJson } from '../value/json';
import { ObjectValue } from '../value/value';

/** Converts the state of another resource type to state of this one. */
export function moveState(resource: AnyResource<unknown>, source: Omit<MoveSource, 'state'>, json: string): ObjectValue {
  const state = resource.move?.({ ...source, state: parseJson(json) as Record<string, unknown> });
  if (state === undefined) {
    throw moveNotSupported(source.type, source.provider, resource.type, resource.import !== undefined);
  }
  return stateFromJson(resource, state);
}
