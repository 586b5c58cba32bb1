import { Endpoint, SshOptions, TcpOptions, TlsTcpOptions } from '../engine/endpoint';
import { Exemption } from '../isolation/exemption';
import { IsolationPolicy } from '../isolation/isolation-policy';

/**
 * What holds for a container host, wherever its engine is.
 */
export interface ContainerHostOptions {
  /**
   * The IPv4 addresses from which networks get their subnets: one half for networks, 256 addresses each, and one for connections, 8 each. Choose
   * another where the host's own network has some of these.
   *
   * A subnet follows from the path of its construct, so two stacks that share an engine may want the same one, and the engine then refuses
   * the second: with the default range, of 20 connections in each, in one case of 328; of 5 networks in each, in one of 164. Give each a range of its own.
   *
   * @default "10.64.0.0/11"
   */
  readonly addressRange?: string;

  /**
   * The floor for every container on it, on top of the policies around it.
   *
   * @default - the policies around it alone, IsolationPolicy.BASELINE at least
   */
  readonly isolation?: IsolationPolicy;

  /**
   * The controls in which that policy may ask for less than those around it, and why.
   *
   * @default - none
   */
  readonly exemptions?: Exemption[];
}

/**
 * Which engine a container host is.
 */
export interface ContainerHostProps extends ContainerHostOptions {
  /**
   * Where the engine answers.
   *
   * @default Endpoint.environment()
   */
  readonly endpoint?: Endpoint;
}

/**
 * The Unix socket of an engine.
 */
export interface UnixSocketOptions extends ContainerHostOptions {
  /**
   * The socket's absolute path.
   *
   * @default "/var/run/docker.sock"
   */
  readonly path?: string;
}

/**
 * How to reach an engine over TCP with TLS.
 */
export interface TcpHostOptions extends TlsTcpOptions, ContainerHostOptions {
  /**
   * The engine's host name or IP address, which its certificate must name.
   */
  readonly hostname: string;
}

/**
 * How to reach an engine over TCP without TLS.
 */
export interface InsecureTcpHostOptions extends TcpOptions, ContainerHostOptions {
  /**
   * The engine's host name or IP address.
   */
  readonly hostname: string;
}

/**
 * How to reach an engine over SSH.
 */
export interface SshHostOptions extends SshOptions, ContainerHostOptions {
  /**
   * The machine's host name or IP address, or an alias of the `~/.ssh/config` of the user who runs Terraform.
   */
  readonly hostname: string;
}
