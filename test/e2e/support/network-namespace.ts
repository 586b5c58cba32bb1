import { attempt, Ended, run, RunOptions } from './run';

/**
 * A network namespace for a test's programs: without internet access, and without another engine's firewall rules. It shares
 * the machine's files, including Unix sockets.
 */
export class NetworkNamespace {
  public static async create(name: string): Promise<NetworkNamespace> {
    const namespace = new NetworkNamespace(name);
    // A killed run may have left it, with an engine that still runs.
    await attempt('sh', ['-c', `ip netns pids ${name} | xargs --no-run-if-empty kill`]);
    await namespace.remove();
    await run('ip', ['netns', 'add', name]);
    await namespace.run('ip', ['link', 'set', 'dev', 'lo', 'up']);
    return namespace;
  }

  private constructor(private readonly name: string) {}

  public attempt(program: string, args: readonly string[], options?: RunOptions): Promise<Ended> {
    return attempt('nsenter', this.nsenter(program, ...args), options);
  }

  public run(program: string, args: readonly string[], options?: RunOptions): Promise<string> {
    return run('nsenter', this.nsenter(program, ...args), options);
  }

  /** Removes the namespace with its bridges and firewall rules. */
  public async remove(): Promise<void> {
    await attempt('ip', ['netns', 'delete', this.name]);
  }

  /**
   * Returns the arguments with which `nsenter` runs a command here. `ip netns exec` would hide the control groups, which an engine
   * needs.
   */
  public nsenter(...command: readonly string[]): string[] {
    return [`--net=/run/netns/${this.name}`, ...command];
  }
}
