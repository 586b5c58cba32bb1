import { IConstruct } from 'constructs';
import { backendChosenTooLate } from './errors';

/** What a back end can do that another can't. */
interface Capabilities {
  /** Has `pids_limit`. */
  readonly pidsLimit: boolean;
  /** Has a `cpus` that works: kreuzwerker/docker 3.6.2 panics on it. */
  readonly cpus: boolean;
  /** Has `device_read_bps` and `device_write_bps`. */
  readonly diskLimits: boolean;
  /** Has `uts_mode`. */
  readonly utsMode: boolean;
  /** Has `isolation_policy`, and refuses what is weaker. */
  readonly isolationPolicy: boolean;
  /** Has a resource that imports a root file system or an archive as an image. */
  readonly imageImport: boolean;
}

const chosen = new WeakMap<IConstruct, Backend>();

// The scopes whose choice a host has already read, with that host's path: to choose later would split a stack in two.
const read = new WeakMap<IConstruct, string>();

/**
 * The Terraform provider that carries a stack out.
 *
 * `Backend.BERTH` is used where nothing is chosen. The choice is one line, before the first container host:
 *
 * ```ts
 * Backend.KREUZWERKER.use(app);
 * ```
 */
export class Backend {
  /**
   * Berth's own provider, `berth/docker`. It travels with the synthesized stack, so that Terraform needs no registry.
   */
  public static readonly BERTH = new Backend('berth/docker', undefined, {
    pidsLimit: true, cpus: true, diskLimits: true, utsMode: true, isolationPolicy: true, imageImport: true,
  });

  /**
   * The standard provider, `kreuzwerker/docker` 3.6.2, which Terraform takes from its registry. What only `berth/docker` can do falls back
   * to the standard resources, or is refused at synth.
   */
  public static readonly KREUZWERKER = new Backend('kreuzwerker/docker', '3.6.2', {
    pidsLimit: false, cpus: false, diskLimits: false, utsMode: false, isolationPolicy: false, imageImport: false,
  });

  /**
   * The back end of a construct: the one that was chosen for the nearest scope around it, or `Backend.BERTH`.
   *
   * @param construct any construct
   */
  public static of(construct: IConstruct): Backend {
    for (const scope of [...construct.node.scopes].reverse()) {
      const backend = chosen.get(scope);
      if (backend) return backend;
    }
    return Backend.BERTH;
  }

  /**
   * The back end for a new host, whose scopes can choose no other from then on.
   *
   * @internal
   */
  public static _for(host: IConstruct): Backend {
    for (const scope of host.node.scopes) {
      if (!read.has(scope)) read.set(scope, host.node.path);
    }
    return Backend.of(host);
  }

  private constructor(
    /**
     * The provider's source address in Terraform, without the registry's host name.
     */
    public readonly source: string,
    /** @internal */ public readonly _version: string | undefined,
    /** @internal */ public readonly _can: Capabilities,
  ) {}

  /**
   * Chooses this back end for an app or a stack, and all within.
   *
   * @param scope the app or the stack; it must have no container host yet
   */
  public use(scope: IConstruct): void {
    const host = read.get(scope);
    if (host !== undefined) throw backendChosenTooLate(scope, host);
    chosen.set(scope, this);
  }

  /**
   * The source address.
   */
  public toString(): string {
    return this.source;
  }
}
