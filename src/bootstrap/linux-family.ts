import { FamilyFacts } from './parts';

const DEBIAN: Omit<FamilyFacts, 'ids' | 'repository'> = {
  installer: 'apt',
  engine: { packages: ['docker.io'], program: '/usr/sbin/dockerd', command: 'docker-cli' },
  gvisor: 'runsc',
  packages: ['ca-certificates', 'iproute2', 'iptables', 'kmod', 'procps'],
  audit: 'auditd',
  environmentFile: '/etc/default/docker',
};

const RPM = {
  packages: ['ca-certificates', 'iproute', 'iptables', 'kmod', 'procps-ng'],
  audit: 'audit',
  environmentFile: '/etc/sysconfig/docker',
} as const;

/**
 * A family of Linux distributions: what its packages are called, and how they are installed.
 */
export class LinuxFamily {
  /**
   * Debian 12 and newer.
   */
  public static readonly DEBIAN = new LinuxFamily('Debian', { ...DEBIAN, ids: ['debian'], repository: 'debian' });

  /**
   * Ubuntu 22.04 and newer.
   */
  public static readonly UBUNTU = new LinuxFamily('Ubuntu', { ...DEBIAN, ids: ['ubuntu'], repository: 'ubuntu' });

  /**
   * Red Hat Enterprise Linux 9 and newer, and what is compatible with it: AlmaLinux, CentOS Stream and Rocky Linux. They have no package
   * of the engine, so they need `EnginePackage.dockerCe()`.
   */
  public static readonly RED_HAT = new LinuxFamily('Red Hat Enterprise Linux', {
    ...RPM,
    ids: ['rhel', 'almalinux', 'centos', 'rocky'],
    installer: 'dnf',
    repository: 'rhel',
    packages: [...RPM.packages, 'container-selinux', 'policycoreutils-python-utils'],
    selinux: true,
  });

  /**
   * Photon OS 5 and newer.
   */
  public static readonly PHOTON = new LinuxFamily('Photon OS', {
    ...RPM, ids: ['photon'], installer: 'tdnf', engine: { packages: ['docker', 'docker-cli'], program: '/usr/bin/dockerd' },
  });

  private constructor(
    /**
     * The name of the family.
     */
    public readonly name: string,
    /** @internal */
    public readonly _facts: FamilyFacts,
  ) {}

  /**
   * Returns its name.
   */
  public toString(): string {
    return this.name;
  }
}
