import Dockerode from 'dockerode';
import { IF_SUSPENDED } from './advice';
import { explain, tunnelOf } from './connection/agent';
import { AnswerCache } from './connection/answer-cache';
import { boundClient, Client, createClient } from './connection/client';
import { NoAnswer, withDeadline } from './connection/deadline';
import { get } from './connection/get';
import { PulseOptions, whileAlive } from './connection/pulse';
import { RegistryAuth } from './credentials/credentials';
import { Endpoint } from './endpoint/endpoint';
import { EngineError } from './errors';
import { conforming } from './shape/conforms';
import { infoShape } from './shape/shapes';
import { SshTunnel } from './ssh/tunnel';
import { EngineVersion, negotiateVersion, NOT_JSON, versionFailed } from './version';
import { DiagnosticError } from '../diagnostics/diagnostics';

/** The default timeout of a call, in milliseconds: two minutes. */
export const DEFAULT_TIMEOUT = 120_000;

/** The timeout of the first call, which asks for the engine's version, in milliseconds: half a minute. */
export const CONNECT_TIMEOUT = 30_000;

export interface CallOptions {
  /** Timeout in milliseconds. @default DEFAULT_TIMEOUT */
  readonly timeout?: number;
  /**
   * Aborts the call. Use the provider's stop signal for calls that change nothing (waiting, pulling). Let a call that
   * creates or removes something finish. @default - only the timeout ends the call
   */
  readonly signal?: AbortSignal;
}

export interface AskOptions extends CallOptions {
  /**
   * Asks the engine even if an answer is cached, because other tools may have changed the object during an apply.
   * @default false
   */
  readonly fresh?: boolean;
  /** Keeps the cached answer even after the provider changes something, because no change affects it. @default false */
  readonly lasting?: boolean;
}

/** The fields of `GET /info` that are read. */
export interface EngineInfo {
  /** Whether the kernel accounts for swap, which a swap limit requires. */
  readonly SwapLimit?: boolean;
  /** The OCI runtimes that the engine can use, by name. */
  readonly Runtimes?: { readonly [name: string]: unknown } | null;
  readonly DefaultRuntime?: string;
  /** The number of CPUs of the machine. */
  readonly NCPU?: number;
  /** The version of control groups, "1" or "2". */
  readonly CgroupVersion?: string;
  /** Who manages the control groups of containers: "cgroupfs", "systemd", or "none". */
  readonly CgroupDriver?: string;
  /** Whether the kernel can limit memory, CPU time and processes. */
  readonly MemoryLimit?: boolean;
  readonly CpuCfsQuota?: boolean;
  readonly PidsLimit?: boolean;
  /** The storage driver, and pairs of names and values about it. */
  readonly Driver?: string;
  readonly DriverStatus?: ReadonlyArray<readonly string[]> | null;
  /** The pools from which the engine allocates subnets. @default - the engine's built-in pools */
  readonly DefaultAddressPools?: readonly { readonly Base: string; readonly Size: number }[] | null;
  /** The registries of the engine, with their mirrors as URLs. */
  readonly RegistryConfig?: {
    readonly Mirrors?: readonly string[] | null;
    readonly IndexConfigs?: {
      readonly [registry: string]: { readonly Mirrors?: readonly string[] | null; readonly Secure?: boolean };
    } | null;
    /** The subnets whose registries need no TLS. */
    readonly InsecureRegistryCIDRs?: readonly string[] | null;
  } | null;
  /** The time by the clock of the engine's machine, in the format of RFC 3339. */
  readonly SystemTime?: string;
  /** The engine's part in a swarm. */
  readonly Swarm?: {
    /** Whether it is a manager that answers. */
    readonly ControlAvailable?: boolean;
    /** "inactive", "pending", "active", "error" or "locked". */
    readonly LocalNodeState?: string;
    readonly NodeID?: string;
    readonly NodeAddr?: string;
    readonly Error?: string;
    /** The managers that the engine knows. */
    readonly RemoteManagers?: readonly { readonly NodeID?: string; readonly Addr?: string }[] | null;
    /** The swarm itself. Only managers report it. */
    readonly Cluster?: { readonly ID?: string } | null;
  };
}

/**
 * A Docker Engine. It connects at the first call. Every call has a timeout. Every failure is an `EngineError`, or
 * another `DiagnosticError` if the engine can't be used at all.
 */
export class Engine {
  /** Whether a machine that is there was found to have no engine, so that nothing that was on the engine exists. */
  public isMissing = false;
  private readonly resolve: () => Endpoint;
  private resolvedEndpoint: Endpoint | undefined;
  private client: Client | undefined;
  private pendingVersion: Promise<EngineVersion> | undefined;
  private readonly answers = new AnswerCache();

  /**
   * @param endpoint      where the engine is, or a function that resolves it at the first call, because certificate
   *   files may not exist before
   * @param registryAuth  the provider's `registry_auth` blocks, for images that the engine pulls
   * @param mayBeSuspended  whether the engine may be suspended, and then does not answer
   */
  constructor(
    endpoint: Endpoint | (() => Endpoint),
    public readonly registryAuth: readonly RegistryAuth[] = [],
    public readonly mayBeSuspended = false,
  ) {
    this.resolve = typeof endpoint === 'function' ? endpoint : () => endpoint;
  }

  /** Where the engine is. Throws a `DiagnosticError` if it can't be resolved. */
  public get endpoint(): Endpoint {
    this.resolvedEndpoint ??= this.resolve();
    return this.resolvedEndpoint;
  }

  /**
   * Calls the engine.
   *
   * The timeout does not apply to a stream that the work returns, because the call has ended by then. The consumer ends
   * the stream.
   *
   * @param what  the operation for error messages, starting with a verb: `create container "web"`
   * @param work  makes requests with the client that it receives. Every request of that client is aborted with the
   *   signal.
   */
  public async call<T>(what: string, work: (docker: Dockerode, signal: AbortSignal) => Promise<T>, options: CallOptions = {}): Promise<T> {
    const version = this.version();
    const { apiVersion } = await version;
    const { timeout = DEFAULT_TIMEOUT, signal: outer } = options;
    return this.guard(what, timeout, outer, (signal) => {
      signal.addEventListener('abort', () => this.forget(version), { once: true });
      const docker = boundClient(this.connect(), { signal, apiVersion, onChange: () => this.answers.invalidate() });
      return work(docker, signal);
    });
  }

  /**
   * Makes a read request that the engine answers immediately. Requests with the same `what` share one answer until this
   * object changes something.
   *
   * @param what  the operation, as for `call`. It is also the cache key: equal texts must mean equal requests.
   */
  public ask<T>(what: string, work: (docker: Dockerode) => Promise<T>, options: AskOptions = {}): Promise<T> {
    return this.shared(what, (how) => this.call(what, work, how), options);
  }

  /**
   * Reads an object, as `ask` does.
   *
   * @param what   the operation, as for `ask`
   * @param path   the path of the object, without a version: `/containers/web/json`
   * @param check  returns the answer, or throws if it is none
   */
  public read<T>(what: string, path: string, check: (answer: unknown) => T, options: AskOptions = {}): Promise<T> {
    return this.shared(what, async ({ timeout = DEFAULT_TIMEOUT, signal }) => {
      const version = this.version();
      const { apiVersion } = await version;
      const { address, agent } = this.connected();
      const stopped = () => this.forget(version);
      return this.explained(what, async () => check(await get(address, agent, `/v${apiVersion}${path}`, { timeout, signal, stopped })));
    }, options);
  }

  /** Runs some work that may take long, and aborts it if the engine answers no other request meanwhile. */
  public whileAlive<T>(options: PulseOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return whileAlive((signal) => this.call('ask for a sign of life', (docker) => docker.ping(), { signal }), options, work);
  }

  /** Returns what the engine reports about its machine and its configuration. An old answer does unless a new one is asked for. */
  public info(options: AskOptions = { lasting: true }): Promise<EngineInfo> {
    const ask = async (docker: Dockerode) => conforming(infoShape, await docker.info() as EngineInfo);
    return this.ask('get the engine\'s info', ask, options);
  }

  /**
   * Returns the engine's version and the negotiated API version. It is requested once, and again after a call that
   * timed out.
   *
   * A failure is cached for as long as the request took. After that, the next call retries. So a refused connection, which
   * fails immediately, can be retried immediately. If a host does not answer, its many resources share one timeout, instead
   * of waiting for one each.
   */
  public version(): Promise<EngineVersion> {
    if (this.pendingVersion === undefined) {
      const started = performance.now();
      const request = (signal: AbortSignal) => boundClient(this.connect(), { signal }).version();
      this.pendingVersion = this.guard('connect to the Docker Engine', CONNECT_TIMEOUT, undefined, request)
        .catch((error: unknown) => { throw versionFailed(error, this.endpoint); })
        .then((answer) => negotiateVersion(answer, this.endpoint));
      this.pendingVersion.catch(() => setTimeout(() => { this.pendingVersion = undefined; }, performance.now() - started).unref());
    }
    return this.pendingVersion;
  }

  /** The SSH connection to the engine's machine, which all calls share. Undefined if the engine is reached in another way. */
  public get tunnel(): SshTunnel | undefined {
    return tunnelOf(this.connected().agent);
  }

  private connect(): Dockerode {
    return this.connected().docker;
  }

  private connected(): Client {
    this.client ??= createClient(this.endpoint);
    return this.client;
  }

  /**
   * Called after a timeout. The next calls first check that the engine answers `GET /version`. Otherwise each of them
   * would wait for its full timeout.
   */
  private forget(version: Promise<EngineVersion>): void {
    if (this.pendingVersion === version) this.pendingVersion = undefined;
  }

  private shared<T>(what: string, call: (options: CallOptions) => Promise<T>, options: AskOptions): Promise<T> {
    const { fresh = false, lasting = false, timeout = DEFAULT_TIMEOUT, signal } = options;
    if (fresh) return call({ timeout, ...(signal && { signal }) });
    const answer = this.answers.share(what, () => call({ timeout }), lasting);
    // An aborted caller stops waiting, but the request continues for the others.
    return signal === undefined ? answer : this.guard(what, timeout, signal, () => answer);
  }

  /** Applies the timeout and the signal, and converts every failure to a `DiagnosticError`. */
  private guard<T>(
    what: string, timeout: number, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.explained(what, () => withDeadline(timeout, signal, work));
  }

  private async explained<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      const answer = await work();
      // The client library returns the raw bytes of an answer that it can't parse. Podman answers some requests with an empty line.
      if (Buffer.isBuffer(answer) && answer.toString().trim() !== '') throw new Error(NOT_JSON);
      return answer;
    } catch (error) {
      if (error instanceof DiagnosticError) throw error;
      const cause = this.client === undefined ? error : await explain(this.client.agent, error);
      throw new EngineError(what, this.endpoint, cause, this.mayBeSuspended && error instanceof NoAnswer ? IF_SUSPENDED : undefined);
    }
  }
}
