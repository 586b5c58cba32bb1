import { unreadableDeviation } from './errors';
import { requireArguments } from '../private/check-props';
import { reasonProblem } from '../shared/controls/reason';

/**
 * A security default of a host, which is on unless a deviation with a reason turns it off.
 */
export class HostDefault {
  /**
   * Root in a container is an ordinary user of the machine (CIS 2.9).
   */
  public static readonly USER_NAMESPACES = new HostDefault('USER_NAMESPACES', ['2.9']);

  /**
   * Containers keep running while the engine restarts (CIS 2.15).
   */
  public static readonly LIVE_RESTORE = new HostDefault('LIVE_RESTORE', ['2.15']);

  /**
   * Containers on the default network don't reach each other (CIS 2.2).
   */
  public static readonly NO_TRAFFIC_BETWEEN_CONTAINERS = new HostDefault('NO_TRAFFIC_BETWEEN_CONTAINERS', ['2.2']);

  /**
   * Processes in containers gain no privileges, for example by `sudo` (CIS 2.14).
   */
  public static readonly NO_NEW_PRIVILEGES = new HostDefault('NO_NEW_PRIVILEGES', ['2.14']);

  /**
   * Published ports need no proxy process (CIS 2.16).
   */
  public static readonly NO_USERLAND_PROXY = new HostDefault('NO_USERLAND_PROXY', ['2.16']);

  /**
   * A firewall refuses connections to the machine, except to ssh and to what is opened (a part of CIS 1.2.1).
   */
  public static readonly FIREWALL = new HostDefault('FIREWALL', ['1.2.1']);

  /**
   * The kernel records who changes the files of the engine (CIS 1.1.3 to 1.1.18).
   */
  public static readonly AUDIT = new HostDefault('AUDIT', Array.from({ length: 16 }, (_, index) => `1.1.${index + 3}`));

  /**
   * Settings that make the kernel harder to attack (a part of CIS 1.2.1). Forwarding between containers stays on.
   */
  public static readonly KERNEL_HARDENING = new HostDefault('KERNEL_HARDENING', ['1.2.1']);

  /**
   * SELinux confines containers, and keeps them apart from each other, on `LinuxFamily.RED_HAT`. A container then reads only those files of
   * the machine that are labelled for it.
   */
  public static readonly SELINUX = new HostDefault('SELINUX', []);

  private constructor(
    /**
     * Its name.
     */
    public readonly name: string,
    /**
     * The checks of the CIS Docker Benchmark 1.6 that need it.
     */
    public readonly cisChecks: string[],
  ) {}

  /**
   * Returns its name.
   */
  public toString(): string {
    return this.name;
  }
}

/**
 * A security default that a host does without, and why. The reason is a comment in the script and in the user data.
 *
 * @example
 * HostDeviation.of(HostDefault.FIREWALL, 'The security group of the instance filters its traffic.')
 */
export class HostDeviation {
  /**
   * Turns a security default off.
   *
   * Throws an error if the reason can't be read.
   *
   * @param turnedOff the default
   * @param reason why the machine does without it, in a line of words
   */
  public static of(turnedOff: HostDefault, reason: string): HostDeviation {
    requireArguments({ turnedOff: ['HostDefault', turnedOff], reason: ['string', reason] });
    return new HostDeviation(turnedOff, reason);
  }

  private constructor(
    /**
     * The security default that is off.
     */
    public readonly turnedOff: HostDefault,
    /**
     * Why it is off.
     */
    public readonly reason: string,
  ) {
    const problem = reasonProblem(reason);
    if (problem !== undefined) throw unreadableDeviation(turnedOff.name, problem);
  }
}
