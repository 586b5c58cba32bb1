import * as http from 'node:http';
import * as https from 'node:https';
import { readAnswer } from './answers';
import { NoAnswer } from './deadline';
import { failedAnswer } from './error-answers';

/** Where requests go. The names are those of Node.js and of the client library. */
export interface Address {
  readonly protocol: 'http' | 'https';
  readonly socketPath?: string;
  readonly host?: string;
  readonly port?: number;
}

export interface GetOptions {
  /** In milliseconds. */
  readonly timeout: number;
  /** Aborts the request. */
  readonly signal?: AbortSignal | undefined;
  /** Called if the request ends before its answer. */
  readonly stopped: () => void;
}

/**
 * Makes a GET request, and returns what its answer says. A plan may make thousands, and by the client library, each takes twice as much of
 * the processor.
 */
export function get(
  { protocol, ...address }: Address, agent: http.Agent, path: string, { timeout, signal, stopped }: GetOptions,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const fail = (reason: unknown) => {
      end();
      reject(reason as Error);
    };
    const stop = (reason: unknown) => {
      stopped();
      asked.destroy();
      fail(reason);
    };
    const abort = () => stop(signal!.reason);
    const { request } = protocol === 'https' ? https : http;
    const asked = request({ ...address, agent, path }, (response) => {
      const answer = response.statusCode === 200 ? readAnswer(response) : failedAnswer(response);
      answer.finally(end).then(resolve, reject);
    });
    const timer = setTimeout(() => stop(new NoAnswer(timeout)), timeout);
    signal?.addEventListener('abort', abort, { once: true });
    asked.on('error', fail);
    asked.end();
  });
}
