import { SshOptions, TcpOptions, TlsTcpOptions } from './connection-options';
import { sshUrl, tcpUrl } from './engine-url';
import { invalidEndpoint, tcpNeedsAChoice } from './errors';
import { ProviderSettings } from './provider-settings';
import { pinsOf } from './ssh-pins';
import { requireProps } from '../private/check-props';
import { invalidName, pathNotAbsolute } from '../private/errors';
import { isKnown } from '../private/tokens';
import { DEFAULT_PORT } from '../shared/engine';

const KEY_IN_OUTPUT = 'The private key of the connection is not a token, so it ends up readable in cdk.tf.json. '
  + 'Use Tls.fromFiles(), Tls.fromDirectory(), or a sensitive Terraform variable.';

/**
 * The address of a Docker Engine, and how to connect to it.
 *
 * Every part may be a token, such as the address of a machine that the same stack creates.
 */
export class Endpoint {
  /**
   * Returns the endpoint that the `docker` command uses on the machine that runs Terraform: the environment variables `DOCKER_HOST`,
   * `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH`, or the local socket.
   */
  public static environment(): Endpoint {
    return new Endpoint({}, 'localhost');
  }

  /**
   * Returns the endpoint for a Unix socket on the machine that runs Terraform.
   *
   * Throws an error if the path is not absolute.
   *
   * @param path the absolute path of the socket, usually `/var/run/docker.sock`
   */
  public static unix(path: string): Endpoint {
    if (isKnown(path) && !path.startsWith('/')) throw pathNotAbsolute('The engine\'s socket', path);
    return new Endpoint({ host: `unix://${path}` }, 'localhost', { socket: path });
  }

  /**
   * Returns the endpoint for TCP with mutual TLS.
   *
   * If the private key is not a token, synthesis warns that it ends up in `cdk.tf.json`. Throws an error if the host name or the port is
   * invalid.
   *
   * @param hostname the host name or IP address of the engine, which must be in the engine's certificate
   * @param options the port and the certificates
   */
  public static tcp(hostname: string, options: TlsTcpOptions): Endpoint {
    requireProps('TlsTcpOptions', options);
    const warning = options.tls._keyIsInOutput ? KEY_IN_OUTPUT : undefined;
    return new Endpoint({ host: tcpUrl(hostname, options.port ?? DEFAULT_PORT.tls), ...options.tls._config }, hostname, { warning });
  }

  /**
   * Returns the endpoint for TCP without TLS. Synthesis warns about it.
   *
   * Everyone who reaches the port is root on the engine's machine. Use it only in a network in which you trust every machine. Throws an
   * error if the host name or the port is invalid.
   *
   * @param hostname the host name or IP address of the engine
   * @param options the port, by default 2375
   */
  public static insecureTcp(hostname: string, options: TcpOptions = {}): Endpoint {
    requireProps('TcpOptions', options);
    const warning = `The connection to ${hostname} has no TLS: everyone who reaches the port is root on that machine. `
      + 'Use Endpoint.tcp() instead.';
    return new Endpoint({ host: tcpUrl(hostname, options.port ?? DEFAULT_PORT.plain) }, hostname, { warning });
  }

  /**
   * Returns the endpoint for SSH. One connection of the `ssh` command, which verifies the host key, carries all requests to the engine's
   * socket on the other machine.
   *
   * Throws an error if a host name, a user, a port, a host key, the path of the socket or the name of an option is invalid. Synthesis warns
   * if an option lets `ssh` accept a host key that nobody compared, or might, since its value is known only after apply.
   *
   * @param hostname the host name or IP address of the machine, or an alias from `~/.ssh/config`
   * @param options how to log in
   */
  public static ssh(hostname: string, options: SshOptions = {}): Endpoint {
    requireProps('SshOptions', options);
    const { socketPath } = options;
    if (isKnown(socketPath) && !socketPath.startsWith('/')) throw pathNotAbsolute('The engine\'s socket', socketPath);
    const sshOpts = sshArguments(options);
    const more = { ...(sshOpts.length === 0 ? {} : { sshOpts }), ...pinsOf(options) };
    const config = { host: `${sshUrl(hostname, options)}${socketPath ?? ''}`, ...more };
    return new Endpoint(config, hostname, { socket: socketPath, warning: unverifiedKey(hostname, options) });
  }

  /**
   * Returns the endpoint for any other address that the back end supports.
   *
   * Throws an error for `tcp://`, `http://` and `https://`, because only `Endpoint.tcp()` and `Endpoint.insecureTcp()` make the
   * choice of TLS visible, and for an address without a scheme.
   *
   * @param url the address with its scheme, such as `ssh://me@docker.example.com`
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
   * The engine's Unix socket, which no container may mount, or undefined if its path is not known.
   *
   * @internal
   */
  public readonly _socket?: string;

  /** @internal */
  public readonly _warning?: string;

  private constructor(
    /** @internal */ public readonly _config: ProviderSettings,
    /**
     * The host name or IP address at which published ports of the engine's containers answer, as seen from the machine that runs
     * Terraform.
     */
    public readonly address: string,
    more: { socket?: string; warning?: string } = {},
  ) {
    this._socket = more.socket;
    this._warning = more.warning;
  }

  /**
   * Returns the same endpoint, of an engine that the stack starts: Terraform waits for it, and does not ask it before it is made.
   *
   * @param address the address in Terraform of what starts it
   * @param mayBeSuspended whether it may be suspended: a plan then takes what is on it for unchanged
   *
   * @internal
   */
  public _startedBy(address: string, mayBeSuspended: boolean): Endpoint {
    // Adds nothing to the address. But Terraform knows it only after the engine is made, even if the port or the path is fixed.
    const host = `\${substr(${address}.id, 0, 0)}${this._config.host}`;
    const config = { ...this._config, host, ...mayBeSuspended ? { mayBeSuspended } : {} };
    return new Endpoint(config, this.address, { warning: this._warning });
  }

  /**
   * What an `engine` block of a provider needs to connect to the engine, by the names of its attributes.
   *
   * @internal
   */
  public get _engineBlock(): { readonly [attribute: string]: unknown } {
    return Object.fromEntries(Object.entries(this._config)
      .map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]));
  }
}

/** The options of `ssh` that decide whether the key of a machine is verified, in lower case, with the values that leave that on. */
const VERIFYING: { readonly [option: string]: readonly string[] } = {
  stricthostkeychecking: ['yes', 'ask'],
  nohostauthenticationforlocalhost: ['no'],
  knownhostscommand: ['none'],
  verifyhostkeydns: ['no', 'ask'],
};

/** Returns a warning if options let `ssh` accept a key that nobody compared, unless it is pinned. */
function unverifiedKey(hostname: string, { hostKey, options = {} }: SshOptions): string | undefined {
  if (hostKey !== undefined) return undefined;
  const found = Object.entries(options).find(([name, value]) => (
    VERIFYING[name.toLowerCase()]?.includes(isKnown(value) ? value.trim().toLowerCase() : '') === false));
  if (found === undefined) return undefined;
  const [name, value] = found;
  const setting = isKnown(value) ? `${name}=${value}` : `a value of ${name} that is known only after apply`;
  return `With ${setting}, whoever answers at ${hostname} gets what is sent to the engine. Pin its key with \`hostKey\`, or leave the `
    + 'option out.';
}

function sshArguments({ identityFile, knownHostsFile, options = {} }: SshOptions): string[] {
  // `ssh` accepts spaces around a name, and so would take one for another.
  const wrong = Object.keys(options).find((name) => !/^[a-z0-9]+$/i.test(name));
  if (wrong !== undefined) throw invalidName('option of SSH', wrong, 'it must be a name of ssh_config(5), only letters and digits');
  return [
    ...(identityFile === undefined ? [] : ['-i', identityFile]),
    ...(knownHostsFile === undefined ? [] : ['-o', `UserKnownHostsFile=${knownHostsFile}`]),
    ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
  ];
}
