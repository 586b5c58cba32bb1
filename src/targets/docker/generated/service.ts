// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_service`.
 */
export interface ServiceAttributes {
  /**
   * The name of the service, unique in the swarm. Engine API: `Name`.
   */
  readonly name: Value<string>;

  /**
   * Waits until the service has converged: until all tasks of the new version run, are healthy and have run for a few seconds, or, for a
   * job, have completed. Fails as soon as a task has failed three times in a row, or the swarm has paused or rolled back the update. The
   * errors of the tasks are in the message. With false, the apply ends when the swarm has accepted the service. `kreuzwerker/docker` waits
   * only with `converge_config`.
   */
  readonly wait?: Value<boolean>;

  /**
   * The minimum isolation of the tasks, in one line, such as `baseline@1`. A weaker service is refused at plan time, and again before it is
   * created or changed. What no service can ask for counts only if `node_defaults` says that the nodes do it. The engine does not know this
   * attribute.
   */
  readonly isolation_policy?: Value<string>;

  /**
   * The controls of `isolation_policy` that this container is exempt from, and why: `{ pid_namespace = "it counts processes" }`. An
   * exemption from `privileged` is also an exemption from `capabilities`, `seccomp`, `apparmor`, `selinux`, `devices` and `kernel_paths`.
   */
  readonly isolation_exemptions?: Value<{ readonly [key: string]: string }>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * A label of the service. Its containers have those of `container_spec`. Engine API: `Labels`.
   */
  readonly labels?: Value<readonly ServiceLabels[]>;

  /**
   * The kind of the service: `replicated` (the default, with one task), `global`, `replicated_job` or `global_job`. Engine API: `Mode`.
   */
  readonly mode?: Value<ServiceMode>;

  /**
   * How an update replaces the tasks. Not for jobs. Engine API: `UpdateConfig`.
   */
  readonly update_config?: Value<ServiceUpdateConfig>;

  /**
   * How a rollback replaces the tasks. Not for jobs. Engine API: `RollbackConfig`.
   */
  readonly rollback_config?: Value<ServiceRollbackConfig>;

  /**
   * How the service is reached. Engine API: `EndpointSpec`.
   */
  readonly endpoint_spec?: Value<ServiceEndpointSpec>;

  /**
   * What the tasks of the service are like. Engine API: `TaskTemplate`.
   */
  readonly task_spec: Value<ServiceTaskSpec>;

  /**
   * What the engine of each node does for all its containers, so that it counts for `isolation_policy`. The provider does not prove it
   * here: `docker_host_facts` of a node does, and `docker_isolation` looks at the tasks. Under an isolation floor it does not count.
   */
  readonly node_defaults?: Value<ServiceNodeDefaults>;

  /**
   * Credentials with which the nodes pull the image. By default, those of the provider for the image's registry (`registry_auth`, or
   * Docker's `config.json`). The swarm stores them. A change replaces no task.
   */
  readonly auth?: Value<ServiceAuth>;

  /**
   * How long to wait until the service has converged. Conflicts with `wait = false`. Allowed for services of every kind;
   * `kreuzwerker/docker` does not allow it for global ones. Without it, the provider looks every second, and `timeouts` is the limit.
   */
  readonly converge_config?: Value<ServiceConvergeConfig>;

  /**
   * Timeouts of the operations, as durations such as "90s" or "1h".
   */
  readonly timeouts?: Value<ServiceTimeouts>;
}

/**
 * The block `labels`.
 */
export interface ServiceLabels {
  /**
   * The label's name.
   */
  readonly label: Value<string>;

  /**
   * The label's value.
   */
  readonly value: Value<string>;
}

/**
 * The block `mode`.
 */
export interface ServiceMode {
  /**
   * Runs one task on each node. The default is false.
   */
  readonly global?: Value<boolean>;

  /**
   * Runs one task on each node until it completes. Each change of the service runs it again. The default is false.
   */
  readonly global_job?: Value<boolean>;

  /**
   * Runs a number of tasks.
   */
  readonly replicated?: Value<ServiceModeReplicated>;

  /**
   * Runs tasks until a number of them has completed. Each change of the service runs them again.
   */
  readonly replicated_job?: Value<ServiceModeReplicatedJob>;
}

/**
 * The block `mode.replicated`.
 */
export interface ServiceModeReplicated {
  /**
   * The number of tasks. The default is 1. Engine API: `Replicas`.
   */
  readonly replicas?: Value<number>;
}

/**
 * The block `mode.replicated_job`.
 */
export interface ServiceModeReplicatedJob {
  /**
   * The maximum number of tasks that run at a time. The default is 1. Engine API: `MaxConcurrent`.
   */
  readonly max_concurrent?: Value<number>;

  /**
   * How many tasks have to complete. The default is 1. Engine API: `TotalCompletions`.
   */
  readonly total_completions?: Value<number>;
}

/**
 * The block `update_config`.
 */
export interface ServiceUpdateConfig {
  /**
   * How many tasks are replaced at a time. The default is 1. 0 is all at once. Engine API: `Parallelism`.
   */
  readonly parallelism?: Value<number>;

  /**
   * The time between two replacements. The default is "0s". Engine API: `Delay`.
   */
  readonly delay?: Value<string>;

  /**
   * What happens when the update fails: `pause`, `continue`, `rollback`. The default is `pause`. After a rollback, the old specification
   * runs, and the apply fails. Engine API: `FailureAction`.
   */
  readonly failure_action?: Value<string>;

  /**
   * How long each new task is watched for failures. The default is "5s". Engine API: `Monitor`.
   */
  readonly monitor?: Value<string>;

  /**
   * The share of tasks that may fail before the update has failed. The default is "0.0". Engine API: `MaxFailureRatio`.
   */
  readonly max_failure_ratio?: Value<string>;

  /**
   * Whether an old task is stopped before the new one is started (`stop-first`, the default) or after it (`start-first`). Engine API:
   * `Order`.
   */
  readonly order?: Value<string>;
}

/**
 * The block `rollback_config`.
 */
export interface ServiceRollbackConfig {
  /**
   * How many tasks are replaced at a time. The default is 1. 0 is all at once. Engine API: `Parallelism`.
   */
  readonly parallelism?: Value<number>;

  /**
   * The time between two replacements. The default is "0s". Engine API: `Delay`.
   */
  readonly delay?: Value<string>;

  /**
   * What happens when the rollback fails: `pause`, `continue`. The default is `pause`. Engine API: `FailureAction`.
   */
  readonly failure_action?: Value<string>;

  /**
   * How long each new task is watched for failures. The default is "5s". Engine API: `Monitor`.
   */
  readonly monitor?: Value<string>;

  /**
   * The share of tasks that may fail before the rollback has failed. The default is "0.0". Engine API: `MaxFailureRatio`.
   */
  readonly max_failure_ratio?: Value<string>;

  /**
   * Whether an old task is stopped before the new one is started (`stop-first`, the default) or after it (`start-first`). Engine API:
   * `Order`.
   */
  readonly order?: Value<string>;
}

/**
 * The block `endpoint_spec`.
 */
export interface ServiceEndpointSpec {
  /**
   * What the name of the service means in its networks: one address, from which the kernel distributes connections (`vip`, the default;
   * needs IPVS), or the addresses of the tasks (`dnsrr`). Engine API: `Mode`.
   */
  readonly mode?: Value<string>;

  /**
   * A port of the containers to publish on the nodes. Engine API: `EndpointSpec.Ports`.
   */
  readonly ports?: Value<readonly ServiceEndpointSpecPorts[]>;
}

/**
 * The block `endpoint_spec.ports`.
 */
export interface ServiceEndpointSpecPorts {
  /**
   * A name, for those who read the service. Engine API: `Name`.
   */
  readonly name?: Value<string>;

  /**
   * The protocol: `tcp` (the default), `udp` or `sctp`. Engine API: `Protocol`.
   */
  readonly protocol?: Value<string>;

  /**
   * The port in the containers. Engine API: `TargetPort`.
   */
  readonly target_port: Value<number>;

  /**
   * The port on the nodes. By default, the swarm chooses one, which is reported here. With `publish_mode = "host"`, each task then has
   * another, and none is reported. Engine API: `PublishedPort`.
   */
  readonly published_port?: Value<number>;

  /**
   * Where the port is published: on each node, from which connections are distributed over the tasks (`ingress`, the default; needs IPVS),
   * or only on the nodes with tasks (`host`). Engine API: `PublishMode`.
   */
  readonly publish_mode?: Value<string>;
}

/**
 * The block `task_spec`.
 */
export interface ServiceTaskSpec {
  /**
   * A number whose change replaces all tasks, even if nothing else changes. By default, it is whatever the service has: `docker service
   * update --force` counts it up. Engine API: `ForceUpdate`.
   */
  readonly force_update?: Value<number>;

  /**
   * What executes the tasks: `container`, which is the default. Engine API: `Runtime`.
   */
  readonly runtime?: Value<string>;

  /**
   * The containers of the tasks. Engine API: `ContainerSpec`.
   */
  readonly container_spec: Value<ServiceTaskSpecContainerSpec>;

  /**
   * Where stdout and stderr of the containers go. The default is that of each node's engine. Engine API: `LogDriver`.
   */
  readonly log_driver?: Value<ServiceTaskSpecLogDriver>;

  /**
   * An overlay network that the containers are connected to. A change replaces the tasks. Engine API: `Networks`.
   */
  readonly networks_advanced?: Value<readonly ServiceTaskSpecNetworksAdvanced[]>;

  /**
   * The nodes on which tasks may run. Engine API: `Placement`.
   */
  readonly placement?: Value<ServiceTaskSpecPlacement>;

  /**
   * What the containers may use, and what their nodes have to have. Engine API: `Resources`.
   */
  readonly resources?: Value<ServiceTaskSpecResources>;

  /**
   * What happens when a container exits. Engine API: `RestartPolicy`.
   */
  readonly restart_policy?: Value<ServiceTaskSpecRestartPolicy>;
}

/**
 * The block `task_spec.container_spec`.
 */
export interface ServiceTaskSpecContainerSpec {
  /**
   * The image, by name. Each node pulls it, so a digest (`app:1@sha256:...`, as in `repo_digest` of a `docker_image`) is best: without one,
   * nodes may run different images of the same name. An image that only one node has runs only there. Engine API: `Image`.
   */
  readonly image: Value<string>;

  /**
   * The program and its first arguments, instead of the image's entry point. It is not run by a shell. Engine API: `Command`.
   */
  readonly command?: Value<readonly string[]>;

  /**
   * The arguments, instead of the image's command. Engine API: `Args`.
   */
  readonly args?: Value<readonly string[]>;

  /**
   * Environment variables, in addition to the image's. The values are readable in the state and through the engine: use `secrets` for
   * passwords. Engine API: `Env`.
   */
  readonly env?: Value<{ readonly [key: string]: string }>;

  /**
   * The absolute path of the working directory. The default is the image's. Engine API: `Dir`.
   */
  readonly dir?: Value<string>;

  /**
   * The user, and optionally the group after a colon, as names or numbers. The default is the image's. Engine API: `User`.
   */
  readonly user?: Value<string>;

  /**
   * Additional groups of the user, as names or numbers. Engine API: `Groups`.
   */
  readonly groups?: Value<readonly string[]>;

  /**
   * The host name of the containers. Placeholders such as `{{.Node.Hostname}}` and `{{.Task.Slot}}` are replaced by the engine. The default
   * is the beginning of the container's id. Engine API: `Hostname`.
   */
  readonly hostname?: Value<string>;

  /**
   * Runs an init process that forwards signals and reaps zombie processes. The default is that of each node's engine. Engine API: `Init`.
   */
  readonly init?: Value<boolean>;

  /**
   * Allocates a terminal for the containers. The default is false. Engine API: `TTY`.
   */
  readonly tty?: Value<boolean>;

  /**
   * Keeps stdin open even if nothing is attached to it. The default is false. Engine API: `OpenStdin`.
   */
  readonly open_stdin?: Value<boolean>;

  /**
   * The signal that stops a container, by name or number: "SIGTERM", "term", "15". The default is the image's, else SIGTERM. Engine API:
   * `StopSignal`.
   */
  readonly stop_signal?: Value<string>;

  /**
   * The time that a container has to stop before it is killed. The default is "10s". Engine API: `StopGracePeriod`.
   */
  readonly stop_grace_period?: Value<string>;

  /**
   * The isolation technology of containers on Windows: `default`, `process` or `hyperv`. Linux has only `default`. Engine API: `Isolation`.
   */
  readonly isolation?: Value<string>;

  /**
   * Makes the root file system read-only. The default is false. Engine API: `ReadOnly`.
   */
  readonly read_only?: Value<boolean>;

  /**
   * Capabilities to add to the engine's defaults, such as `NET_ADMIN`, with or without `CAP_`, in upper or lower case. Engine API:
   * `CapabilityAdd`.
   */
  readonly cap_add?: Value<readonly string[]>;

  /**
   * Capabilities to drop, such as `ALL`. Engine API: `CapabilityDrop`.
   */
  readonly cap_drop?: Value<readonly string[]>;

  /**
   * Kernel parameters of the containers' own namespaces, such as `"net.core.somaxconn" = "1024"`. Engine API: `Sysctls`.
   */
  readonly sysctl?: Value<{ readonly [key: string]: string }>;

  /**
   * A label of the containers.
   */
  readonly labels?: Value<readonly ServiceTaskSpecContainerSpecLabels[]>;

  /**
   * The health check, instead of the image's. The engine counts a task as running once the check succeeds, and replaces a task that becomes
   * unhealthy.
   */
  readonly healthcheck?: Value<ServiceTaskSpecContainerSpecHealthcheck>;

  /**
   * How names are looked up in the containers, instead of as on each node. Engine API: `DNSConfig`.
   */
  readonly dns_config?: Value<ServiceTaskSpecContainerSpecDnsConfig>;

  /**
   * A resource limit of the containers' processes (`setrlimit`). The default is that of each node's engine.
   */
  readonly ulimits?: Value<readonly ServiceTaskSpecContainerSpecUlimits[]>;

  /**
   * Security options of the containers. Engine API: `Privileges`.
   */
  readonly privileges?: Value<ServiceTaskSpecContainerSpecPrivileges>;

  /**
   * A mount of a volume, of a path of the node, or of a tmpfs. The volume is one of the node on which the task runs, except one of the type
   * `cluster`. Engine API: `Mounts`.
   */
  readonly mounts?: Value<readonly ServiceTaskSpecContainerSpecMounts[]>;

  /**
   * A name in /etc/hosts of the containers. Engine API: `Hosts`.
   */
  readonly hosts?: Value<readonly ServiceTaskSpecContainerSpecHosts[]>;

  /**
   * A secret of the swarm, as a file in the containers. A change, such as another id, updates the service task by task. Engine API:
   * `Secrets`.
   */
  readonly secrets?: Value<readonly ServiceTaskSpecContainerSpecSecrets[]>;

  /**
   * A configuration of the swarm, as a file in the containers. A change, such as another id, updates the service task by task. Engine API:
   * `Configs`.
   */
  readonly configs?: Value<readonly ServiceTaskSpecContainerSpecConfigs[]>;
}

/**
 * The block `task_spec.container_spec.labels`.
 */
export interface ServiceTaskSpecContainerSpecLabels {
  /**
   * The label's name.
   */
  readonly label: Value<string>;

  /**
   * The label's value.
   */
  readonly value: Value<string>;
}

/**
 * The block `task_spec.container_spec.healthcheck`.
 */
export interface ServiceTaskSpecContainerSpecHealthcheck {
  /**
   * The test: `["CMD", "program", "argument", ...]`, `["CMD-SHELL", "shell command"]`, or `["NONE"]` to disable the health check. By
   * default, the image's test; if the image has none, there is no health check.
   */
  readonly test: Value<readonly string[]>;

  /**
   * Time between two tests, such as "30s" or "1m30s". 0 is the image's value, else 30s.
   */
  readonly interval?: Value<string>;

  /**
   * Maximum time of one test. 0 is the image's value, else 30s.
   */
  readonly timeout?: Value<string>;

  /**
   * Time for the container to start, during which failed tests do not count. 0 is the image's value, else none.
   */
  readonly start_period?: Value<string>;

  /**
   * Time between two tests during the start period. 0 is the image's value, else 5s. Needs Docker Engine 25.
   */
  readonly start_interval?: Value<string>;

  /**
   * Number of consecutive failures after which the container is unhealthy. 0 is the image's value, else 3.
   */
  readonly retries?: Value<number>;
}

/**
 * The block `task_spec.container_spec.dns_config`.
 */
export interface ServiceTaskSpecContainerSpecDnsConfig {
  /**
   * The addresses of the name servers. Engine API: `Nameservers`.
   */
  readonly nameservers: Value<readonly string[]>;

  /**
   * The domains in which names without a domain are looked up. Engine API: `Search`.
   */
  readonly search?: Value<readonly string[]>;

  /**
   * Options of the resolver, such as `ndots:2`. Engine API: `Options`.
   */
  readonly options?: Value<readonly string[]>;
}

/**
 * The block `task_spec.container_spec.ulimits`.
 */
export interface ServiceTaskSpecContainerSpecUlimits {
  /**
   * The limited resource: `nofile`, `nproc`, `core`, ... Engine API: `Name`.
   */
  readonly name: Value<string>;

  /**
   * The soft limit, which is enforced. -1 is no limit. Engine API: `Soft`.
   */
  readonly soft: Value<number>;

  /**
   * The hard limit, up to which a process may raise the soft limit. -1 is no limit. Engine API: `Hard`.
   */
  readonly hard: Value<number>;
}

/**
 * The block `task_spec.container_spec.privileges`.
 */
export interface ServiceTaskSpecContainerSpecPrivileges {
  /**
   * Keeps processes from getting more privileges than their parents. The default is false. Needs Docker Engine 25. Engine API:
   * `NoNewPrivileges`.
   */
  readonly no_new_privileges?: Value<boolean>;

  /**
   * The credential specification of a managed service account (Windows).
   */
  readonly credential_spec?: Value<ServiceTaskSpecContainerSpecPrivilegesCredentialSpec>;

  /**
   * The SELinux labels of the containers.
   */
  readonly se_linux_context?: Value<ServiceTaskSpecContainerSpecPrivilegesSeLinuxContext>;

  /**
   * The system calls that the containers may make. Needs Docker Engine 25.
   */
  readonly seccomp?: Value<ServiceTaskSpecContainerSpecPrivilegesSeccomp>;

  /**
   * The AppArmor profile of the containers. Needs Docker Engine 25.
   */
  readonly apparmor?: Value<ServiceTaskSpecContainerSpecPrivilegesApparmor>;
}

/**
 * The block `task_spec.container_spec.privileges.credential_spec`.
 */
export interface ServiceTaskSpecContainerSpecPrivilegesCredentialSpec {
  /**
   * A file in the folder `CredentialSpecs` of each node's engine. Engine API: `File`.
   */
  readonly file?: Value<string>;

  /**
   * A value in the Windows registry of each node. Engine API: `Registry`.
   */
  readonly registry?: Value<string>;
}

/**
 * The block `task_spec.container_spec.privileges.se_linux_context`.
 */
export interface ServiceTaskSpecContainerSpecPrivilegesSeLinuxContext {
  /**
   * Disables SELinux for the containers. The default is false. Engine API: `Disable`.
   */
  readonly disable?: Value<boolean>;

  /**
   * The user of the label. Engine API: `User`.
   */
  readonly user?: Value<string>;

  /**
   * The role of the label. Engine API: `Role`.
   */
  readonly role?: Value<string>;

  /**
   * The type of the label. Engine API: `Type`.
   */
  readonly type?: Value<string>;

  /**
   * The level of the label. Engine API: `Level`.
   */
  readonly level?: Value<string>;
}

/**
 * The block `task_spec.container_spec.privileges.seccomp`.
 */
export interface ServiceTaskSpecContainerSpecPrivilegesSeccomp {
  /**
   * The profile: `default` (that of each node's engine), `unconfined` (none) or `custom` (`profile`). Engine API: `Mode`.
   */
  readonly mode: Value<string>;

  /**
   * The profile as JSON, with the mode `custom`. Engine API: `Profile`.
   */
  readonly profile?: Value<string>;
}

/**
 * The block `task_spec.container_spec.privileges.apparmor`.
 */
export interface ServiceTaskSpecContainerSpecPrivilegesApparmor {
  /**
   * The profile: `default` (that of each node's engine) or `disabled` (none). Engine API: `Mode`.
   */
  readonly mode: Value<string>;
}

/**
 * The block `task_spec.container_spec.mounts`.
 */
export interface ServiceTaskSpecContainerSpecMounts {
  /**
   * The type: `volume`, `bind` (a path of the node), `tmpfs` (memory), or `cluster` (a cluster volume, with Docker Engine 23).
   */
  readonly type: Value<string>;

  /**
   * The name of the volume, or the path on the host, which has to exist. Without a name, the volume is anonymous and belongs to the
   * container.
   */
  readonly source?: Value<string>;

  /**
   * The path in the container.
   */
  readonly target: Value<string>;

  /**
   * Makes the mount read-only. The default is false.
   */
  readonly read_only?: Value<boolean>;

  /**
   * Options of a mount of type `bind`.
   */
  readonly bind_options?: Value<ServiceTaskSpecContainerSpecMountsBindOptions>;

  /**
   * Options of a mount of type `volume`.
   */
  readonly volume_options?: Value<ServiceTaskSpecContainerSpecMountsVolumeOptions>;

  /**
   * Options of a mount of type `tmpfs`.
   */
  readonly tmpfs_options?: Value<ServiceTaskSpecContainerSpecMountsTmpfsOptions>;
}

/**
 * The block `task_spec.container_spec.mounts.bind_options`.
 */
export interface ServiceTaskSpecContainerSpecMountsBindOptions {
  /**
   * Whether later mounts below it propagate to the other side: never (`private`), both ways (`shared`), or only from the host (`slave`).
   * With the prefix `r`, this includes nested mounts. The engine's default is `rprivate`.
   */
  readonly propagation?: Value<string>;

  /**
   * Creates a folder at `source` if the path does not exist. Needs Docker Engine 23. The default is false.
   */
  readonly create_mountpoint?: Value<boolean>;

  /**
   * Excludes nested mounts of `source`. The default is false.
   */
  readonly non_recursive?: Value<boolean>;

  /**
   * With `read_only`: keeps nested mounts of `source` writable. Needs Docker Engine 25. The default is false.
   */
  readonly read_only_non_recursive?: Value<boolean>;

  /**
   * With `read_only`: refuses to start the container if the kernel can't make nested mounts of `source` read-only, too. Needs Docker Engine
   * 25 and the propagation `rprivate`. The default is false.
   */
  readonly read_only_force_recursive?: Value<boolean>;
}

/**
 * The block `task_spec.container_spec.mounts.volume_options`.
 */
export interface ServiceTaskSpecContainerSpecMountsVolumeOptions {
  /**
   * Does not fill an empty volume with the image's content at `target`. The default is false.
   */
  readonly no_copy?: Value<boolean>;

  /**
   * The driver that creates the volume if it does not exist. The engine's default is `local`.
   */
  readonly driver_name?: Value<string>;

  /**
   * Options of that driver.
   */
  readonly driver_options?: Value<{ readonly [key: string]: string }>;

  /**
   * Mounts only this folder of the volume. Needs Docker Engine 26.
   */
  readonly subpath?: Value<string>;

  /**
   * A label of the volume, if the engine creates it for this mount.
   */
  readonly labels?: Value<readonly ServiceTaskSpecContainerSpecMountsVolumeOptionsLabels[]>;
}

/**
 * The block `task_spec.container_spec.mounts.volume_options.labels`.
 */
export interface ServiceTaskSpecContainerSpecMountsVolumeOptionsLabels {
  /**
   * The label's name.
   */
  readonly label: Value<string>;

  /**
   * The label's value.
   */
  readonly value: Value<string>;
}

/**
 * The block `task_spec.container_spec.mounts.tmpfs_options`.
 */
export interface ServiceTaskSpecContainerSpecMountsTmpfsOptions {
  /**
   * Maximum size in bytes. 0 is no limit.
   */
  readonly size_bytes?: Value<number>;

  /**
   * The file mode of the folder, as a decimal number: 1777 in octal is 1023.
   */
  readonly mode?: Value<number>;

  /**
   * Additional mount options, such as `noexec` or `uid=1000`. Needs Docker Engine 27.
   */
  readonly options?: Value<readonly string[]>;
}

/**
 * The block `task_spec.container_spec.hosts`.
 */
export interface ServiceTaskSpecContainerSpecHosts {
  /**
   * The name.
   */
  readonly host: Value<string>;

  /**
   * The address.
   */
  readonly ip: Value<string>;
}

/**
 * The block `task_spec.container_spec.secrets`.
 */
export interface ServiceTaskSpecContainerSpecSecrets {
  /**
   * The id of the secret. Engine API: `SecretID`.
   */
  readonly secret_id: Value<string>;

  /**
   * The name of the secret, which the engine requires to be that of the id. By default, the provider looks it up. Engine API: `SecretName`.
   */
  readonly secret_name?: Value<string>;

  /**
   * The name of the file in /run/secrets, or its absolute path. Engine API: `Name`.
   */
  readonly file_name: Value<string>;

  /**
   * The number of the file's owner. The default is "0". Engine API: `UID`.
   */
  readonly file_uid?: Value<string>;

  /**
   * The number of the file's group. The default is "0". Engine API: `GID`.
   */
  readonly file_gid?: Value<string>;

  /**
   * The file mode as a decimal number. The default is 292, which is 444 in octal: everybody may read it. Engine API: `Mode`.
   */
  readonly file_mode?: Value<number>;
}

/**
 * The block `task_spec.container_spec.configs`.
 */
export interface ServiceTaskSpecContainerSpecConfigs {
  /**
   * The id of the configuration. Engine API: `ConfigID`.
   */
  readonly config_id: Value<string>;

  /**
   * The name of the configuration, which the engine requires to be that of the id. By default, the provider looks it up. Engine API:
   * `ConfigName`.
   */
  readonly config_name?: Value<string>;

  /**
   * The absolute path of the file. Engine API: `Name`.
   */
  readonly file_name: Value<string>;

  /**
   * The number of the file's owner. The default is "0". Engine API: `UID`.
   */
  readonly file_uid?: Value<string>;

  /**
   * The number of the file's group. The default is "0". Engine API: `GID`.
   */
  readonly file_gid?: Value<string>;

  /**
   * The file mode as a decimal number. The default is 292, which is 444 in octal: everybody may read it. Engine API: `Mode`.
   */
  readonly file_mode?: Value<number>;
}

/**
 * The block `task_spec.log_driver`.
 */
export interface ServiceTaskSpecLogDriver {
  /**
   * The logging driver, such as `json-file` or `local`. Engine API: `Name`.
   */
  readonly name: Value<string>;

  /**
   * Options of the driver, such as `"max-size" = "10m"`. Engine API: `Options`.
   */
  readonly options?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `task_spec.networks_advanced`.
 */
export interface ServiceTaskSpecNetworksAdvanced {
  /**
   * The name or the id of the network. Engine API: `Target`.
   */
  readonly name: Value<string>;

  /**
   * Further names of the service in this network. Engine API: `Aliases`.
   */
  readonly aliases?: Value<readonly string[]>;

  /**
   * Options of the network's driver, as `name=value`. Engine API: `DriverOpts`.
   */
  readonly driver_opts?: Value<readonly string[]>;
}

/**
 * The block `task_spec.placement`.
 */
export interface ServiceTaskSpecPlacement {
  /**
   * What a node has to meet, such as `node.role==manager` or `node.labels.zone!=a`. A change moves only tasks whose nodes no longer fit.
   * Engine API: `Constraints`.
   */
  readonly constraints?: Value<readonly string[]>;

  /**
   * Over what to spread the tasks, such as `spread=node.labels.zone`. In alphabetical order: a set has no other. Engine API: `Preferences`.
   */
  readonly prefs?: Value<readonly string[]>;

  /**
   * The maximum number of tasks on one node. The default is 0, no limit. Engine API: `MaxReplicas`.
   */
  readonly max_replicas?: Value<number>;

  /**
   * A platform that nodes may have. The default is any.
   */
  readonly platforms?: Value<readonly ServiceTaskSpecPlacementPlatforms[]>;
}

/**
 * The block `task_spec.placement.platforms`.
 */
export interface ServiceTaskSpecPlacementPlatforms {
  /**
   * The architecture, such as `amd64`. Engine API: `Architecture`.
   */
  readonly architecture: Value<string>;

  /**
   * The operating system, such as `linux`. Engine API: `OS`.
   */
  readonly os: Value<string>;
}

/**
 * The block `task_spec.resources`.
 */
export interface ServiceTaskSpecResources {
  /**
   * What one container may use at most.
   */
  readonly limits?: Value<ServiceTaskSpecResourcesLimits>;

  /**
   * What a node has to have left for a task.
   */
  readonly reservation?: Value<ServiceTaskSpecResourcesReservation>;
}

/**
 * The block `task_spec.resources.limits`.
 */
export interface ServiceTaskSpecResourcesLimits {
  /**
   * Memory in bytes. The default is 0, none. Engine API: `MemoryBytes`.
   */
  readonly memory_bytes?: Value<number>;

  /**
   * CPU time in billionths of a CPU: 1500000000 is one and a half. The default is 0, none. Engine API: `NanoCPUs`.
   */
  readonly nano_cpus?: Value<number>;

  /**
   * The maximum number of processes and threads. The default is 0, no limit. Engine API: `Pids`.
   */
  readonly pids?: Value<number>;
}

/**
 * The block `task_spec.resources.reservation`.
 */
export interface ServiceTaskSpecResourcesReservation {
  /**
   * Memory in bytes. The default is 0, none. Engine API: `MemoryBytes`.
   */
  readonly memory_bytes?: Value<number>;

  /**
   * CPU time in billionths of a CPU: 1500000000 is one and a half. The default is 0, none. Engine API: `NanoCPUs`.
   */
  readonly nano_cpus?: Value<number>;

  /**
   * Resources that the engines of the nodes declare (`node-generic-resources`), such as GPUs. Engine API: `GenericResources`.
   */
  readonly generic_resources?: Value<ServiceTaskSpecResourcesReservationGenericResources>;
}

/**
 * The block `task_spec.resources.reservation.generic_resources`.
 */
export interface ServiceTaskSpecResourcesReservationGenericResources {
  /**
   * Resources by name, such as `"GPU=UUID1"`.
   */
  readonly named_resources_spec?: Value<readonly string[]>;

  /**
   * Numbers of resources, such as `"SSD=3"`.
   */
  readonly discrete_resources_spec?: Value<readonly string[]>;
}

/**
 * The block `task_spec.restart_policy`.
 */
export interface ServiceTaskSpecRestartPolicy {
  /**
   * When a new task takes the place of one that has ended: never (`none`), after a failure (`on-failure`), or always (`any`, the default).
   * Engine API: `Condition`.
   */
  readonly condition?: Value<string>;

  /**
   * The time before that. The default is "5s". Engine API: `Delay`.
   */
  readonly delay?: Value<string>;

  /**
   * The maximum number of restarts within `window`. The default is 0, no limit. Engine API: `MaxAttempts`.
   */
  readonly max_attempts?: Value<number>;

  /**
   * The time in which restarts are counted. The default is "0s", without an end. Engine API: `Window`.
   */
  readonly window?: Value<string>;
}

/**
 * The block `node_defaults`.
 */
export interface ServiceNodeDefaults {
  /**
   * Whether no process can gain privileges: `"no-new-privileges": true` in `daemon.json`.
   */
  readonly no_new_privileges?: Value<boolean>;

  /**
   * Whether each container has a control group namespace of its own: `"default-cgroupns-mode": "private"`, the default with control groups
   * version 2.
   */
  readonly private_cgroup_namespace?: Value<boolean>;

  /**
   * The runtime of all containers: `"default-runtime"`.
   */
  readonly runtime?: Value<string>;
}

/**
 * The block `auth`.
 */
export interface ServiceAuth {
  /**
   * The registry, as at the start of `image`.
   */
  readonly server_address: Value<string>;

  /**
   * The user name.
   */
  readonly username?: Value<string>;

  /**
   * The user's password, or a token.
   */
  readonly password?: Value<string>;
}

/**
 * The block `converge_config`.
 */
export interface ServiceConvergeConfig {
  /**
   * The time between two looks at the service. The default is "7s".
   */
  readonly delay?: Value<string>;

  /**
   * The time after which the apply fails. The default is "3m".
   */
  readonly timeout?: Value<string>;
}

/**
 * The block `timeouts`.
 */
export interface ServiceTimeouts {
  /**
   * How long to wait for a new service to converge, without `converge_config`. The default is "20m".
   */
  readonly create?: Value<string>;

  /**
   * How long to wait for the engine's answers. The default is "2m".
   */
  readonly read?: Value<string>;

  /**
   * How long to wait for a changed service to converge, without `converge_config`. The default is "20m".
   */
  readonly update?: Value<string>;

  /**
   * How long to wait until the tasks of a removed service have ended. The default is "20m".
   */
  readonly delete?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_service`.
 */
export const SERVICE_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_service',
  attributes: { name: 'string', wait: 'bool', isolation_policy: 'string', isolation_exemptions: ['map', 'string'], engine: 'string' },
  blocks: {
    labels: { nesting: 'set', attributes: { label: 'string', value: 'string' } },
    mode: {
      nesting: 'list',
      attributes: { global: 'bool', global_job: 'bool' },
      blocks: {
        replicated: { nesting: 'list', attributes: { replicas: 'number' } },
        replicated_job: { nesting: 'list', attributes: { max_concurrent: 'number', total_completions: 'number' } },
      },
    },
    update_config: {
      nesting: 'list',
      attributes: {
        parallelism: 'number',
        delay: 'string',
        failure_action: 'string',
        monitor: 'string',
        max_failure_ratio: 'string',
        order: 'string',
      },
    },
    rollback_config: {
      nesting: 'list',
      attributes: {
        parallelism: 'number',
        delay: 'string',
        failure_action: 'string',
        monitor: 'string',
        max_failure_ratio: 'string',
        order: 'string',
      },
    },
    endpoint_spec: {
      nesting: 'list',
      attributes: { mode: 'string' },
      blocks: {
        ports: {
          nesting: 'list',
          attributes: { name: 'string', protocol: 'string', target_port: 'number', published_port: 'number', publish_mode: 'string' },
        },
      },
    },
    task_spec: {
      nesting: 'list',
      attributes: { force_update: 'number', runtime: 'string' },
      blocks: {
        container_spec: {
          nesting: 'list',
          attributes: {
            image: 'string',
            command: ['list', 'string'],
            args: ['list', 'string'],
            env: ['map', 'string'],
            dir: 'string',
            user: 'string',
            groups: ['list', 'string'],
            hostname: 'string',
            init: 'bool',
            tty: 'bool',
            open_stdin: 'bool',
            stop_signal: 'string',
            stop_grace_period: 'string',
            isolation: 'string',
            read_only: 'bool',
            cap_add: ['list', 'string'],
            cap_drop: ['list', 'string'],
            sysctl: ['map', 'string'],
          },
          blocks: {
            labels: { nesting: 'set', attributes: { label: 'string', value: 'string' } },
            healthcheck: {
              nesting: 'list',
              attributes: {
                test: ['list', 'string'],
                interval: 'string',
                timeout: 'string',
                start_period: 'string',
                start_interval: 'string',
                retries: 'number',
              },
            },
            dns_config: {
              nesting: 'list',
              attributes: { nameservers: ['list', 'string'], search: ['list', 'string'], options: ['list', 'string'] },
            },
            ulimits: { nesting: 'set', attributes: { name: 'string', soft: 'number', hard: 'number' } },
            privileges: {
              nesting: 'list',
              attributes: { no_new_privileges: 'bool' },
              blocks: {
                credential_spec: { nesting: 'list', attributes: { file: 'string', registry: 'string' } },
                se_linux_context: {
                  nesting: 'list',
                  attributes: { disable: 'bool', user: 'string', role: 'string', type: 'string', level: 'string' },
                },
                seccomp: { nesting: 'list', attributes: { mode: 'string', profile: 'string' } },
                apparmor: { nesting: 'list', attributes: { mode: 'string' } },
              },
            },
            mounts: {
              nesting: 'set',
              attributes: { type: 'string', source: 'string', target: 'string', read_only: 'bool' },
              blocks: {
                bind_options: {
                  nesting: 'list',
                  attributes: {
                    propagation: 'string',
                    create_mountpoint: 'bool',
                    non_recursive: 'bool',
                    read_only_non_recursive: 'bool',
                    read_only_force_recursive: 'bool',
                  },
                },
                volume_options: {
                  nesting: 'list',
                  attributes: { no_copy: 'bool', driver_name: 'string', driver_options: ['map', 'string'], subpath: 'string' },
                  blocks: { labels: { nesting: 'set', attributes: { label: 'string', value: 'string' } } },
                },
                tmpfs_options: { nesting: 'list', attributes: { size_bytes: 'number', mode: 'number', options: ['set', 'string'] } },
              },
            },
            hosts: { nesting: 'set', attributes: { host: 'string', ip: 'string' } },
            secrets: {
              nesting: 'set',
              attributes: {
                secret_id: 'string',
                secret_name: 'string',
                file_name: 'string',
                file_uid: 'string',
                file_gid: 'string',
                file_mode: 'number',
              },
            },
            configs: {
              nesting: 'set',
              attributes: {
                config_id: 'string',
                config_name: 'string',
                file_name: 'string',
                file_uid: 'string',
                file_gid: 'string',
                file_mode: 'number',
              },
            },
          },
        },
        log_driver: { nesting: 'list', attributes: { name: 'string', options: ['map', 'string'] } },
        networks_advanced: { nesting: 'set', attributes: { name: 'string', aliases: ['set', 'string'], driver_opts: ['set', 'string'] } },
        placement: {
          nesting: 'list',
          attributes: { constraints: ['set', 'string'], prefs: ['set', 'string'], max_replicas: 'number' },
          blocks: { platforms: { nesting: 'set', attributes: { architecture: 'string', os: 'string' } } },
        },
        resources: {
          nesting: 'list',
          attributes: {},
          blocks: {
            limits: { nesting: 'list', attributes: { memory_bytes: 'number', nano_cpus: 'number', pids: 'number' } },
            reservation: {
              nesting: 'list',
              attributes: { memory_bytes: 'number', nano_cpus: 'number' },
              blocks: {
                generic_resources: {
                  nesting: 'list',
                  attributes: { named_resources_spec: ['set', 'string'], discrete_resources_spec: ['set', 'string'] },
                },
              },
            },
          },
        },
        restart_policy: { nesting: 'list', attributes: { condition: 'string', delay: 'string', max_attempts: 'number', window: 'string' } },
      },
    },
    node_defaults: { nesting: 'list', attributes: { no_new_privileges: 'bool', private_cgroup_namespace: 'bool', runtime: 'string' } },
    auth: { nesting: 'list', attributes: { server_address: 'string', username: 'string', password: 'string' } },
    converge_config: { nesting: 'list', attributes: { delay: 'string', timeout: 'string' } },
    timeouts: { nesting: 'single', attributes: { create: 'string', read: 'string', update: 'string', delete: 'string' } },
  },
};
