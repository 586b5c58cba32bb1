import { setTimeout as sleep } from 'node:timers/promises';
import { Engine, AskOptions } from '../engine';
import { EngineError, isNotFound } from '../errors';
import { request } from '../request';
import { arrayOf, conforming, Shape } from '../shape/conforms';
import { createdObjectShape, dataShape, nodeShape, serviceShape, taskShape } from '../shape/swarm';

/** What a swarm's managers keep, by the path of the Engine API. */
const SHAPES = { configs: dataShape, secrets: dataShape, nodes: nodeShape, services: serviceShape, tasks: taskShape } as const;

export type ObjectKind = keyof typeof SHAPES;

/** An object of a swarm. The version counts its changes: a change names the version that it is based on. */
export interface SwarmObject<Spec = { readonly Name?: string; readonly Labels?: Readonly<Record<string, string>> | null }> {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly Spec: Spec;
}

/** What another client gets that changes the same object at the same time. */
const OUT_OF_SEQUENCE = /update out of sequence/i;

/** How many times a change is sent if others change the object at the same time. */
export const ATTEMPTS = 10;

/** The first and the longest pause between two attempts, in milliseconds. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [50, 2_000];

export interface ListOptions extends AskOptions {
  /** The operation, starting with a verb. It is also the cache key. @default - that the objects are listed, and the filters */
  readonly what?: string;
  /** Further parameters of the query string. */
  readonly query?: Readonly<Record<string, boolean>>;
}

/** What the engine answers to a creation. */
export interface Created {
  readonly id: string;
  readonly warnings: readonly string[];
}

/** Inspects an object by id or name, or returns nothing if it does not exist. */
export async function inspectObject<T extends SwarmObject<unknown>>(
  engine: Engine, kind: ObjectKind, idOrName: string, options?: AskOptions,
): Promise<T | undefined> {
  try {
    const path = `/${kind}/${encodeURIComponent(idOrName)}`;
    return await engine.ask(`inspect ${singular(kind)} "${idOrName}"`, async (docker) => (
      conforming(SHAPES[kind], await request<T>(docker, { method: 'GET', path }))), options);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw withAdvice(engine, error);
  }
}

/** Lists objects. A filter of the Engine API has several values, of which one has to match. */
export async function listObjects<T extends { readonly ID: string }>(
  engine: Engine, kind: ObjectKind, filters: Readonly<Record<string, readonly string[]>> = {}, options: ListOptions = { fresh: true },
): Promise<readonly T[]> {
  const { what, query: more, ...ask } = options;
  const isFiltered = Object.keys(filters).length > 0;
  const query = { ...more, ...isFiltered && { filters: JSON.stringify(filters) } };
  const shape: Shape = arrayOf(SHAPES[kind]);
  try {
    return await engine.ask(what ?? `list the ${kind} of the swarm${isFiltered ? ` with ${query.filters}` : ''}`, async (docker) => (
      conforming(shape, await request<readonly T[]>(docker, { method: 'GET', path: `/${kind}`, query }))), ask);
  } catch (error) {
    throw withAdvice(engine, error);
  }
}

interface CreatedAnswer { readonly ID: string; readonly Warnings?: readonly string[] | null; readonly Warning?: string }

/**
 * Creates an object.
 *
 * @param auth  credentials for the registry of a service's image. @default - none
 */
export async function createObject(engine: Engine, kind: ObjectKind, name: string, spec: object, auth?: object): Promise<Created> {
  try {
    const body = { method: 'POST', path: `/${kind}/create`, body: spec, ...auth && { auth } } as const;
    const { ID: id, Warnings: warnings, Warning: warning } = await engine.call(`create ${singular(kind)} "${name}"`, async (docker) => (
      conforming(createdObjectShape, await request<CreatedAnswer>(docker, body))));
    return { id, warnings: [...warnings ?? [], ...warning ? [warning] : []] };
  } catch (error) {
    throw withAdvice(engine, error);
  }
}

/**
 * Sends the specification of an object, if it still has the version that it was read with. Returns the warnings of the engine.
 *
 * @param name  for messages
 * @param auth  as for `createObject`
 */
export async function updateObject(
  engine: Engine, kind: ObjectKind, { ID: id, Version: { Index: version } }: SwarmObject<unknown>, spec: unknown, name = id, auth?: object,
): Promise<readonly string[]> {
  const path = `/${kind}/${encodeURIComponent(id)}/update`;
  const change = { method: 'POST', path, query: { version }, body: spec, ...auth && { auth } } as const;
  try {
    const answer = await engine.call(`change ${singular(kind)} "${name}"`, (docker) => (
      request<Pick<CreatedAnswer, 'Warnings'> | null>(docker, change)));
    return answer?.Warnings ?? [];
  } catch (error) {
    throw withAdvice(engine, error);
  }
}

/**
 * Changes the specification of an object. Asks again if somebody else changed the object in between, so that both changes are made. Returns
 * false if the object does not exist.
 *
 * @param change  returns the new specification, or nothing if the present one is right
 */
export function changeObject<T extends SwarmObject<unknown>>(
  engine: Engine, kind: ObjectKind, id: string, change: (spec: T['Spec']) => T['Spec'] | undefined,
): Promise<boolean> {
  return retryOutOfSequence(async () => {
    const found = await inspectObject<T>(engine, kind, id, { fresh: true });
    if (found === undefined) return false;
    const body = change(found.Spec);
    if (body !== undefined) await updateObject(engine, kind, found, body);
    return true;
  });
}

/**
 * Reads and changes an object again if somebody else changed it in between. Pauses before each further attempt, longer each time and never
 * as long as others, so that clients which change the same object do not meet again.
 *
 * @param signal  ends a pause
 */
export async function retryOutOfSequence<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isOutOfSequence(error)) throw error;
    }
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
    await sleep(longest * (0.5 + Math.random() / 2), undefined, signal && { signal });
  }
}

/**
 * Removes an object. It is no error if there is none.
 *
 * @param name  for messages
 */
export async function removeObject(
  engine: Engine, kind: ObjectKind, id: string, query: Readonly<Record<string, boolean>> = {}, name = id,
): Promise<void> {
  try {
    await engine.call(`remove ${singular(kind)} "${name}"`, (docker) => (
      request(docker, { method: 'DELETE', path: `/${kind}/${encodeURIComponent(id)}`, query })));
  } catch (error) {
    if (!isNotFound(error)) throw withAdvice(engine, error);
  }
}

/** Whether somebody else changed the object that a change was based on. */
export function isOutOfSequence(error: unknown): boolean {
  return error instanceof EngineError && OUT_OF_SEQUENCE.test(error.engineMessage);
}

/** Whether an engine says that it is no manager of a swarm: it is in none, or a worker. */
export function isNoManager(error: unknown): error is EngineError {
  return error instanceof EngineError && error.statusCode === 503 && /not a swarm manager|not part of a swarm/i.test(error.engineMessage);
}

/**
 * Whether an engine is in no swarm, so that nothing of a swarm exists for it. An engine that is a worker, or whose managers have no leader,
 * is in one.
 */
export async function isInNoSwarm(engine: Engine): Promise<boolean> {
  const { Swarm: swarm } = await engine.info({});
  return (swarm?.LocalNodeState ?? 'inactive') === 'inactive';
}

/** Says what to do if the engine is no manager. */
function withAdvice(engine: Engine, error: unknown): unknown {
  return !isNoManager(error) ? error : new EngineError(error.what, engine.endpoint, error.cause, 'Only a manager of a swarm can do this. '
    + 'Make a swarm with the resource `docker_swarm`, and refer to it so that it comes first. Or select an engine that is a manager: by '
    + '`engine`, or by the `host` of the provider.');
}

function singular(kind: ObjectKind): string {
  return kind.slice(0, -1);
}
