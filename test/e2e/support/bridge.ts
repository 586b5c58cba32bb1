import { attempt } from './run';
import { addBridge } from '../../../dev/engine/bridge';

/**
 * A bridge for a test's own engine. An engine without a bridge would delete `docker0`, which another engine of the machine may
 * use.
 */
export class Bridge {
  /**
   * @param name     at most 15 characters
   * @param address  with its prefix length
   */
  public static async create(name: string, address: string): Promise<Bridge> {
    const bridge = new Bridge(name);
    // A killed run may have left it.
    await bridge.remove();
    await addBridge(name, address);
    return bridge;
  }

  private constructor(public readonly name: string) {}

  public async remove(): Promise<void> {
    await attempt('ip', ['link', 'delete', this.name]);
  }
}
