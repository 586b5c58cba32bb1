import { BootstrapProblems } from './check';
import { noGvisorPackage } from './errors';
import { LinuxFamily } from './linux-family';
import { RuntimeParts } from './parts';
import { BerthError } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { GVISOR_RUNTIME, KATA_RUNTIME } from '../shared/runtimes';

/**
 * How gVisor is installed on a host, and what is between the engine and it.
 */
export interface GvisorOptions {
  /**
   * The absolute path of `runsc` on the machine, for one that is there already. The script fails if it is not.
   *
   * @default - the distribution's package `runsc`, on Debian and Ubuntu; other families need a path
   */
  readonly path?: string;

  /**
   * The absolute path of a program that the engine runs in place of `runsc`, for example one that starts a container as a fork of a
   * checkpoint. Its arguments are the path of `runsc`, then the options, then what the engine wants: a wrapper that does nothing is
   * `exec "$@"`. It has to be on the machine already. The script fails if it is not.
   *
   * @default - none; the engine runs `runsc`
   */
  readonly wrapper?: string;

  /**
   * Options for `runsc`, such as `--platform=kvm`.
   *
   * @default - none
   */
  readonly options?: string[];
}

/**
 * How Kata Containers is found on a host.
 */
export interface KataOptions {
  /**
   * The absolute path of `containerd-shim-kata-v2` on the machine. It has to be there already. The script fails if it is not, and links to
   * it from `/usr/local/bin`, where the engine looks for it.
   *
   * @default "/opt/kata/bin/containerd-shim-kata-v2"
   */
  readonly path?: string;
}

/**
 * A runtime that a host has, in addition to `runc`, which every engine has.
 *
 * @example
 * HostRuntime.gvisor({ options: ['--platform=kvm'] })
 */
export class HostRuntime {
  /**
   * gVisor. Containers use it with `Runtime.RUNSC`.
   *
   * Throws an error if a path is not absolute.
   *
   * @param options where it is, and what is between the engine and it
   */
  public static gvisor(options: GvisorOptions = {}): HostRuntime {
    requireProps('GvisorOptions', options);
    return new HostRuntime(GVISOR_RUNTIME, (family) => {
      const { path = '/usr/bin/runsc', wrapper, options: flags = [] } = options;
      const args = [...(wrapper === undefined ? [] : [path]), ...flags];
      return {
        package: options.path === undefined ? family._facts.gvisor : undefined,
        programs: [options.path, wrapper].filter((each) => each !== undefined),
        links: {},
        entry: { [GVISOR_RUNTIME]: { path: wrapper ?? path, ...(args.length === 0 ? {} : { runtimeArgs: args }) } },
      };
    }, (family) => [
      ...new BootstrapProblems().path('The path of runsc', options.path).path('The wrapper of gVisor', options.wrapper)
        .texts('An option of gVisor', options.options ?? []).found,
      ...(options.path === undefined && family._facts.gvisor === undefined ? [noGvisorPackage(family.name)] : []),
    ]);
  }

  /**
   * Kata Containers. Containers use it with `Runtime.KATA`. The script fails if the engine is older than 23, which can't run it, and warns
   * if the machine has no hardware virtualization.
   *
   * Throws an error if the path is not absolute.
   *
   * @param options where it is
   */
  public static kata(options: KataOptions = {}): HostRuntime {
    requireProps('KataOptions', options);
    const { path = '/opt/kata/bin/containerd-shim-kata-v2' } = options;
    // The engine looks for the shim in the folders of PATH.
    const link = '/usr/local/bin/containerd-shim-kata-v2';
    return new HostRuntime(KATA_RUNTIME, () => ({
      programs: [path], links: Object.fromEntries(path === link ? [] : [[link, path]]), minimumEngine: 23,
    }), () => new BootstrapProblems().path('The path of Kata\'s shim', path).found);
  }

  private constructor(
    /**
     * Its name in the Engine API.
     */
    public readonly name: string,
    /** What it adds to a host of a family. @internal */
    public readonly _on: (family: LinuxFamily) => RuntimeParts,
    /** @internal */
    public readonly _problems: (family: LinuxFamily) => BerthError[],
  ) {}
}
