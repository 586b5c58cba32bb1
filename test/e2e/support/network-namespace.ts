import { attempt, Ended, run, RunOptions } from './run';

/**
 * A network of its own for programs of a test, in which there is nothing but them: no way out, and no rules of another
 * engine. Files, and so Unix sockets, are those of the machine.
 */
export class NetworkNamespace {
  static async create(name: string): Promise<NetworkNamespace> {
    const namespace = new NetworkNamespace(name);
    // A run that was killed may have left one behind.
    await namespace.remove();
    await run('ip', ['netns', 'add', name]);
    await namespace.run('ip', ['link', 'set', 'dev', 'lo', 'up']);
    return namespace;
  }

  private constructor(private readonly name: string) {}

  attempt(program: string, args: readonly string[], options?: RunOptions): Promise<Ended> {
    return attempt('nsenter', this.#arguments(program, args), options);
  }

  run(program: string, args: readonly string[], options?: RunOptions): Promise<string> {
    return run('nsenter', this.#arguments(program, args), options);
  }

  /** Takes it away, and with it what is in it of bridges and firewall rules. */
  async remove(): Promise<void> {
    await attempt('ip', ['netns', 'delete', this.name]);
  }

  /** `ip netns exec` would do, if it did not also hide the control groups, which an engine needs. */
  #arguments(program: string, args: readonly string[]): string[] {
    return [`--net=/run/netns/${this.name}`, program, ...args];
  }
}
