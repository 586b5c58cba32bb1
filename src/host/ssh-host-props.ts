import { SshHostOptions } from './container-host-options';
import { HostBootstrap } from '../bootstrap/host-bootstrap';
import { Duration } from '../units/duration';

/**
 * The properties of a host that is bootstrapped over SSH. It needs `hostKey` or `knownHostsFile`.
 */
export interface SshHostProps extends SshHostOptions {
  /**
   * What the machine becomes. For a machine that has an engine and is to stay as it is, use `ContainerHost.fromSsh()`.
   *
   * `user` must be root, or may use the engine afterwards: with `usesEngine` of the bootstrap's `users`, or as a member of the group
   * `docker` in the machine's image.
   *
   * @default new HostBootstrap(): a hardened Debian machine with the distribution's engine
   */
  readonly bootstrap?: HostBootstrap;

  /**
   * Whether `user` becomes root with `sudo` to bootstrap the machine. `sudo` must not ask for a password.
   *
   * @default false; `user` is root
   */
  readonly sudo?: boolean;

  /**
   * How long the bootstrap may take, in whole seconds from 1 second to 24 hours.
   *
   * @default Duration.minutes(30)
   */
  readonly bootstrapTimeout?: Duration;
}
