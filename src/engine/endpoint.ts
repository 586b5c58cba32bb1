import { isIP } from 'node:net';
import { DockerProviderConfig } from '@cdktf/provider-docker/lib/provider';
import { Tokenization } from 'cdktf';
import { invalidEndpoint, tcpNeedsAChoice } from './errors';
import { Tls } from './tls';
import { BerthError } from '../private/berth-error';
import { invalidName, pathNotAbsolute, portOutOfRange } from '../private/errors';
import { checkHostname } from '../private/names';
import { isKnown } from '../private/tokens';

/**
 * How to reach an engine over TCP.
 */
export interface TcpOptions {
  /**
   * The TCP port on which the engine listens.
   *
   * @default 2376
   */
  readonly port?: number;
}

/**
 * How to reach an engine over TCP with TLS.
 */
export interface TlsTcpOptions extends TcpOptions {
  /**
   * How both sides prove who they are.
   */
  readonly tls: Tls;
}

/**
 * How to reach an engine over SSH, by the `ssh` command of the machine that runs Terraform. What is left out is as in that user's
 * `~/.ssh/config`. Nobody is asked: the host's key must be known already, and the login must need no password.
 */
export interface SshOptions {
  /**
   * The user to log in as, who may open the engine's socket: mostly a member of the group `docker`.
   *
   * @default - as `ssh` decides: its configuration, else the user who runs Terraform
   */
  readonly user?: string;

  /**
   * The TCP port on which sshd listens.
   *
   * @default - as `ssh` decides: its configuration, else 22
   */
  readonly port?: number;

  /**
   * The private key to log in with, as a file on the machine that runs Terraform; `~` is its user's home.
   *
   * @default - as `ssh` decides: its agent and the usual files
   */
  readonly identityFile?: string;

  /**
   * The file with the keys of hosts that are trusted, in the format of `known_hosts`, on the machine that runs Terraform; `~` is its user's home.
   *
   * @default - as `ssh` decides: `~/.ssh/known_hosts` and `/etc/ssh/ssh_known_hosts`
   */
  readonly knownHostsFile?: string;

  /**
   * The engine's socket on that machine, as an absolute path. A rootless engine has its own, such as `/run/user/1000/docker.sock`.
   *
   * @default "/var/run/docker.sock"
   */
  readonly socketPath?: string;

  /**
   * Further options of `ssh`, by the names of `ssh_config`, such as `{ ProxyJump: 'bastion', ConnectTimeout: '5' }`.
   *
   * @default - none
   */
  readonly options?: Record<string, string>;
}

/**
 * Where a Docker Engine answers.
 *
 * Each part may be a token, such as the address of a machine that the same stack makes.
 */
export class Endpoint {
  /**
   * What `docker` itself would use where Terraform runs: `DOCKER_HOST`, `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH`, or the local socket.
   */
  public static environment(): Endpoint {
    return new Endpoint({}, 'localhost');
  }

  /**
   * A Unix socket on the machine that runs Terraform.
   *
   * @param path the socket's absolute path, usually `/var/run/docker.sock`
   */
  public static unix(path: string): Endpoint {
    if (isKnown(path) && !path.startsWith('/')) throw pathNotAbsolute('The engine\'s socket', path);
    return new Endpoint({ host: `unix://${path}` }, 'localhost', { socket: path });
  }

  /**
   * TCP with mutual TLS.
   *
   * @param hostname the engine's host name or IP address, which its certificate must name
   * @param options how to connect
   */
  public static tcp(hostname: string, options: TlsTcpOptions): Endpoint {
    const warning = options.tls._keyIsWrittenOut
      ? 'The private key of the connection is written out, so it ends up readable in cdk.tf.json. Use Tls.fromFiles(), Tls.fromDirectory(), or a sensitive Terraform variable.'
      : undefined;
    return new Endpoint({ host: tcpUrl(hostname, options.port ?? 2376), ...options.tls._config }, hostname, { warning });
  }

  /**
   * TCP without TLS: whoever reaches the port is root on the engine's machine. Only for a network that is trusted as a whole, which a warning recalls.
   *
   * @param hostname the engine's host name or IP address
   * @param options how to connect; the port is 2375 unless given
   */
  public static insecureTcp(hostname: string, options: TcpOptions = {}): Endpoint {
    const url = tcpUrl(hostname, options.port ?? 2375);
    return new Endpoint({ host: url }, hostname, {
      warning: `The connection to ${hostname} has no TLS: whoever reaches the port is root on that machine. Prefer Endpoint.tcp().`,
    });
  }

  /**
   * SSH: the engine's socket on another machine, over one connection of the `ssh` command, which checks that machine's key.
   *
   * @param hostname the machine's host name or IP address, or an alias of the user's `~/.ssh/config`
   * @param options how to log in
   */
  public static ssh(hostname: string, options: SshOptions = {}): Endpoint {
    const { identityFile, knownHostsFile, socketPath, options: further = {} } = options;
    if (isKnown(socketPath) && !socketPath.startsWith('/')) throw pathNotAbsolute('The engine\'s socket', socketPath);
    const sshOpts = [
      ...(identityFile === undefined ? [] : ['-i', identityFile]),
      ...(knownHostsFile === undefined ? [] : ['-o', `UserKnownHostsFile=${knownHostsFile}`]),
      ...Object.entries(further).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
    ];
    return new Endpoint(
      { host: `${sshUrl(hostname, options)}${socketPath ?? ''}`, ...(sshOpts.length === 0 ? {} : { sshOpts }) }, hostname, { socket: socketPath },
    );
  }

  /**
   * Any other address that the back end takes.
   *
   * @param url the address with its scheme; not `tcp://`, for which the choice of TLS must be visible
   */
  public static of(url: string): Endpoint {
    if (isKnown(url)) {
      if (/^(tcp|https?):/.test(url)) throw tcpNeedsAChoice(url);
      if (url.startsWith('unix://')) return Endpoint.unix(url.slice('unix://'.length));
      if (!/^[a-z]+:\/\//.test(url)) throw invalidEndpoint(url);
    }
    return new Endpoint({ host: url }, 'localhost');
  }

  /**
   * The engine's Unix socket, which no container may mount; undefined if the engine is reached otherwise.
   *
   * @internal
   */
  public readonly _socket?: string;

  /** @internal */
  public readonly _warning?: string;

  private constructor(
    /** @internal */ public readonly _config: DockerProviderConfig,
    /**
     * The host name or IP address under which the published ports of the engine's containers answer, seen from where Terraform runs.
     */
    public readonly address: string,
    more: { socket?: string; warning?: string } = {},
  ) {
    this._socket = more.socket;
    this._warning = more.warning;
  }
}

function tcpUrl(hostname: string, port: number): string {
  const problems = isKnown(hostname) && isIP(hostname) ? [] : checkHostname('engine\'s host name', hostname);
  throwFirst([...problems, ...checkPort('The engine\'s port', port)]);
  return `tcp://${bracketed(hostname)}:${written(port)}`;
}

// Aliases and logins are what people make them, but they are parts of an address, and no option of a command.
const SSH_NAME = /^[^-\s@:/?#[\]][^\s@:/?#[\]]*$/;
const SSH_NAME_RULE = 'it does not begin with "-", and has no space and none of "@", ":", "/", "?", "#" and brackets';

function sshUrl(hostname: string, { user, port }: SshOptions): string {
  const problems = isKnown(hostname) && !isIP(hostname) && !SSH_NAME.test(hostname) ? [invalidName('engine\'s host name', hostname, SSH_NAME_RULE)] : [];
  if (isKnown(user) && !SSH_NAME.test(user)) problems.push(invalidName('user of the connection', user, SSH_NAME_RULE));
  if (port !== undefined) problems.push(...checkPort('The port of sshd', port));
  throwFirst(problems);
  return `ssh://${user === undefined ? '' : `${user}@`}${bracketed(hostname)}${port === undefined ? '' : `:${written(port)}`}`;
}

function checkPort(what: string, port: number): BerthError[] {
  return isKnown(port) && !(Number.isInteger(port) && port >= 1 && port <= 65535) ? [portOutOfRange(what, port)] : [];
}

function throwFirst(problems: readonly BerthError[]): void {
  if (problems.length > 0) throw problems[0];
}

function bracketed(hostname: string): string {
  return isKnown(hostname) && isIP(hostname) === 6 ? `[${hostname}]` : hostname;
}

function written(port: number): string {
  return isKnown(port) ? `${port}` : Tokenization.stringifyNumber(port);
}
