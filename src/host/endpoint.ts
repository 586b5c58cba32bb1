import { isIP } from 'node:net';
import type { DockerProviderConfig } from '@cdktf/provider-docker/lib/provider';
import { Tokenization } from 'cdktf';
import type { Tls } from './tls';
import { BerthError, invalidEndpoint, pathNotAbsolute, portOutOfRange, tcpNeedsAChoice } from '../errors';
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
  const problems: BerthError[] = isKnown(hostname) && isIP(hostname) ? [] : checkHostname('engine\'s host name', hostname);
  if (isKnown(port) && !(Number.isInteger(port) && port >= 1 && port <= 65535)) problems.push(portOutOfRange('The engine\'s port', port));
  if (problems.length > 0) throw problems[0];
  const host = isKnown(hostname) && isIP(hostname) === 6 ? `[${hostname}]` : hostname;
  return `tcp://${host}:${isKnown(port) ? port : Tokenization.stringifyNumber(port)}`;
}
