import { pathNotAbsolute } from '../../private/errors';
import { isKnown } from '../../private/tokens';

/**
 * How Terraform reaches the engine of a nested host.
 */
export class NestedAccess {
  /**
   * Over TLS, at a port of the outer host, for the holder of a client certificate.
   */
  public static tls(): NestedAccess {
    return new NestedAccess('TLS');
  }

  /**
   * By a Unix socket in a folder of the outer host, which must be the machine that runs Terraform. The outer host must have the folder
   * among its `sharedFolders`, for writing. Who may open the socket is root on the engine, as with any engine.
   *
   * Throws an error if the path is not absolute.
   *
   * @param folder the absolute path of a folder of its own for each nested host, such as `/srv/engines/blue`. The engine creates
   * `engine.sock` in it
   */
  public static unixSocket(folder: string): NestedAccess {
    if (isKnown(folder) && !folder.startsWith('/')) throw pathNotAbsolute('The folder of a nested host\'s socket', folder);
    return new NestedAccess('a Unix socket', folder);
  }

  private constructor(private readonly name: string, /** @internal */ public readonly _folder?: string) {}

  /**
   * Returns how the engine is reached, for messages.
   */
  public toString(): string {
    return this.name;
  }
}
