import { Gpus } from './gpus';
import { CgroupNamespace, IpcMode, PidMode, UserNamespace, UtsMode } from './namespaces';
import { Capability } from '../../isolation/capability';
import { Exemption } from '../../isolation/exemption';
import { IsolationPolicy } from '../../isolation/isolation-policy';
import { Runtime } from '../../isolation/runtime';
import { SeccompProfile } from '../../isolation/seccomp-profile';

/**
 * A device of the host that a container can use.
 */
export interface Device {
  /**
   * The absolute path of the device on the host.
   */
  readonly hostPath: string;

  /**
   * The absolute path of the device in the container.
   *
   * @default - the same as `hostPath`
   */
  readonly containerPath?: string;

  /**
   * The permissions of the container on the device: read (`r`), write (`w`) and create device files (`m`).
   *
   * @default "rw"
   */
  readonly permissions?: string;
}

/**
 * Security options of a container: what isolates it from its host and from other containers.
 *
 * Each option must meet the isolation policies enforced around the container, at least `IsolationPolicy.BASELINE`, unless an exemption
 * covers it. Options that are not given get what the policies require. The defaults below are those of `BASELINE`.
 */
export interface ContainerSecurityOptions {
  /**
   * A policy for this container, in addition to the policies of the scopes around it.
   *
   * @default - only the policies of the scopes around it
   */
  readonly isolation?: IsolationPolicy;

  /**
   * The controls in which the container may violate its policies, including its own, each with the reason.
   *
   * @default - only the exemptions of the scopes around it
   */
  readonly exemptions?: Exemption[];

  /**
   * The complete list of the container's Linux capabilities (CIS Docker Benchmark 5.4). A capability beyond the baseline, as in
   * `[...Capability.baseline(), Capability.NET_RAW]`, needs an exemption.
   *
   * @default - Capability.baseline(); none if the policies require a non-root user, who can't use capabilities
   */
  readonly capabilities?: Capability[];

  /**
   * Whether processes are prevented from gaining privileges, for example through a set-user-ID program (CIS Docker Benchmark 5.26).
   *
   * @default true
   */
  readonly noNewPrivileges?: boolean;

  /**
   * Whether the container has all privileges of the host's root user (CIS Docker Benchmark 5.5). Nothing isolates it from the host then.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * The runtime that runs the container, on the host's kernel or on a kernel of its own.
   *
   * @default - the engine's, usually runc; Runtime.RUNSC under IsolationPolicy.SANDBOXED, Runtime.KATA under IsolationPolicy.MICRO_VM
   */
  readonly runtime?: Runtime;

  /**
   * The seccomp profile, which limits the container's system calls (CIS Docker Benchmark 5.22).
   *
   * @default SeccompProfile.DEFAULT
   */
  readonly seccomp?: SeccompProfile;

  /**
   * The name of an AppArmor profile that is loaded on the host (CIS Docker Benchmark 5.2).
   *
   * @default - the engine's own profile, if the host has AppArmor
   */
  readonly apparmorProfile?: string;

  /**
   * The PID namespace that the container shares (CIS Docker Benchmark 5.16).
   *
   * @default - none, the container sees only its own processes
   */
  readonly pidMode?: PidMode;

  /**
   * The IPC namespace (CIS Docker Benchmark 5.17).
   *
   * @default IpcMode.PRIVATE
   */
  readonly ipcMode?: IpcMode;

  /**
   * The UTS namespace (CIS Docker Benchmark 5.21). Only `Backend.BERTH` supports `UtsMode.HOST`.
   *
   * @default UtsMode.PRIVATE
   */
  readonly utsMode?: UtsMode;

  /**
   * The control group namespace.
   *
   * @default CgroupNamespace.PRIVATE
   */
  readonly cgroupNamespace?: CgroupNamespace;

  /**
   * The control group of which that of the container is a part (`HostConfig.CgroupParent`, CIS Docker Benchmark 5.25), such as
   * "/batch", or the name of a slice, such as "batch.slice", if systemd manages the control groups of the engine. The isolation policies
   * from `BASELINE` on ask for an exemption from `Control.CGROUP_NAMESPACE`, unless it is that of a `docker_resource_pool`.
   *
   * @default - the engine's group for all containers
   */
  readonly cgroupParent?: string;

  /**
   * The user namespace on an engine that remaps users (CIS Docker Benchmark 5.31).
   *
   * @default UserNamespace.ENGINE
   */
  readonly userNamespace?: UserNamespace;

  /**
   * The devices of the host that the container can use (CIS Docker Benchmark 5.18).
   *
   * @default - none
   */
  readonly devices?: Device[];

  /**
   * The GPUs that the container can use (`HostConfig.DeviceRequests`). The host needs the NVIDIA container runtime. The isolation policies
   * from `BASELINE` on count GPUs as devices of the host, so they need an exemption from `Control.DEVICES`.
   *
   * @default - none
   */
  readonly gpus?: Gpus;

  /**
   * Additional security options of the engine (`HostConfig.SecurityOpt`), such as `label=level:s0:c100,c200`.
   *
   * @default - none
   */
  readonly securityOptions?: string[];

  /**
   * Kernel parameters in the container's own namespaces, such as `net.ipv4.tcp_syncookies`.
   *
   * @default - the kernel's defaults
   */
  readonly sysctls?: { [name: string]: string };
}
