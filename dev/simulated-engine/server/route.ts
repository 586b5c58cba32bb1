import { IncomingMessage, ServerResponse } from 'node:http';
import { Operation } from './operations';
import { Json } from '../settings/json';
import { EngineState } from '../state/engine-state';

/** A request to an engine. */
export interface Call {
  readonly state: EngineState;
  /** The parts of the path that the route names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The body, if it is JSON. */
  readonly body: Json;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What an engine answers: a status, and a body that is sent as JSON unless it is text. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** The body, if it is JSON already. */
  readonly json?: string;
}

/** Undefined if the answer was sent already. */
export type Handler = (call: Call) => Answer | undefined | Promise<Answer | undefined>;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly operation: Operation;
  readonly handler: Handler;
}

/** Answers with a list whose items are only in memory while they are written. */
export function listOf(items: Iterable<unknown>): Answer {
  const texts: string[] = [];
  for (const item of items) texts.push(JSON.stringify(item));
  return { status: 200, json: `[${texts.join(',')}]` };
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent = (): Answer => ({ status: 204 });

/** Whether a parameter of the query is set, as the engine reads it. */
export function isSet(value: string | undefined): boolean {
  return !['', '0', 'no', 'false', 'none'].includes((value ?? '').trim().toLowerCase());
}
