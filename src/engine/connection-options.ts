import { Tls } from './tls';

/**
 * How to reach an engine over TCP.
 */
export interface TcpOptions {
  /**
   * The TCP port on which the engine listens, from 1 to 65535.
   *
   * @default - 2376 with TLS, 2375 without TLS
   */
  readonly port?: number;
}

/**
 * How to reach an engine over TCP with mutual TLS.
 */
export interface TlsTcpOptions extends TcpOptions {
  /**
   * The certificates with which both sides authenticate.
   */
  readonly tls: Tls;
}

/**
 * A machine through which another one is reached over SSH. It passes the connection on, and can't read it.
 */
export interface SshJumpHost {
  /**
   * The host name or IP address of the jump host, or an alias from `~/.ssh/config`.
   */
  readonly hostname: string;

  /**
   * The public key of the jump host, such as "ssh-ed25519 AAAA…". Several are separated by line breaks. No other key is accepted.
   */
  readonly hostKey: string;

  /**
   * The user to log in as.
   *
   * @default - the user in the configuration of `ssh`, else the user who runs Terraform
   */
  readonly user?: string;

  /**
   * The TCP port on which the SSH server listens, from 1 to 65535.
   *
   * @default - the port in the configuration of `ssh`, else 22
   */
  readonly port?: number;

  /**
   * The file with the private key to log in to the jump host with, on the machine that runs Terraform. `~` is the home of the user who runs
   * Terraform.
   *
   * @default - the keys of the SSH agent and the files in the configuration of `ssh`, else the usual key files
   */
  readonly identityFile?: string;
}

/**
 * How to reach an engine over SSH.
 *
 * The provider runs the `ssh` command on the machine that runs Terraform. Options that you leave out come from `~/.ssh/config` of
 * the user who runs Terraform. The command never prompts: the host key must be known already, and the login must not need a
 * password.
 */
export interface SshOptions {
  /**
   * The user to log in as. This user must be allowed to open the engine's socket, for example as a member of the group `docker`.
   *
   * @default - the user in the configuration of `ssh`, else the user who runs Terraform
   */
  readonly user?: string;

  /**
   * The TCP port on which the SSH server listens, from 1 to 65535.
   *
   * @default - the port in the configuration of `ssh`, else 22
   */
  readonly port?: number;

  /**
   * The file with the private key to log in with, on the machine that runs Terraform. `~` is the home of the user who runs Terraform.
   *
   * @default - the keys of the SSH agent and the files in the configuration of `ssh`, else the usual key files
   */
  readonly identityFile?: string;

  /**
   * The public key of the machine, such as "ssh-ed25519 AAAA…", as in `/etc/ssh/ssh_host_ed25519_key.pub` there. Several are separated by
   * line breaks. If set, no other key is accepted, and no file with known hosts is read or written. Needs `Backend.BERTH`.
   *
   * @default - the keys in `knownHostsFile`
   */
  readonly hostKey?: string;

  /**
   * A machine through which the other one is reached. Needs `Backend.BERTH`.
   *
   * @default - none, or that in the configuration of `ssh`
   */
  readonly jumpHost?: SshJumpHost;

  /**
   * The file with the trusted host keys, in the format of `known_hosts`, on the machine that runs Terraform. `~` is the home of
   * the user who runs Terraform.
   *
   * @default - the files in the configuration of `ssh`, else `~/.ssh/known_hosts` and `/etc/ssh/ssh_known_hosts`
   */
  readonly knownHostsFile?: string;

  /**
   * The absolute path of the engine's socket on the engine's machine. A rootless engine has its own socket, such as
   * `/run/user/1000/docker.sock`.
   *
   * @default "/var/run/docker.sock"
   */
  readonly socketPath?: string;

  /**
   * More options for `ssh`, with the names of `ssh_config(5)`, such as `{ ProxyJump: 'bastion', ConnectTimeout: '5' }`.
   *
   * @default - none
   */
  readonly options?: Record<string, string>;
}
