import { Diagnostic } from '../diagnostics/diagnostics';
import { IF_SUSPENDED } from '../engine/advice';
import { NoAnswer, withDeadline } from '../engine/connection/deadline';
import { Engine } from '../engine/engine';
import { EngineError } from '../engine/errors';

/** How long an engine may take to answer, in milliseconds. */
const PATIENCE = 5_000;

const asked = new WeakMap<Engine, Promise<boolean>>();

/** Whether an engine may be suspended, and does not answer. It is asked once: all of a plan sees the same. */
export function isSuspended(engine: Engine): Promise<boolean> {
  if (!engine.mayBeSuspended) return Promise.resolve(false);
  const known = asked.get(engine) ?? isSilent(engine);
  asked.set(engine, known);
  return known;
}

/** An engine that fails in another way is not suspended: whoever asks it next reports that. */
function isSilent(engine: Engine): Promise<boolean> {
  return withDeadline(PATIENCE, undefined, () => engine.version()).then(() => false, (error: unknown) => error instanceof NoAnswer);
}

/** The error of an engine that does not answer. */
export function silenceOf({ endpoint }: Engine): EngineError {
  return new EngineError('connect to the Docker Engine', endpoint, new NoAnswer(PATIENCE), IF_SUSPENDED);
}

/** The warning that what is on an engine may have changed. */
export function notLookedAt({ endpoint }: Engine): Omit<Diagnostic, 'severity'> {
  return {
    summary: `The Docker Engine at ${endpoint.address} does not answer, so what is on it was not read`,
    detail: 'That is expected while it is suspended with its resource pool. What is on it counts as unchanged.',
  };
}
