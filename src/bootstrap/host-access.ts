import { BootstrapProblems } from './check';
import { noClientAddresses } from './errors';
import { HostCertificates } from './host-certificates';
import { TlsAccess } from './parts';
import { BerthError } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { DEFAULT_PORT } from '../shared/engine';

/**
 * Who can connect to an engine over TCP, and how both sides prove who they are.
 */
export interface HostTlsOptions {
  /**
   * The certificates of the engine, and of the authority that signs those of its clients.
   */
  readonly certificates: HostCertificates;

  /**
   * The IP addresses and subnets from which clients may connect, such as `["10.1.0.0/16"]`. The firewall refuses all others.
   */
  readonly clientAddresses: string[];

  /**
   * The TCP port on which the engine listens, from 1 to 65535.
   *
   * @default 2376
   */
  readonly port?: number;
}

/**
 * How clients reach the engine of a host.
 *
 * @example
 * HostAccess.sshOnly()
 */
export class HostAccess {
  /**
   * Through ssh only: the engine listens on its Unix socket, and nowhere else. `Endpoint.ssh()` reaches it.
   */
  public static sshOnly(): HostAccess {
    return new HostAccess();
  }

  /**
   * Also over TCP, with certificates on both sides (mutual TLS). `Endpoint.tcp()` reaches it.
   *
   * Throws an error if there are no client addresses, or if one or the port is invalid.
   *
   * @param options the certificates, and who may connect
   */
  public static tls(options: HostTlsOptions): HostAccess {
    requireProps('HostTlsOptions', options);
    return new HostAccess({ ...options, port: options.port ?? DEFAULT_PORT.tls }, options.certificates._problems());
  }

  private constructor(
    /** @internal */ public readonly _tls?: TlsAccess,
    private readonly certificateProblems: readonly BerthError[] = [],
  ) {}

  /** @internal */
  public _problems(): BerthError[] {
    if (this._tls === undefined) return [];
    const { clientAddresses, port } = this._tls;
    return new BootstrapProblems()
      .add(...this.certificateProblems, ...(clientAddresses.length === 0 ? [noClientAddresses()] : []))
      .addresses('An address of a client', clientAddresses)
      .port('The port of the engine', port)
      .found;
  }
}
