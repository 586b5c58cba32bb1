import { DataDisk } from './data-disk';
import { EnginePackage } from './engine-package';
import { FirewallRule } from './firewall-rule';
import { HostAccess } from './host-access';
import { HostDeviation } from './host-deviation';
import { HostLogging } from './host-logging';
import { HostRuntime } from './host-runtime';
import { LinuxFamily } from './linux-family';
import { Size } from '../units/size';

/**
 * A user of a machine.
 */
export interface HostUser {
  /**
   * The name, in small letters, digits, `_` and `-`, at most 32 of them, beginning with a letter.
   */
  readonly name: string;

  /**
   * The public keys with which the user logs in over ssh, as in `authorized_keys`. The file has no others.
   */
  readonly authorizedKeys: string[];

  /**
   * Whether the user may use the engine, as a member of the group `docker`. Who may is root on the machine.
   *
   * @default false
   */
  readonly usesEngine?: boolean;

  /**
   * The dedicated engines that the user may use, by their names. Such a user can become root on the machine, as with `usesEngine`.
   *
   * @default - none
   */
  readonly dedicatedEngines?: string[];

  /**
   * Whether the user may run everything as root, without a password.
   *
   * @default false
   */
  readonly sudo?: boolean;
}

/**
 * What a group of processes may use together.
 */
export interface HostLimits {
  /**
   * The memory, at least 6 MiB.
   *
   * @default - not limited
   */
  readonly memory?: Size;

  /**
   * The CPUs, such as 1.5, above 0.
   *
   * @default - not limited
   */
  readonly cpus?: number;

  /**
   * The number of processes and threads, at least 1.
   *
   * @default - not limited
   */
  readonly pids?: number;
}

/**
 * A systemd slice, whose containers share its limits: a resource pool. A container is in it with the control-group parent
 * `<name>.slice`.
 */
export interface HostSlice extends HostLimits {
  /**
   * The name without `.slice`, in small letters and digits. A name with `-` is within the slice before the last one: `blue-web` is in
   * `blue`.
   */
  readonly name: string;
}

/**
 * A Docker Engine of its own on the machine, with a network, a socket, data and limits of its own, for one virtual container host. Its
 * socket is `/run/docker-vch/<name>/docker.sock`.
 */
export interface DedicatedEngine extends HostLimits {
  /**
   * The name, in small letters and digits, at most 11 of them, beginning with a letter.
   */
  readonly name: string;

  /**
   * The subnet of four addresses between the machine and the engine's network, such as `10.63.0.0/30`. The engine's published ports answer
   * at its third address, on the machine only.
   */
  readonly subnet: string;
}

/**
 * A range of addresses from which the engine takes the subnets of networks that have none.
 */
export interface AddressPool {
  /**
   * The range in CIDR notation, such as `10.90.0.0/16`.
   */
  readonly base: string;

  /**
   * The prefix length of a subnet, such as 24, at least that of the range and at most 30 for IPv4.
   */
  readonly size: number;
}

/**
 * What a machine becomes. Everything is optional. The default is a hardened Debian machine with the distribution's engine, which clients
 * reach only over ssh.
 */
export interface HostBootstrapProps {
  /**
   * The family of the machine's Linux distribution. The script fails on any other.
   *
   * @default LinuxFamily.DEBIAN
   */
  readonly family?: LinuxFamily;

  /**
   * The package of the engine, and its version.
   *
   * @default EnginePackage.distribution()
   */
  readonly engine?: EnginePackage;

  /**
   * The runtimes, in addition to `runc`.
   *
   * @default - only `runc`
   */
  readonly runtimes?: HostRuntime[];

  /**
   * How clients reach the engine.
   *
   * @default HostAccess.sshOnly()
   */
  readonly access?: HostAccess;

  /**
   * Whether the machine will be a node of a swarm. Live restore is off then, which a swarm can't have, and each container has a control
   * group namespace of its own, which a service can't ask for. `FirewallRule.swarm()` has the ports that `openPorts` needs.
   *
   * @default false
   */
  readonly swarm?: boolean;

  /**
   * Where the output of containers goes.
   *
   * @default HostLogging.files()
   */
  readonly logging?: HostLogging;

  /**
   * The ranges of addresses for networks that have no subnet of their own.
   *
   * @default - those of the engine
   */
  readonly addressPools?: AddressPool[];

  /**
   * The mirrors of Docker Hub that the engine asks first, such as `https://mirror.example.com`. Only one on the machine itself may be
   * without TLS.
   *
   * @default - none
   */
  readonly registryMirrors?: string[];

  /**
   * A disk of its own for the engine's data (CIS 1.1.1).
   *
   * @default - the data is on the machine's own disk
   */
  readonly dataDisk?: DataDisk;

  /**
   * The port on which the machine's ssh server listens, which the firewall opens.
   *
   * @default 22
   */
  readonly sshPort?: number;

  /**
   * The IP addresses and subnets from which ssh may be reached.
   *
   * @default - all addresses
   */
  readonly sshClients?: string[];

  /**
   * Further ports that the firewall opens to programs of the machine. Ports that containers publish are the engine's, and are not affected.
   *
   * @default - none; ssh, and what `access` needs
   */
  readonly openPorts?: FirewallRule[];

  /**
   * The users to create.
   *
   * @default - none; the users of the machine's image
   */
  readonly users?: HostUser[];

  /**
   * Slices for resource pools. The engine then manages control groups through systemd.
   *
   * @default - none
   */
  readonly slices?: HostSlice[];

  /**
   * Further engines, one for each dedicated virtual container host.
   *
   * @default - none
   */
  readonly dedicatedEngines?: DedicatedEngine[];

  /**
   * Kernel modules to load, in addition to those that the engine needs.
   *
   * @default - `overlay` and `br_netfilter`
   */
  readonly kernelModules?: string[];

  /**
   * Kernel settings, by the names of `sysctl`, in addition to the defaults, or in their place.
   *
   * @default - settings that harden the kernel, and that let it forward packets of containers
   */
  readonly sysctls?: { [name: string]: string };

  /**
   * The security defaults that the machine does without, each with a reason.
   *
   * @default - none
   */
  readonly deviations?: HostDeviation[];
}
