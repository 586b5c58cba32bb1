import { TerraformVariable } from 'cdktf';
import { requireProps } from '../../private/check-props';
import { pathNotAbsolute } from '../../private/errors';
import { isKnown } from '../../private/tokens';

/**
 * How Terraform logs in to a nested host over SSH. `ssh-keygen` makes such keys.
 */
export interface NestedSshOptions {
  /**
   * The private key by which the host shows who it is: a sensitive variable of the stack without a default. Terraform stores it nowhere.
   */
  readonly hostPrivateKey: TerraformVariable;

  /**
   * The public key of the host, such as "ssh-ed25519 AAAA…". No other key is accepted.
   */
  readonly hostKey: string;

  /**
   * The public keys that may log in, such as "ssh-ed25519 AAAA… deploy". Who has one of the private keys is root on the engine.
   */
  readonly authorizedKeys: string[];

  /**
   * The file with the private key to log in with, on the machine that runs Terraform.
   *
   * @default - the keys of the SSH agent, else the usual key files
   */
  readonly identityFile?: string;
}

/**
 * How Terraform reaches the engine of a nested host.
 */
export class NestedAccess {
  /**
   * Over TLS, at a port of the outer host, for the holder of a client certificate.
   */
  public static tls(): NestedAccess {
    return new NestedAccess();
  }

  /**
   * Over SSH, at a port of the outer host, for the holder of a key. The image needs `sshd`, which Debian has in the package
   * `openssh-server`.
   *
   * @param options the keys
   */
  public static ssh(options: NestedSshOptions): NestedAccess {
    requireProps('NestedSshOptions', options);
    return new NestedAccess(options);
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
    return new NestedAccess(undefined, folder);
  }

  private constructor(/** @internal */ public readonly _ssh?: NestedSshOptions, /** @internal */ public readonly _folder?: string) {}
}
