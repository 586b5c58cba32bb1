import { IConstruct } from 'constructs';
import { backendChosenTooLate } from './errors';
import { SOURCE } from '../shared/provider';

/** The features in which back ends differ. */
interface Capabilities {
  /** The attribute `pids_limit`. */
  readonly pidsLimit: boolean;
  /** An attribute `cpus` that works: kreuzwerker/docker 3.6.2 panics on it. */
  readonly cpus: boolean;
  /** The attributes `device_read_bps` and `device_write_bps`. */
  readonly diskLimits: boolean;
  /** The attribute `uts_mode`. */
  readonly utsMode: boolean;
  /** The attribute `isolation_policy`, by which the provider refuses a container that is weaker than the policy. */
  readonly isolationPolicy: boolean;
  /** The resource `docker_image_import`, which imports a root file system or an archive as an image. */
  readonly imageImport: boolean;
}

const chosen = new WeakMap<IConstruct, Backend>();

// The scopes that already contain a host, each with the path of its first host. A later choice would give a stack two back ends.
const firstHosts = new WeakMap<IConstruct, string>();

/**
 * The Terraform provider that applies a stack.
 *
 * The default is `Backend.BERTH`. Choose another back end before you create the first container host.
 *
 * @example
 * Backend.KREUZWERKER.use(app);
 */
export class Backend {
  /**
   * Berth's own provider, `berth/docker`. Synthesis writes it next to the stack, so that Terraform needs no registry.
   */
  public static readonly BERTH = new Backend(SOURCE, undefined, {
    pidsLimit: true, cpus: true, diskLimits: true, utsMode: true, isolationPolicy: true, imageImport: true,
  });

  /**
   * The standard provider, `kreuzwerker/docker` 3.6.2, which Terraform downloads from its registry. Features that only `berth/docker` has
   * fall back to the standard resources, or fail at synth.
   */
  public static readonly KREUZWERKER = new Backend('kreuzwerker/docker', '3.6.2', {
    pidsLimit: false, cpus: false, diskLimits: false, utsMode: false, isolationPolicy: false, imageImport: false,
  });

  /**
   * Returns the back end of a construct: the choice of the nearest scope that has one, else `Backend.BERTH`.
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
   * Returns the back end for a new host. From then on, the host's scopes can't choose another one.
   *
   * @internal
   */
  public static _for(host: IConstruct): Backend {
    for (const scope of host.node.scopes) {
      if (!firstHosts.has(scope)) firstHosts.set(scope, host.node.path);
    }
    return Backend.of(host);
  }

  private constructor(
    /**
     * The source address of the provider without the host name of the registry, such as `berth/docker`.
     */
    public readonly source: string,
    /** @internal */ public readonly _version: string | undefined,
    /** @internal */ public readonly _can: Capabilities,
  ) {}

  /**
   * Chooses this back end for a scope, such as an app or a stack, and everything in it.
   *
   * Throws an error if the scope already contains a container host.
   *
   * @param scope the app or the stack
   */
  public use(scope: IConstruct): void {
    const host = firstHosts.get(scope);
    if (host !== undefined) throw backendChosenTooLate(scope, host);
    chosen.set(scope, this);
  }

  /**
   * Returns the source address of the provider.
   */
  public toString(): string {
    return this.source;
  }
}
