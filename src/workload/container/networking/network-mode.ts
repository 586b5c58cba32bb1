/**
 * The network mode of a container that joins no network of its own.
 */
export class NetworkMode {
  /**
   * The engine's default bridge, which all containers of the host in this mode share.
   */
  public static readonly BRIDGE = new NetworkMode('bridge');

  /**
   * No network, only a loopback interface.
   */
  public static readonly NONE = new NetworkMode('none');

  /**
   * Any other mode of the engine.
   *
   * @param name the mode's name in the Engine API (`HostConfig.NetworkMode`), such as `host` or `container:<id>`
   */
  public static of(name: string): NetworkMode {
    return new NetworkMode(name);
  }

  private constructor(
    /**
     * The mode's name in the Engine API (`HostConfig.NetworkMode`).
     */
    public readonly name: string,
  ) {}
}
