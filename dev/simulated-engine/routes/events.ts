import { Filters } from '../server/filters';
import { Call } from '../server/route';
import { EngineEvent } from '../state/events';

/** Sends the events of a period: those since a moment, and those from now on until a moment. */
export async function streamEvents({ state, query, response }: Call): Promise<undefined> {
  const filters = Filters.parse(query.filters);
  const [since, until] = [Number(query.since), Number(query.until)];
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  const send = (event: EngineEvent) => {
    if (isWanted(event, filters)) response.write(`${JSON.stringify(event)}\n`);
  };
  if (since > 0 || until > 0) state.events.between(since || 0, until || Infinity).forEach(send);
  const left = until > 0 ? until * 1000 - Date.now() : Infinity;
  if (left <= 0) {
    response.end();
    return undefined;
  }
  const end = state.events.listen(send);
  const timer = left === Infinity ? undefined : setTimeout(() => response.end(), left);
  await new Promise((resolve) => response.once('close', resolve));
  clearTimeout(timer);
  end();
  return undefined;
}

function isWanted({ Type: type, Action: action, Actor: { ID: id, Attributes: attributes } }: EngineEvent, filters: Filters): boolean {
  // Of whatever kind it is, as the engine does it.
  const isAbout = (value: string) => id.startsWith(value) || attributes.name?.startsWith(value) === true;
  return filters.some('type', (each) => each === type)
    // "health_status: healthy" is an event of the kind "health_status".
    && filters.some('event', (each) => each === action || action.startsWith(`${each}:`))
    && ['container', 'network', 'volume'].every((kind) => filters.some(kind, isAbout))
    && filters.some('image', (each) => attributes.image === each)
    && filters.hasLabels(attributes);
}
