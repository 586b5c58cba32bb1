import Dockerode from 'dockerode';
import { explain } from './connection/agent';
import { Answers } from './connection/answer-cache';
import { boundClient, Client, createClient } from './connection/client';
import { withDeadline } from './connection/deadline';
import { RegistryAuth } from './credentials/credentials';
import { Endpoint } from './endpoint/endpoint';
import { EngineError } from './errors';
import { shaped } from './shape/conforms';
import { infoShape } from './shape/shapes';
import { EngineVersion, negotiateVersion } from './version';
import { DiagnosticError } from '../diagnostics/diagnostics';

/** How long a call may take where it does not say otherwise, in milliseconds: two minutes. */
export const DEFAULT_TIMEOUT = 120_000;

/** How long an engine has for its first answer, in milliseconds: half a minute. */
export const CONNECT_TIMEOUT = 30_000;

export interface CallOptions {
  /** How long the call may take, in milliseconds. @default DEFAULT_TIMEOUT */
  readonly timeout?: number;
  /**
   * Abandons the call when it is aborted: the provider's stop, for what changes nothing (waiting, pulling). A call that
   * makes or removes something is better left to end. @default - only the timeout ends the call
   */
  readonly signal?: AbortSignal;
}

export interface AskOptions extends CallOptions {
  /** Whether it has to be the engine's answer of now: for what other tools may have changed in the middle of an apply. @default false */
  readonly fresh?: boolean;
  /** Whether nothing that this provider changes makes it another answer. @default false */
  readonly lasting?: boolean;
}

/** The part of what an engine says of itself that anybody asks for. */
export interface EngineInfo {
  /** Whether its kernel counts swap, and so can limit it. */
  readonly SwapLimit?: boolean;
  /** The OCI runtimes that it can run containers under, by name. */
  readonly Runtimes?: { readonly [name: string]: unknown } | null;
  readonly DefaultRuntime?: string;
  /** Where it takes the subnets from that it chooses. @default - its built-in ones */
  readonly DefaultAddressPools?: readonly { readonly Base: string; readonly Size: number }[] | null;
}

/**
 * One Docker Engine. It connects to nothing until the first call; every call has a timeout; every failure is an
 * `EngineError` (or another `DiagnosticError`, where the engine itself can't be used).
 */
export class Engine {
  readonly #resolve: () => Endpoint;
  #endpoint: Endpoint | undefined;
  #client: Client | undefined;
  #version: Promise<EngineVersion> | undefined;
  readonly #answers = new Answers();

  /**
   * @param endpoint      where the engine is, or what finds that out at the first call: certificates may only be written by then
   * @param registryAuth  what the configuration says of registries, for what the engine pulls
   */
  constructor(endpoint: Endpoint | (() => Endpoint), readonly registryAuth: readonly RegistryAuth[] = []) {
    this.#resolve = typeof endpoint === 'function' ? endpoint : () => endpoint;
  }

  /** Where the engine is. Throws a `DiagnosticError` where that can't be found out. */
  get endpoint(): Endpoint {
    this.#endpoint ??= this.#resolve();
    return this.#endpoint;
  }

  /**
   * Asks the engine for something.
   *
   * A stream that the work returns is not bound to the timeout, which ends with the call; it ends with its consumer.
   *
   * @param what  what is being done, beginning with a verb, for the error: `create container "web"`
   * @param work  does it with the client it is given. Every request of that client is abandoned with the signal.
   */
  async call<T>(what: string, work: (docker: Dockerode, signal: AbortSignal) => Promise<T>, options: CallOptions = {}): Promise<T> {
    const version = this.version();
    const { apiVersion } = await version;
    const { timeout = DEFAULT_TIMEOUT, signal: outer } = options;
    return this.#guard(what, timeout, outer, (signal) => {
      // An engine that has fallen silent must show that it is there, before others wait for it as long as this one did.
      signal.addEventListener('abort', () => { if (this.#version === version) this.#version = undefined; }, { once: true });
      const docker = boundClient(this.#connect(), { signal, apiVersion, onChange: () => this.#answers.change() });
      return work(docker, signal);
    });
  }

  /**
   * Asks the engine for something that it answers at once, and that changes nothing. Whoever asks for the same gets the
   * same answer, until something is changed through this object.
   *
   * @param what  what is being done, as for `call`; all who say the same ask for the same
   */
  ask<T>(what: string, work: (docker: Dockerode) => Promise<T>, { fresh = false, lasting = false, ...options }: AskOptions = {}): Promise<T> {
    if (fresh) return this.call(what, work, options);
    const { timeout = DEFAULT_TIMEOUT, signal } = options;
    const answer = this.#answers.share(what, () => this.call(what, work, { timeout }), lasting);
    // Who no longer wants the answer leaves it to the others.
    return signal === undefined ? answer : this.#guard(what, timeout, signal, () => answer);
  }

  /** What the engine says of its machine and its own settings. */
  info(): Promise<EngineInfo> {
    return this.ask('ask the engine what it can do', async (docker) => shaped(infoShape, await docker.info() as EngineInfo), { lasting: true });
  }

  /**
   * What the engine says of itself, and the API version spoken with it: asked once, and once more after a call that was not
   * answered in time. An engine that does not answer this is asked again, but not before as much time has gone by as that
   * took: a refusal comes at once and costs nothing, while a host that says nothing would be waited for anew by each of the
   * many resources that are on it.
   */
  version(): Promise<EngineVersion> {
    if (this.#version === undefined) {
      const begun = performance.now();
      this.#version = this.#guard('connect to the Docker Engine', CONNECT_TIMEOUT, undefined, (signal) => boundClient(this.#connect(), { signal }).version())
        .then((answer) => negotiateVersion(answer, this.endpoint));
      this.#version.catch(() => setTimeout(() => { this.#version = undefined; }, performance.now() - begun).unref());
    }
    return this.#version;
  }

  #connect(): Dockerode {
    this.#client ??= createClient(this.endpoint);
    return this.#client.docker;
  }

  async #guard<T>(what: string, timeout: number, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      const answer = await withDeadline(timeout, signal, work);
      // The client library gives back the bytes of an answer that it can't parse.
      if (Buffer.isBuffer(answer) && answer.length > 0) throw new Error('the answer is not the JSON that it should be');
      return answer;
    } catch (error) {
      if (error instanceof DiagnosticError) throw error;
      throw new EngineError(what, this.endpoint, this.#client === undefined ? error : await explain(this.#client.agent, error));
    }
  }
}
