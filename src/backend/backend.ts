import { IConstruct } from 'constructs';
import { backendChosenTooLate } from './errors';
import { BERTH, KREUZWERKER, ResourceTypes } from './generated/resource-types';
import { hasResource } from './resource-facts';
import { SOURCE } from '../shared/provider';

/** Attributes of kreuzwerker/docker 3.6.2 that its schema has, and that do not work. It panics on `cpus`. */
const KREUZWERKER_DEFECTS: readonly string[] = ['docker_container.cpus'];

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
  public static readonly BERTH = new Backend(SOURCE, undefined, BERTH, []);

  /**
   * The standard provider, `kreuzwerker/docker` 3.6.2, which Terraform downloads from its registry. Features that only `berth/docker` has
   * fall back to the standard resources, or fail at synth.
   */
  public static readonly KREUZWERKER = new Backend('kreuzwerker/docker', '3.6.2', KREUZWERKER, KREUZWERKER_DEFECTS);

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
    private readonly types: ResourceTypes,
    private readonly defects: readonly string[],
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
   * Returns whether the provider has a resource type, or an attribute or block of it. One with a known defect counts as missing.
   *
   * @param type the resource type, such as `docker_container`
   * @param attribute the name of an attribute or a block; for a nested one its path, such as `mounts.bind_options`
   * @internal
   */
  public _has(type: string, attribute?: string): boolean {
    return hasResource(this.types, type, attribute) && !this.defects.includes(`${type}.${attribute}`);
  }

  /**
   * Returns the source address of the provider.
   */
  public toString(): string {
    return this.source;
  }
}
