import { BootstrapProblems } from './check';
import { forksWithWrapper, noGvisorForForks, noGvisorPackage, pathAndDownload } from './errors';
import { FORK_RUNTIME } from './fork-runtime';
import { LinuxFamily } from './linux-family';
import { RuntimeParts } from './parts';
import { BerthError } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { FORK_FOLDER, FORK_RUNTIME_PATH } from '../shared/forks';
import { GVISOR_RUNTIME, KATA_RUNTIME } from '../shared/runtimes';

/** Where a download of `runsc` is put. */
const DOWNLOADED = '/usr/local/bin/runsc';

/**
 * Where a release of gVisor is.
 */
export interface GvisorDownload {
  /**
   * The address of the program `runsc` for the machine's processor. It begins with `https://`.
   */
  readonly url: string;

  /**
   * The SHA-256 of the program, in 64 lower-case hexadecimal digits. The script fails if what it gets is another one.
   */
  readonly sha256: string;
}

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
   * Where the script gets `runsc` from, if the machine does not have it. It is put at `/usr/local/bin/runsc`.
   *
   * @default - it is not downloaded
   */
  readonly download?: GvisorDownload;

  /**
   * Whether containers can start as forks of a saved one: sets of clones with `fork`. The engine then runs `/usr/local/sbin/berth-fork` in
   * place of `runsc`, and `/var/lib/berth/forks` has what was saved. Only root reads that: it has the memory of programs, with the secrets
   * in it. Needs a release of gVisor from 2026 or newer, by its `path` or as a `download`.
   *
   * @default false
   */
  readonly forks?: boolean;

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
    const { path, download, forks = false } = options;
    return new HostRuntime(GVISOR_RUNTIME, (family) => {
      const program = path ?? (download === undefined ? '/usr/bin/runsc' : DOWNLOADED);
      const wrapper = forks ? FORK_RUNTIME_PATH : options.wrapper;
      const files: RuntimeParts['files'] = forks ? { [FORK_RUNTIME_PATH]: FORK_RUNTIME } : {};
      const args = [...(wrapper === undefined ? [] : [program]), ...options.options ?? []];
      return {
        package: path === undefined && download === undefined ? family._facts.gvisor : undefined,
        programs: [path, options.wrapper].filter((each) => each !== undefined),
        downloads: download === undefined ? [] : [{ ...download, path: DOWNLOADED }],
        folders: forks ? [FORK_FOLDER] : [],
        files,
        links: {},
        entry: { [GVISOR_RUNTIME]: { path: wrapper ?? program, ...(args.length === 0 ? {} : { runtimeArgs: args }) } },
      };
    }, (family) => [
      ...new BootstrapProblems().path('The path of runsc', path).path('The wrapper of gVisor', options.wrapper)
        .texts('An option of gVisor', options.options ?? [])
        .matches('The address of runsc', download === undefined ? [] : [download.url], /^https:\/\/[^\s'"\\]+$/,
          'write an address with https://')
        .matches('The SHA-256 of runsc', download === undefined ? [] : [download.sha256], /^[0-9a-f]{64}$/,
          'write what sha256sum prints: 64 hexadecimal digits').found,
      ...(path !== undefined && download !== undefined ? [pathAndDownload(path, download.url)] : []),
      ...(forks && options.wrapper !== undefined ? [forksWithWrapper(options.wrapper)] : []),
      ...(path !== undefined || download !== undefined ? []
        : forks ? [noGvisorForForks()] : family._facts.gvisor === undefined ? [noGvisorPackage(family.name)] : []),
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
