/**
 * What a container has of the network when it joins no network by name.
 */
export class NetworkMode {
  /**
   * The engine's own bridge, which every such container of the host shares.
   */
  public static readonly BRIDGE = new NetworkMode('bridge');

  /**
   * Nothing but a loopback interface.
   */
  public static readonly NONE = new NetworkMode('none');

  /**
   * Any other mode that the engine has.
   *
   * @param name its name in the Engine API (`HostConfig.NetworkMode`)
   */
  public static of(name: string): NetworkMode {
    return new NetworkMode(name);
  }

  private constructor(
    /**
     * The mode's name in the Engine API.
     */
    public readonly name: string,
  ) {}
}
