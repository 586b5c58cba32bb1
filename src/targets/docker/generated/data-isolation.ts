// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_isolation`.
 */
export interface DataIsolationAttributes {
  /**
   * Whether to inspect what is in force, and not only what is configured. For this, the provider runs a program on the engine for a moment.
   * The program sees all processes, can only read, and is removed afterwards. The guide "What an attestation does on an engine" describes
   * it exactly. If this is false, what is in force is "not inspected".
   */
  readonly probe?: Value<boolean>;

  /**
   * A container to attest.
   */
  readonly container?: Value<readonly DataIsolationContainer[]>;
}

/**
 * The block `container`.
 */
export interface DataIsolationContainer {
  /**
   * The `id` of its `docker_container`, or its name.
   */
  readonly id: Value<string>;

  /**
   * Its name in the report. The default is its name on the engine.
   */
  readonly name?: Value<string>;

  /**
   * How strictly it must be isolated at least: the same block as in its `docker_container`. Without it, what is configured must be in
   * force.
   */
  readonly isolation_policy?: Value<DataIsolationContainerIsolationPolicy>;
}

/**
 * The block `container.isolation_policy`.
 */
export interface DataIsolationContainerIsolationPolicy {
  /**
   * Privileged mode. CIS Docker Benchmark 5.5. Pod Security Standards, "Privileged Containers".
   */
  readonly privileged?: Value<string>;

  /**
   * Capabilities. The capabilities that the container may have. CIS Docker Benchmark 5.4. Pod Security Standards, "Capabilities".
   */
  readonly capabilities?: Value<readonly string[]>;

  /**
   * No new privileges. CIS Docker Benchmark 5.26. Pod Security Standards, "Privilege Escalation".
   */
  readonly no_new_privileges?: Value<string>;

  /**
   * Read-only root file system. CIS Docker Benchmark 5.13.
   */
  readonly read_only_root?: Value<string>;

  /**
   * User. CIS Docker Benchmark 4.1. Pod Security Standards, "Running as Non-root".
   */
  readonly user?: Value<string>;

  /**
   * User namespace. CIS Docker Benchmark 5.31.
   */
  readonly user_namespace?: Value<string>;

  /**
   * Process namespace. CIS Docker Benchmark 5.16. Pod Security Standards, "Host Namespaces".
   */
  readonly pid_namespace?: Value<string>;

  /**
   * IPC namespace. CIS Docker Benchmark 5.17. Pod Security Standards, "Host Namespaces".
   */
  readonly ipc_namespace?: Value<string>;

  /**
   * UTS namespace. CIS Docker Benchmark 5.21.
   */
  readonly uts_namespace?: Value<string>;

  /**
   * Network namespace. CIS Docker Benchmark 5.10. Pod Security Standards, "Host Namespaces".
   */
  readonly network_namespace?: Value<string>;

  /**
   * Cgroup namespace. CIS Docker Benchmark 5.25.
   */
  readonly cgroup_namespace?: Value<string>;

  /**
   * Log driver. `local`: files or the journal of the host, or none. Other drivers connect to an address.
   */
  readonly log_driver?: Value<string>;

  /**
   * System calls. `["default"]` allows at most the engine's default profile. Otherwise, the calls that the container may make. CIS Docker
   * Benchmark 5.22. Pod Security Standards, "Seccomp".
   */
  readonly seccomp?: Value<readonly string[]>;

  /**
   * AppArmor profile. `[]` requires any profile. Otherwise, one of these profiles is required. CIS Docker Benchmark 5.2. Pod Security
   * Standards, "AppArmor".
   */
  readonly apparmor?: Value<readonly string[]>;

  /**
   * SELinux label. `confined`: one of the types container_t, container_init_t, container_kvm_t, at any level; no other user or role. CIS
   * Docker Benchmark 5.3. Pod Security Standards, "SELinux".
   */
  readonly selinux?: Value<string>;

  /**
   * Host devices. The devices that the container may have. CIS Docker Benchmark 5.18.
   */
  readonly devices?: Value<readonly string[]>;

  /**
   * Kernel paths. Pod Security Standards, "/proc Mount Type".
   */
  readonly kernel_paths?: Value<string>;

  /**
   * Kernel parameters. Pod Security Standards, "Sysctls".
   */
  readonly sysctls?: Value<string>;

  /**
   * Engine socket. CIS Docker Benchmark 5.32. Pod Security Standards, "HostPath Volumes".
   */
  readonly engine_socket?: Value<string>;

  /**
   * Host paths. `shared`: paths in the folders that the host shares, and read-only unless it shares them otherwise. CIS Docker Benchmark
   * 5.6. Pod Security Standards, "HostPath Volumes".
   */
  readonly host_paths?: Value<string>;

  /**
   * Memory. The maximum, in bytes. CIS Docker Benchmark 5.11.
   */
  readonly memory?: Value<string>;

  /**
   * CPUs. The maximum number of processors: "0.5" is half of one. CIS Docker Benchmark 5.12.
   */
  readonly cpus?: Value<string>;

  /**
   * Processes. CIS Docker Benchmark 5.29.
   */
  readonly processes?: Value<string>;

  /**
   * Open files. The maximum, as the hard limit. CIS Docker Benchmark 5.19.
   */
  readonly open_files?: Value<string>;

  /**
   * Disk throughput. The maximum, in bytes per second.
   */
  readonly disk_io?: Value<string>;

  /**
   * Runtime. The runtimes that may run the container.
   */
  readonly runtime?: Value<readonly string[]>;

  /**
   * A control that this container is exempt from, and why. An exemption from `privileged` is also an exemption from `capabilities`,
   * `seccomp`, `apparmor`, `selinux`, `devices` and `kernel_paths`.
   */
  readonly exemption?: Value<readonly DataIsolationContainerIsolationPolicyExemption[]>;

  /**
   * A folder of the machine that the container may mount if `host_paths` is `shared`, and whatever is in the folder. A symbolic link that
   * leads out of all these folders is refused before the container starts.
   */
  readonly shared_folder?: Value<readonly DataIsolationContainerIsolationPolicySharedFolder[]>;
}

/**
 * The block `container.isolation_policy.exemption`.
 */
export interface DataIsolationContainerIsolationPolicyExemption {
  /**
   * The control, by the name of its attribute.
   */
  readonly control: Value<string>;

  /**
   * Why it is needed, for readers of the plan and of the attestation.
   */
  readonly reason: Value<string>;
}

/**
 * The block `container.isolation_policy.shared_folder`.
 */
export interface DataIsolationContainerIsolationPolicySharedFolder {
  /**
   * The absolute path of the folder, without symbolic links.
   */
  readonly path: Value<string>;

  /**
   * Whether it may only be mounted read-only. The default is true.
   */
  readonly read_only?: Value<boolean>;
}

/**
 * The types of the arguments of the data source `docker_isolation`.
 */
export const DATA_ISOLATION_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_isolation',
  attributes: { probe: 'bool' },
  blocks: {
    container: {
      nesting: 'list',
      attributes: { id: 'string', name: 'string' },
      blocks: {
        isolation_policy: {
          nesting: 'list',
          attributes: {
            privileged: 'string',
            capabilities: ['set', 'string'],
            no_new_privileges: 'string',
            read_only_root: 'string',
            user: 'string',
            user_namespace: 'string',
            pid_namespace: 'string',
            ipc_namespace: 'string',
            uts_namespace: 'string',
            network_namespace: 'string',
            cgroup_namespace: 'string',
            log_driver: 'string',
            seccomp: ['set', 'string'],
            apparmor: ['set', 'string'],
            selinux: 'string',
            devices: ['set', 'string'],
            kernel_paths: 'string',
            sysctls: 'string',
            engine_socket: 'string',
            host_paths: 'string',
            memory: 'string',
            cpus: 'string',
            processes: 'string',
            open_files: 'string',
            disk_io: 'string',
            runtime: ['set', 'string'],
          },
          blocks: {
            exemption: { nesting: 'set', attributes: { control: 'string', reason: 'string' } },
            shared_folder: { nesting: 'set', attributes: { path: 'string', read_only: 'bool' } },
          },
        },
      },
    },
  },
};

/**
 * The data source `docker_isolation`. An attestation that only reports: for each container, how strictly it must be isolated, what is
 * configured, and what is in force, as the kernel reports it while the container runs. The resource `docker_isolation` makes an apply fail
 * if a container is weaker; this data source does not.
 *
 * @internal
 */
export class DataIsolation extends GeneratedDataSource<DataIsolationAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataIsolationAttributes>) {
    super(scope, id, DATA_ISOLATION_SCHEMA, config);
  }
}
