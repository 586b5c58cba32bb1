import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { CgroupNamespace, IpcMode, PidMode, UserNamespace, UtsMode } from './namespaces';
import { Backend } from '../../backend/backend';
import { notOnThisBackend } from '../../backend/errors';
import { Capability } from '../../isolation/capability';
import { Exemption } from '../../isolation/exemption';
import { IsolationPolicy } from '../../isolation/isolation-policy';
import { Runtime } from '../../isolation/runtime';
import { SeccompProfile } from '../../isolation/seccomp-profile';
import { BerthError } from '../../private/berth-error';
import { pathNotAbsolute } from '../../private/errors';
import { isKnown } from '../../private/tokens';

/**
 * A device of the host that a container can use.
 */
export interface Device {
  /**
   * Its absolute path on the host.
   */
  readonly hostPath: string;

  /**
   * Its absolute path in the container.
   *
   * @default - as `hostPath`
   */
  readonly containerPath?: string;

  /**
   * What the container can do with it: read (`r`), write (`w`), make device files (`m`).
   *
   * @default "rw"
   */
  readonly permissions?: string;
}

/**
 * What separates a container from its host and its neighbours.
 *
 * What is given must keep the policies that are enforced around the container, `IsolationPolicy.BASELINE` at least, or be exempted. What is not
 * given is as the policies ask for; the defaults below are those under `BASELINE`.
 */
export interface ContainerSecurityOptions {
  /**
   * A policy of its own, on top of those around it.
   *
   * @default - those around it alone
   */
  readonly isolation?: IsolationPolicy;

  /**
   * The controls in which it may be weaker than its policies, its own included, and why.
   *
   * @default - none, besides those of the scopes around it
   */
  readonly exemptions?: Exemption[];

  /**
   * The capabilities that it has, and no others (CIS Docker Benchmark 5.4): `[...Capability.baseline(), Capability.NET_RAW]`
   * adds one, by an exemption.
   *
   * @default - Capability.baseline(); none where the policies ask for a user that is not root, to whom they would be of no use
   */
  readonly capabilities?: Capability[];

  /**
   * Whether no process in it can gain privileges by a set-user-id program (CIS Docker Benchmark 5.26).
   *
   * @default true
   */
  readonly noNewPrivileges?: boolean;

  /**
   * Whether it has every power of the host's root (CIS Docker Benchmark 5.5): then nothing separates it from the host.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * What runs it: on the host's kernel, or on one of its own.
   *
   * @default - the engine's, usually runc; Runtime.RUNSC under IsolationPolicy.SANDBOXED, Runtime.KATA under IsolationPolicy.MICRO_VM
   */
  readonly runtime?: Runtime;

  /**
   * The system calls that it can make (CIS Docker Benchmark 5.22).
   *
   * @default SeccompProfile.DEFAULT
   */
  readonly seccomp?: SeccompProfile;

  /**
   * The AppArmor profile that confines it, by its name on the host (CIS Docker Benchmark 5.2).
   *
   * @default - the engine's own, where the host has AppArmor
   */
  readonly apparmorProfile?: string;

  /**
   * Whose processes it sees besides its own (CIS Docker Benchmark 5.16).
   *
   * @default - nobody's
   */
  readonly pidMode?: PidMode;

  /**
   * With whom it shares memory segments (CIS Docker Benchmark 5.17).
   *
   * @default IpcMode.PRIVATE
   */
  readonly ipcMode?: IpcMode;

  /**
   * Whose host name it has (CIS Docker Benchmark 5.21). Only `Backend.BERTH` can give it the host's.
   *
   * @default UtsMode.PRIVATE
   */
  readonly utsMode?: UtsMode;

  /**
   * Which control groups it sees.
   *
   * @default CgroupNamespace.PRIVATE
   */
  readonly cgroupNamespace?: CgroupNamespace;

  /**
   * Whose users its users are, where the engine remaps them (CIS Docker Benchmark 5.31).
   *
   * @default UserNamespace.ENGINE
   */
  readonly userNamespace?: UserNamespace;

  /**
   * Devices of the host that it can use (CIS Docker Benchmark 5.18).
   *
   * @default - none
   */
  readonly devices?: Device[];

  /**
   * More of the engine's security options, such as `label=type:svirt_apache_t`.
   *
   * @default - none
   */
  readonly securityOptions?: string[];

  /**
   * Kernel parameters of the container's own namespaces, such as `net.ipv4.tcp_syncookies`.
   *
   * @default - the kernel's
   */
  readonly sysctls?: { [name: string]: string };
}

export function checkSecurity(options: ContainerSecurityOptions, backend: Backend): BerthError[] {
  const { devices = [], utsMode = UtsMode.PRIVATE } = options;
  const paths = devices.flatMap(({ hostPath, containerPath }) => [hostPath, containerPath]).filter(isKnown);
  return [
    ...paths.filter((path) => !path.startsWith('/')).map((path) => pathNotAbsolute('The path of a device', path)),
    ...(utsMode !== UtsMode.PRIVATE && !backend._can.utsMode ? [notOnThisBackend('The host\'s name', `${backend}`, 'leave `utsMode` out, or use Backend.BERTH')] : []),
  ];
}

export function renderSecurity(options: ContainerSecurityOptions): Partial<ContainerConfig> {
  const { capabilities, seccomp, apparmorProfile, devices = [] } = options;
  const securityOpts = [
    ...options.noNewPrivileges ? ['no-new-privileges'] : [],
    ...seccomp?._option === undefined ? [] : [`seccomp=${seccomp._option}`],
    ...apparmorProfile === undefined ? [] : [`apparmor=${apparmorProfile}`],
    ...options.securityOptions ?? [],
  ];
  return {
    privileged: options.privileged,
    capabilities: capabilities && { drop: ['ALL'], add: capabilities.length > 0 ? capabilities.map(({ name }) => name) : undefined },
    runtime: options.runtime?.name,
    pidMode: options.pidMode?.name,
    ipcMode: options.ipcMode,
    cgroupnsMode: options.cgroupNamespace,
    usernsMode: options.userNamespace || undefined,
    devices: devices.length > 0 ? devices.map(({ hostPath, containerPath, permissions = 'rw' }) => ({ hostPath, containerPath, permissions })) : undefined,
    securityOpts: securityOpts.length > 0 ? securityOpts : undefined,
    sysctls: options.sysctls,
  };
}

/** The attributes that only Berth's provider has, and so no binding. */
export function renderOwnSecurity(options: ContainerSecurityOptions): Record<string, unknown> {
  return options.utsMode ? { uts_mode: options.utsMode } : {};
}
