import { noDockerRepository, noEnginePackage, notInBootstrap } from './errors';
import { LinuxFamily } from './linux-family';
import { ResolvedPackages } from './parts';
import { BerthError } from '../private/berth-error';
import { requireArguments } from '../private/check-props';

const VERSION = /^\d+(\.\d+){2}$/;

/**
 * The package of the Docker Engine, and its version.
 *
 * @example
 * EnginePackage.dockerCe('28.5.1')
 */
export class EnginePackage {
  /**
   * The package of the distribution: `docker.io` on Debian and Ubuntu, `docker` on Photon OS.
   *
   * Throws an error if the version is not made of numbers.
   *
   * @param version the version to install and keep, such as `20.10.24`; by default, the distribution's own, which its updates replace
   */
  public static distribution(version?: string): EnginePackage {
    requireArguments({ version: ['string?', version] });
    return new EnginePackage('distribution', version);
  }

  /**
   * Docker's own package, `docker-ce`, from `download.docker.com`. The script refuses the repository unless it is signed by Docker's key.
   *
   * Throws an error if the version is not made of numbers.
   *
   * @param version the version to install and keep, such as `28.5.1`; by default, the newest, which updates replace
   */
  public static dockerCe(version?: string): EnginePackage {
    requireArguments({ version: ['string?', version] });
    return new EnginePackage('docker-ce', version);
  }

  private constructor(
    private readonly source: 'distribution' | 'docker-ce',
    /**
     * The version to install and keep.
     */
    public readonly version?: string,
  ) {
    if (version !== undefined && !VERSION.test(version)) {
      throw notInBootstrap('The version of the engine', version, 'write its numbers, as in "28.5.1"');
    }
  }

  /** @internal */
  public _problem(family: LinuxFamily): BerthError[] {
    const { engine, repository } = family._facts;
    if (this.source === 'distribution') return engine === undefined ? [noEnginePackage(family.name)] : [];
    return repository === undefined ? [noDockerRepository(family.name)] : [];
  }

  /** The packages on a family that has them. @internal */
  public _on(family: LinuxFamily): ResolvedPackages {
    const { engine, repository } = family._facts;
    if (this.source === 'distribution') {
      return { versioned: engine!.packages, others: [], program: engine!.program, command: engine!.command };
    }
    return { versioned: ['docker-ce', 'docker-ce-cli'], others: ['containerd.io'], program: '/usr/bin/dockerd', repository };
  }
}
