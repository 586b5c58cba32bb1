import { invalidRegistryPattern } from './errors';
import { isRegistryPattern } from '../shared/virtual-host/registry-pattern';

/**
 * The registries from which images may come: one, those of a domain, or those of a subnet.
 *
 * @example
 * [Registry.of('registry.example.com'), Registry.of('*.corp.example:5000'), Registry.of('10.20.0.0/16'), Registry.DOCKER_HUB]
 */
export class Registry {
  /**
   * Docker Hub, to which the names of images belong that begin with no registry.
   */
  public static readonly DOCKER_HUB = new Registry('docker.io');

  /**
   * The registries that a pattern allows:
   *
   * - `registry.example.com`: this one, on port 443
   * - `registry.example.com:5000`: this one, on that port
   * - `*.corp.example`: those whose names end with `.corp.example`, on port 443
   * - `10.20.0.0/16`: those whose address in the image's name is in the subnet, on any port. A name is not looked up.
   *
   * Throws an error if the text is something else.
   *
   * @param pattern the pattern
   */
  public static of(pattern: string): Registry {
    // The engine reads it as "docker.io", so it would match no image.
    if (!isRegistryPattern(pattern) || pattern === 'index.docker.io') throw invalidRegistryPattern(pattern);
    return new Registry(pattern);
  }

  private constructor(
    /**
     * The pattern.
     */
    public readonly pattern: string,
  ) {}
}
