import { once } from 'node:events';
import { Call } from '../server/route';
import { Container, isRunning } from '../state/container';

/** Answers when a container ends, or when it is gone. The headers are sent at once. */
export async function waitForContainer({ state, query, response }: Call, container: Container): Promise<undefined> {
  const { condition = '' } = query;
  const { id } = container;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, state.stopped.signal]);
  const events = condition === 'removed' ? [`gone:${id}`] : [`exit:${id}`, `gone:${id}`];
  const isOver = condition !== 'removed' && condition !== 'next-exit' && !isRunning(container) && container.status !== 'restarting';
  const end = isOver ? Promise.resolve() : Promise.race(events.map((event) => once(state.changes, event, { signal })));
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  try {
    await end;
    response.end(`${JSON.stringify({ Error: null, StatusCode: container.exitCode })}\n`);
  } catch (error) {
    // The client has gone, or the engine stops.
    if (!signal.aborted) throw error;
  } finally {
    gone.abort();
  }
  return undefined;
}
