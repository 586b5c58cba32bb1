import { attempt, run } from './run';

/**
 * A bridge for an engine of a test's own. An engine that is told to have none takes away `docker0`, which another engine
 * of the machine has its containers on.
 */
export class Bridge {
  /**
   * @param name     at most 15 characters, as the kernel has it
   * @param address  its own, with the length of the prefix
   */
  static async create(name: string, address: string): Promise<Bridge> {
    const bridge = new Bridge(name);
    // A run that was killed may have left one behind.
    await bridge.remove();
    await run('ip', ['link', 'add', name, 'type', 'bridge']);
    await run('ip', ['addr', 'add', address, 'dev', name]);
    await run('ip', ['link', 'set', 'dev', name, 'up']);
    return bridge;
  }

  private constructor(readonly name: string) {}

  async remove(): Promise<void> {
    await attempt('ip', ['link', 'delete', this.name]);
  }
}
