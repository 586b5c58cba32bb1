// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_clone_set`.
 */
export interface CloneSetAttributes {
  /**
   * The beginning of the names of the containers: `web` makes `web-0`, `web-1` and so on.
   */
  readonly name: Value<string>;

  /**
   * The number of containers that run. Fewer remove those with the highest indexes, and of these unhealthy ones first. An unhealthy one
   * that stays is replaced.
   */
  readonly replicas: Value<number>;

  /**
   * The number of containers that are started and paused, beside `replicas`. More replicas then resume them, and others are started in
   * their place. A paused container keeps its memory. It does not count for `max_containers` of a virtual container host.
   */
  readonly standby?: Value<number>;

  /**
   * For how many seconds a container that moves to another host runs on both, so that what forwards requests to it finds the new one before
   * the old one ends. The default is 5.
   */
  readonly overlap_seconds?: Value<number>;

  /**
   * Whether a creation that fails for some containers keeps the others. Terraform replaces what could not be created. With true, the apply
   * ends with a warning instead of an error, and a `postcondition` on `complete` makes it fail without that.
   */
  readonly keep_on_failure?: Value<boolean>;

  /**
   * A host of the containers. They are spread evenly: each host has its share, rounded up, and at most a tenth more. A host that is added
   * gets its part of them. Each container that moves is created on its new host, and is healthy there if `wait` is set, before the old one
   * is removed.
   */
  readonly host: Value<readonly CloneSetHost[]>;

  /**
   * How containers are replaced: in batches. The next batch begins when all containers of the one before run, and are healthy if they have
   * a health check. At the first batch of which one fails, the update stops. By default, one container is replaced at a time.
   */
  readonly rolling_update?: Value<CloneSetRollingUpdate>;

  /**
   * Starts the containers as forks: one is started and made ready, its memory and its files are saved on each host, and all containers go
   * on from there. That takes a part of a second, however long the application takes to start. Needs a host that can: see the guide
   * "Forks". The processes keep the environment variables of the one that was saved; those of the container itself are in the environment
   * of `after_fork`. What is saved is made anew if the template changes, and removed with the set.
   */
  readonly fork?: Value<CloneSetFork>;

  /**
   * What each container is: the attributes and blocks of `docker_container`, except for `name`, `attach`, `logs`, `rm` and `timeouts`. In
   * texts, `{{clone.index}}` is the position of a container from 0, `{{clone.number}}` the position from 1, and `{{clone.name}}` its name.
   * The host's port is `external` plus the position. What the engine can change while a container runs is changed so; for any other change,
   * the containers are replaced (`rolling_update`).
   */
  readonly template: Value<CloneSetTemplate>;
}

/**
 * The block `host`.
 */
export interface CloneSetHost {
  /**
   * The name of the host in this set. The spread depends on it.
   */
  readonly name: Value<string>;

  /**
   * The name of the `engine` block of the provider. By default, the provider's own engine.
   */
  readonly engine?: Value<string>;

  /**
   * The image on this host, if it has another id there. By default, that of the template.
   */
  readonly image?: Value<string>;

  /**
   * Moves all containers away from the host, before it is removed from the list. Containers with data in a local volume can't move: the
   * plan fails.
   */
  readonly drain?: Value<boolean>;
}

/**
 * The block `rolling_update`.
 */
export interface CloneSetRollingUpdate {
  /**
   * How many containers of a batch are removed before their successors are created.
   */
  readonly max_unavailable?: Value<number>;

  /**
   * How many containers of a batch are created before the old ones are removed. They are named `web-0-next` until then. Not possible with
   * ports of the host or fixed addresses. Both mount the same volumes for that time.
   */
  readonly max_surge?: Value<number>;

  /**
   * After a failure, brings all containers back to the template from before. The apply fails all the same. Files of `secret_file` have
   * their new content, since the state does not keep the one from before.
   */
  readonly rollback?: Value<boolean>;
}

/**
 * The block `fork`.
 */
export interface CloneSetFork {
  /**
   * What becomes of network connections that are open when the template is saved: `close` closes them in each container, and `refuse` fails
   * instead. `refuse` needs `cat` in the image. The default is `close`.
   */
  readonly connections?: Value<string>;

  /**
   * Why the application has nothing that must differ from container to container: no random numbers, keys, identifiers or sessions that it
   * made before it was saved. Required without `after_fork`.
   */
  readonly no_unique_state?: Value<string>;

  /**
   * When the template is ready to be saved. By default, when its health check says so.
   */
  readonly ready?: Value<CloneSetForkReady>;

  /**
   * What is done in each container before it counts as started, and again whenever the engine starts it: give it what must differ, such as
   * the seed of random numbers. Exactly one of `command` and `signal` is required. If it fails, the container does not start.
   */
  readonly after_fork?: Value<CloneSetForkAfterFork>;
}

/**
 * The block `fork.ready`.
 */
export interface CloneSetForkReady {
  /**
   * The command that is run in it, again and again, until it exits with 0.
   */
  readonly command?: Value<readonly string[]>;

  /**
   * The longest time for that, in seconds. The default is 60.
   */
  readonly timeout_seconds?: Value<number>;
}

/**
 * The block `fork.after_fork`.
 */
export interface CloneSetForkAfterFork {
  /**
   * The command that is run in the container, as its user, with its environment variables.
   */
  readonly command?: Value<readonly string[]>;

  /**
   * The signal that the main process gets, such as `USR1`.
   */
  readonly signal?: Value<string>;

  /**
   * The longest time for the command, in seconds. The default is 60.
   */
  readonly timeout_seconds?: Value<number>;
}

/**
 * The block `template`.
 */
export interface CloneSetTemplate {
  /**
   * The image, by id or by name. Preferably the `image_id` of a `docker_image`. The engine has to have the image: a container never pulls.
   * If this is an id, `docker ps` shows a name of that image. Engine API: `Image`.
   */
  readonly image?: Value<string>;

  /**
   * The platform that the image must have, as `os/architecture[/variant]` or as `os` alone; the engine refuses another. "" accepts any
   * platform. Engine API: `platform`.
   */
  readonly platform?: Value<string>;

  /**
   * The command, or the arguments of the entry point if there is one. It is not run by a shell. The default is the image's. Engine API:
   * `Config.Cmd`.
   */
  readonly command?: Value<readonly string[]>;

  /**
   * The program to which `command` is passed. The default is the image's; `[""]` removes it. A container with its own entry point does not
   * use the image's command. Engine API: `Config.Entrypoint`.
   */
  readonly entrypoint?: Value<readonly string[]>;

  /**
   * Environment variables as `NAME=value`, in addition to the image's. `NAME` without a value removes the image's variable. The values are
   * readable in the state and through the engine. Engine API: `Config.Env`.
   */
  readonly env?: Value<readonly string[]>;

  /**
   * The user, and optionally the group after a colon, as names or numbers: "nobody", "1000:1000". Names are looked up in the image's
   * /etc/passwd and /etc/group. The default is the image's, else root. Engine API: `Config.User`.
   */
  readonly user?: Value<string>;

  /**
   * The absolute path of the working directory. The default is the image's, else /. Engine API: `Config.WorkingDir`.
   */
  readonly working_dir?: Value<string>;

  /**
   * The host name. The engine's default is the beginning of the container's id, or with `network_mode = "host"` the host's name. Engine
   * API: `Config.Hostname`.
   */
  readonly hostname?: Value<string>;

  /**
   * The domain name of the container. Engine API: `Config.Domainname`.
   */
  readonly domainname?: Value<string>;

  /**
   * Allocates a terminal for the container (`docker run --tty`). Engine API: `Config.Tty`.
   */
  readonly tty?: Value<boolean>;

  /**
   * Keeps stdin open even if nothing is attached to it (`docker run --interactive`). Engine API: `Config.OpenStdin`.
   */
  readonly stdin_open?: Value<boolean>;

  /**
   * With `stdin_open`: closes stdin when the first attached client disconnects. Engine API: `Config.StdinOnce`.
   */
  readonly stdin_once?: Value<boolean>;

  /**
   * Height and width of the terminal (`tty`) in characters: `[40, 120]`. The default is the engine's. Needs Docker Engine 23. Engine API:
   * `HostConfig.ConsoleSize`.
   */
  readonly console_size?: Value<readonly number[]>;

  /**
   * The shell that runs health checks of the form `CMD-SHELL`: `["/bin/bash", "-c"]`. The default is `["/bin/sh", "-c"]`. Engine API:
   * `Config.Shell`.
   */
  readonly shell?: Value<readonly string[]>;

  /**
   * Runs an init process that forwards signals and reaps zombie processes. The default is the engine's (`init` in its daemon.json, else
   * false). Engine API: `HostConfig.Init`.
   */
  readonly init?: Value<boolean>;

  /**
   * The signal that stops the container, by name or number: "SIGTERM", "term", "15". The default is the image's, else SIGTERM. Engine API:
   * `Config.StopSignal`.
   */
  readonly stop_signal?: Value<string>;

  /**
   * Seconds that the container has to stop before it is killed. -1 is no limit. The engine's default is 10. Engine API:
   * `Config.StopTimeout`.
   */
  readonly stop_timeout?: Value<number>;

  /**
   * Additional groups of the user, as names or numbers. Engine API: `HostConfig.GroupAdd`.
   */
  readonly group_add?: Value<readonly string[]>;

  /**
   * Annotations that are passed to the runtime when the container starts. Needs Docker Engine 24. Engine API: `HostConfig.Annotations`.
   */
  readonly annotations?: Value<{ readonly [key: string]: string }>;

  /**
   * Maximum memory in MiB. A program that needs more is killed. Engine API: `HostConfig.Memory`.
   */
  readonly memory?: Value<number>;

  /**
   * Maximum memory and swap together in MiB. If it equals `memory`, there is no swap. Needs `memory`. Engine API: `HostConfig.MemorySwap`.
   */
  readonly memory_swap?: Value<number>;

  /**
   * Soft memory limit in MiB, which is enforced when the host runs short of memory. Has to be less than `memory`. Engine API:
   * `HostConfig.MemoryReservation`.
   */
  readonly memory_reservation?: Value<number>;

  /**
   * Maximum CPU time in CPUs, such as "1.5". It does not select CPUs (see `cpu_set`). "" is no limit. Conflicts with `cpu_quota` and
   * `cpu_period`. Engine API: `HostConfig.NanoCpus`.
   */
  readonly cpus?: Value<string>;

  /**
   * CPU weight relative to other containers. 0 is the engine's default, 1024. Engine API: `HostConfig.CpuShares`.
   */
  readonly cpu_shares?: Value<number>;

  /**
   * Period of `cpu_quota` in microseconds. 0 is the engine's default, 100000. Engine API: `HostConfig.CpuPeriod`.
   */
  readonly cpu_period?: Value<number>;

  /**
   * Maximum CPU time within a `cpu_period` in microseconds. 0 is no limit. Engine API: `HostConfig.CpuQuota`.
   */
  readonly cpu_quota?: Value<number>;

  /**
   * The CPUs on which the container may run, such as "0-2,4". "" is all. Engine API: `HostConfig.CpusetCpus`.
   */
  readonly cpu_set?: Value<string>;

  /**
   * The memory nodes (NUMA) that the container may use, such as "0-1". "" is all. Engine API: `HostConfig.CpusetMems`.
   */
  readonly cpuset_mems?: Value<string>;

  /**
   * Period of `cpu_rt_runtime` in microseconds. 0 is the engine's default. Needs a kernel with real-time group scheduling. Not supported
   * with cgroups version 2. Engine API: `HostConfig.CpuRealtimePeriod`.
   */
  readonly cpu_rt_period?: Value<number>;

  /**
   * Maximum CPU time of programs with a real-time priority within a `cpu_rt_period`, in microseconds. 0 is the engine's default. Engine
   * API: `HostConfig.CpuRealtimeRuntime`.
   */
  readonly cpu_rt_runtime?: Value<number>;

  /**
   * Block I/O weight relative to other containers. 0 is the engine's default, 500. Not every kernel supports it. Engine API:
   * `HostConfig.BlkioWeight`.
   */
  readonly blkio_weight?: Value<number>;

  /**
   * Maximum number of processes and threads in the container. 0 and -1 are no limit. Engine API: `HostConfig.PidsLimit`.
   */
  readonly pids_limit?: Value<number>;

  /**
   * Whether the engine restarts the container when it exits: `no`, `on-failure` (if the exit code is not 0), `always`, or `unless-stopped`
   * (always, unless it was stopped by hand). Engine API: `HostConfig.RestartPolicy.Name`.
   */
  readonly restart?: Value<string>;

  /**
   * Maximum number of restarts with `restart = "on-failure"`. 0 is no limit. Engine API: `HostConfig.RestartPolicy.MaximumRetryCount`.
   */
  readonly max_retry_count?: Value<number>;

  /**
   * How readily the kernel swaps out the container's memory: from 0 (rarely) to 100. -1 is the host's setting. Not supported with cgroups
   * version 2. Engine API: `HostConfig.MemorySwappiness`.
   */
  readonly memory_swappiness?: Value<number>;

  /**
   * Lets a program that needs more than `memory` wait for it, instead of killing the program. Use it only with `memory`: without that
   * limit, the host itself may run out of memory. Not supported with cgroups version 2. Engine API: `HostConfig.OomKillDisable`.
   */
  readonly oom_kill_disable?: Value<boolean>;

  /**
   * How early the container is killed when the host runs out of memory: from -1000 (never) to 1000 (first). Engine API:
   * `HostConfig.OomScoreAdj`.
   */
  readonly oom_score_adj?: Value<number>;

  /**
   * Removes nearly all isolation from the host: the container has all capabilities and all devices, and no seccomp or AppArmor profile.
   * Engine API: `HostConfig.Privileged`.
   */
  readonly privileged?: Value<boolean>;

  /**
   * Makes the root file system read-only. Use `mounts`, `volumes` or `tmpfs` for paths that have to be writable. Engine API:
   * `HostConfig.ReadonlyRootfs`.
   */
  readonly read_only?: Value<boolean>;

  /**
   * Security options: `no-new-privileges`, `seccomp=<profile as JSON>`, `apparmor=<profile>`, `label=<...>`. `systempaths=unconfined`
   * empties `masked_paths` and `readonly_paths`, as Docker's command line does. Engine API: `HostConfig.SecurityOpt`.
   */
  readonly security_opts?: Value<readonly string[]>;

  /**
   * Kernel parameters of the container's own namespaces, such as `"net.core.somaxconn" = "1024"`. Engine API: `HostConfig.Sysctls`.
   */
  readonly sysctls?: Value<{ readonly [key: string]: string }>;

  /**
   * The OCI runtime, such as `runc` or `runsc`. The default is the engine's. gVisor (a runtime with `runsc` or `gvisor` in its name) can't
   * change the limits of a running container, so every change of a limit replaces the container. Engine API: `HostConfig.Runtime`.
   */
  readonly runtime?: Value<string>;

  /**
   * The PID namespace: `host`, `container:<name or id>`, or "" for a private one, which is the default. Engine API: `HostConfig.PidMode`.
   */
  readonly pid_mode?: Value<string>;

  /**
   * The IPC namespace: `private`, `shareable`, `none`, `host`, `container:<name or id>`. The default is the engine's, usually `private`.
   * Engine API: `HostConfig.IpcMode`.
   */
  readonly ipc_mode?: Value<string>;

  /**
   * The user namespace: `host` disables user remapping on an engine that has it, "" is the engine's default. Engine API:
   * `HostConfig.UsernsMode`.
   */
  readonly userns_mode?: Value<string>;

  /**
   * The UTS namespace, which has the host name: `host`, or "" for a private one. Conflicts with `hostname`. Engine API:
   * `HostConfig.UTSMode`.
   */
  readonly uts_mode?: Value<string>;

  /**
   * The cgroup namespace: `private` or `host`. The engine's default is `host` with cgroups version 1, else `private`. Engine API:
   * `HostConfig.CgroupnsMode`.
   */
  readonly cgroupns_mode?: Value<string>;

  /**
   * The parent cgroup of the container, such as that of a `docker_resource_pool`. "" is the engine's default. Engine API:
   * `HostConfig.CgroupParent`.
   */
  readonly cgroup_parent?: Value<string>;

  /**
   * Paths below /proc and /sys that are hidden from the container. The default is the engine's list, which is not reported. `[]` is none.
   * Engine API: `HostConfig.MaskedPaths`.
   */
  readonly masked_paths?: Value<readonly string[]>;

  /**
   * Paths below /proc and /sys that are read-only in the container. The default is the engine's list, which is not reported. `[]` is none.
   * Engine API: `HostConfig.ReadonlyPaths`.
   */
  readonly readonly_paths?: Value<readonly string[]>;

  /**
   * GPUs to add to the container: `all`, a number, or `device=<id>,<id>`. "" is none. Needs the NVIDIA container runtime on the host. Can't
   * be set together with `device_requests`. Engine API: `HostConfig.DeviceRequests`.
   */
  readonly gpus?: Value<string>;

  /**
   * Permissions for devices by their numbers, including devices that are added later: "c 13:* rwm". Engine API:
   * `HostConfig.DeviceCgroupRules`.
   */
  readonly device_cgroup_rules?: Value<readonly string[]>;

  /**
   * The driver that creates the volumes in `volumes` that do not exist. "" is `local`. Engine API: `HostConfig.VolumeDriver`.
   */
  readonly volume_driver?: Value<string>;

  /**
   * tmpfs mounts, in memory: from the path in the container to the mount options, such as "rw,size=64m" or "". Engine API:
   * `HostConfig.Tmpfs`.
   */
  readonly tmpfs?: Value<{ readonly [key: string]: string }>;

  /**
   * Size of /dev/shm in MiB. The default is the engine's: 64, unless its daemon.json sets another. Engine API: `HostConfig.ShmSize`.
   */
  readonly shm_size?: Value<number>;

  /**
   * Options of the engine's storage driver. `size`, such as "10G", limits the size of the root file system. It is supported by `overlay2`
   * on XFS mounted with `pquota`, by `btrfs` and by `zfs`. Engine API: `HostConfig.StorageOpt`.
   */
  readonly storage_opts?: Value<{ readonly [key: string]: string }>;

  /**
   * The network of the container if there is no `networks_advanced`: `bridge` (the engine's default network), the name of a network,
   * `none`, `host`, or `container:<name or id>` to share that container's network. It is reported as "" after the container was
   * disconnected from that network by hand. The next apply reconnects it. Engine API: `HostConfig.NetworkMode`.
   */
  readonly network_mode?: Value<string>;

  /**
   * Ports on which the container listens, in addition to those of its image: "80", "53/udp". They are published only with
   * `publish_all_ports`. Engine API: `Config.ExposedPorts`.
   */
  readonly exposed_ports?: Value<readonly string[]>;

  /**
   * The MAC address in the network of `network_mode`. With "", the engine chooses one. Engine API: `Config.MacAddress`.
   */
  readonly mac_address?: Value<string>;

  /**
   * Publishes every port that the image exposes, each on a host port that the engine chooses. Engine API: `HostConfig.PublishAllPorts`.
   */
  readonly publish_all_ports?: Value<boolean>;

  /**
   * Addresses of DNS servers, instead of the engine's. Engine API: `HostConfig.Dns`.
   */
  readonly dns?: Value<readonly string[]>;

  /**
   * DNS search domains. Engine API: `HostConfig.DnsSearch`.
   */
  readonly dns_search?: Value<readonly string[]>;

  /**
   * Options of the resolver, such as `ndots:2`. Engine API: `HostConfig.DnsOptions`.
   */
  readonly dns_opts?: Value<readonly string[]>;

  /**
   * The logging driver, such as `json-file`, `local`, `none`. The default is the engine's. Engine API: `HostConfig.LogConfig.Type`.
   */
  readonly log_driver?: Value<string>;

  /**
   * Options of the logging driver, such as `"max-size" = "10m"`. Engine API: `HostConfig.LogConfig.Config`.
   */
  readonly log_opts?: Value<{ readonly [key: string]: string }>;

  /**
   * What happens when an `upload` is changed or added. "replace" replaces the container, so that it starts with the file. "restart" uploads
   * the file, and restarts the container if it runs. "upload" only uploads the file, for a program that notices changes itself. With
   * `wait`, the apply then waits until a health check that begins after the upload succeeds, and fails if the container becomes unhealthy.
   * The default is "replace".
   */
  readonly upload_change?: Value<string>;

  /**
   * Starts the container after its creation. If false, the container is only created.
   */
  readonly start?: Value<boolean>;

  /**
   * Keeps the container running: if it was stopped outside of terraform, a plan reports it and an apply starts it. It is an error if the
   * container exits right after its start (`must_run_for`). Set it to false for a container that exits by itself.
   */
  readonly must_run?: Value<boolean>;

  /**
   * Pauses the container: it keeps its memory and its addresses, and uses no CPU time. A new one is started, waited for as usual, and then
   * paused. If its virtual container host has no room for one more that runs, it is paused at once. Its health checks rest. If it was
   * paused or unpaused outside of terraform, a plan reports it and an apply repairs it. A container that is paused only because its
   * `docker_resource_pool` is suspended is as it should be. With true, it stays paused when the pool is resumed.
   */
  readonly suspended?: Value<boolean>;

  /**
   * Seconds that the container must run after its start before the apply counts it as started. If it exits earlier, the apply fails, with
   * the exit code and the last lines of its output, also if the engine restarts it. 0 does not wait. Without effect for jobs (`attach`),
   * with `must_run = false`, and for a container that `wait` has seen healthy.
   */
  readonly must_run_for?: Value<number>;

  /**
   * Waits after the start until the container is healthy, or, without a health check, until it runs. Fails at once if the container exits
   * or becomes unhealthy.
   */
  readonly wait?: Value<boolean>;

  /**
   * Seconds that `wait` waits before the apply fails.
   */
  readonly wait_timeout?: Value<number>;

  /**
   * Has no effect. Accepted for configurations written for other providers: when the engine answers a start request, the container runs
   * already, so there is nothing to wait for.
   */
  readonly container_read_refresh_timeout_milliseconds?: Value<number>;

  /**
   * Removes the container's anonymous volumes with it. Named volumes are never removed with a container. Those that bring the files of
   * `upload` and `secret_file` to a `read_only` container are always removed.
   */
  readonly remove_volumes?: Value<boolean>;

  /**
   * Seconds that the container has to stop when it is destroyed. The default is `stop_timeout` if that is set; otherwise the container is
   * killed at once.
   */
  readonly destroy_grace_seconds?: Value<number>;

  /**
   * The minimum isolation of the container, in one line, such as `restricted@1+gvisor memory<=512m`. A weaker container is refused at plan
   * time, and again before it is created or changed. The engine does not know this attribute. The data source `docker_isolation_policy`
   * explains a policy.
   */
  readonly isolation_policy?: Value<string>;

  /**
   * The controls of `isolation_policy` that this container is exempt from, and why: `{ pid_namespace = "it counts processes" }`. An
   * exemption from `privileged` is also an exemption from `capabilities`, `seccomp`, `apparmor`, `selinux`, `devices` and `kernel_paths`.
   */
  readonly isolation_exemptions?: Value<{ readonly [key: string]: string }>;

  /**
   * The rules of the virtual container host of the container, as JSON: `jsonencode({ name = "blue", registries = ["registry.example.com"]
   * })`. They limit its name, its image, its ports, its devices, its networks, its volumes, and how many containers there are. A container
   * that breaks a rule is refused at plan time, and again before it is created or changed. The engine does not know this attribute. The
   * guide "Virtual container hosts" describes the rules.
   */
  readonly virtual_host?: Value<string>;

  /**
   * A label of the container, in addition to those of the image. Engine API: `Config.Labels`.
   */
  readonly labels?: Value<readonly CloneSetTemplateLabels[]>;

  /**
   * The health check, instead of the image's. `wait` waits until it succeeds. Engine API: `Config.Healthcheck`.
   */
  readonly healthcheck?: Value<CloneSetTemplateHealthcheck>;

  /**
   * The container's weight for one device, instead of `blkio_weight`. Engine API: `HostConfig.BlkioWeightDevice`.
   */
  readonly blkio_weight_device?: Value<readonly CloneSetTemplateBlkioWeightDevice[]>;

  /**
   * The maximum rate, in bytes per second, at which the container may read from a device. Engine API: `HostConfig.BlkioDeviceReadBps`.
   */
  readonly device_read_bps?: Value<readonly CloneSetTemplateDeviceReadBps[]>;

  /**
   * The maximum rate, in bytes per second, at which the container may write to a device. Engine API: `HostConfig.BlkioDeviceWriteBps`.
   */
  readonly device_write_bps?: Value<readonly CloneSetTemplateDeviceWriteBps[]>;

  /**
   * The maximum rate, in operations per second, at which the container may read from a device. Engine API:
   * `HostConfig.BlkioDeviceReadIOps`.
   */
  readonly device_read_iops?: Value<readonly CloneSetTemplateDeviceReadIops[]>;

  /**
   * The maximum rate, in operations per second, at which the container may write to a device. Engine API:
   * `HostConfig.BlkioDeviceWriteIOps`.
   */
  readonly device_write_iops?: Value<readonly CloneSetTemplateDeviceWriteIops[]>;

  /**
   * Changes to the engine's default capabilities. Names such as `NET_ADMIN` or `ALL`, with or without `CAP_`, in upper or lower case.
   * Engine API: `HostConfig.CapAdd`, `HostConfig.CapDrop`.
   */
  readonly capabilities?: Value<CloneSetTemplateCapabilities>;

  /**
   * A resource limit of the container's processes (`setrlimit`). The default is the engine's. Engine API: `HostConfig.Ulimits`.
   */
  readonly ulimit?: Value<readonly CloneSetTemplateUlimit[]>;

  /**
   * A device of the host to add to the container. Engine API: `HostConfig.Devices`.
   */
  readonly devices?: Value<readonly CloneSetTemplateDevices[]>;

  /**
   * Devices to request from a driver of the engine, instead of `gpus`, for example those of the Container Device Interface (`driver =
   * "cdi"`). Engine API: `HostConfig.DeviceRequests`.
   */
  readonly device_requests?: Value<readonly CloneSetTemplateDeviceRequests[]>;

  /**
   * A mount of a volume, of a host path, or of a tmpfs. Engine API: `HostConfig.Mounts`.
   */
  readonly mounts?: Value<readonly CloneSetTemplateMounts[]>;

  /**
   * A mount in the older, shorter form: a volume (`volume_name`), a host path (`host_path`), all volumes of another container
   * (`from_container`), or, without any of these, an anonymous volume. Engine API: `HostConfig.Binds`, `HostConfig.VolumesFrom`,
   * `Config.Volumes`.
   */
  readonly volumes?: Value<readonly CloneSetTemplateVolumes[]>;

  /**
   * A network to connect the container to. With at least one of these, it is not connected to the default network `bridge`. Networks are
   * connected and disconnected while the container runs. Engine API: `NetworkSettings.Networks`.
   */
  readonly networks_advanced?: Value<readonly CloneSetTemplateNetworksAdvanced[]>;

  /**
   * A port of the container to publish on the host. A container port may be published more than once. Engine API:
   * `HostConfig.PortBindings`.
   */
  readonly ports?: Value<readonly CloneSetTemplatePorts[]>;

  /**
   * An entry in /etc/hosts. Engine API: `HostConfig.ExtraHosts`.
   */
  readonly host?: Value<readonly CloneSetTemplateHost[]>;

  /**
   * A file to upload to the container before it starts. The engine can't report the file, so a change of it outside of terraform is not
   * detected. For a container that is `read_only`, a file outside of its volumes comes with a read-only, anonymous volume at its folder,
   * which has the image's files, too.
   */
  readonly upload?: Value<readonly CloneSetTemplateUpload[]>;

  /**
   * A secret that the container gets as a file before it starts. Needs Terraform 1.11 or newer, which stores the content in neither plan
   * nor state. The engine keeps it until the container is removed: in the container's own layer, or, for a container that is `read_only`,
   * in an anonymous volume at its folder. (`docker rm` removes that volume only with `-v`.) A file in a volume of the container's own stays
   * as long as that volume. With an older Terraform, use `upload` with a sensitive value, which is stored in the state.
   */
  readonly secret_file?: Value<readonly CloneSetTemplateSecretFile[]>;
}

/**
 * The block `template.labels`.
 */
export interface CloneSetTemplateLabels {
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
 * The block `template.healthcheck`.
 */
export interface CloneSetTemplateHealthcheck {
  /**
   * The test: `["CMD", "program", "argument", ...]`, `["CMD-SHELL", "shell command"]`, or `["NONE"]` to disable the health check. By
   * default, the image's test; if the image has none, there is no health check.
   */
  readonly test?: Value<readonly string[]>;

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
 * The block `template.blkio_weight_device`.
 */
export interface CloneSetTemplateBlkioWeightDevice {
  /**
   * The path of the device on the host, such as "/dev/sda".
   */
  readonly path: Value<string>;

  /**
   * The weight relative to other containers that use the device.
   */
  readonly weight: Value<number>;
}

/**
 * The block `template.device_read_bps`.
 */
export interface CloneSetTemplateDeviceReadBps {
  /**
   * The path of the device on the host, such as "/dev/sda".
   */
  readonly path: Value<string>;

  /**
   * The maximum rate in bytes per second.
   */
  readonly rate: Value<number>;
}

/**
 * The block `template.device_write_bps`.
 */
export interface CloneSetTemplateDeviceWriteBps {
  /**
   * The path of the device on the host, such as "/dev/sda".
   */
  readonly path: Value<string>;

  /**
   * The maximum rate in bytes per second.
   */
  readonly rate: Value<number>;
}

/**
 * The block `template.device_read_iops`.
 */
export interface CloneSetTemplateDeviceReadIops {
  /**
   * The path of the device on the host, such as "/dev/sda".
   */
  readonly path: Value<string>;

  /**
   * The maximum rate in operations per second.
   */
  readonly rate: Value<number>;
}

/**
 * The block `template.device_write_iops`.
 */
export interface CloneSetTemplateDeviceWriteIops {
  /**
   * The path of the device on the host, such as "/dev/sda".
   */
  readonly path: Value<string>;

  /**
   * The maximum rate in operations per second.
   */
  readonly rate: Value<number>;
}

/**
 * The block `template.capabilities`.
 */
export interface CloneSetTemplateCapabilities {
  /**
   * Capabilities to add.
   */
  readonly add?: Value<readonly string[]>;

  /**
   * Capabilities to drop.
   */
  readonly drop?: Value<readonly string[]>;
}

/**
 * The block `template.ulimit`.
 */
export interface CloneSetTemplateUlimit {
  /**
   * The limited resource: `nofile`, `nproc`, `core`, ...
   */
  readonly name: Value<string>;

  /**
   * The soft limit, which is enforced. -1 is no limit.
   */
  readonly soft: Value<number>;

  /**
   * The hard limit, up to which a process may raise the soft limit. -1 is no limit.
   */
  readonly hard: Value<number>;
}

/**
 * The block `template.devices`.
 */
export interface CloneSetTemplateDevices {
  /**
   * The path of the device on the host.
   */
  readonly host_path: Value<string>;

  /**
   * The path of the device in the container. The default is `host_path`.
   */
  readonly container_path?: Value<string>;

  /**
   * The permissions of the container: read (`r`), write (`w`), create the device node (`m`). The default is `rwm`.
   */
  readonly permissions?: Value<string>;
}

/**
 * The block `template.device_requests`.
 */
export interface CloneSetTemplateDeviceRequests {
  /**
   * The driver, such as `cdi` or `nvidia`. The default is any driver that has the `capabilities`.
   */
  readonly driver?: Value<string>;

  /**
   * The number of devices; -1 is all. By default, `device_ids` lists them.
   */
  readonly count?: Value<number>;

  /**
   * The ids of the devices, for example `["vendor.com/class=name"]` for `cdi`.
   */
  readonly device_ids?: Value<readonly string[]>;

  /**
   * Capabilities that the driver needs to have, all of them: `["gpu", "compute"]`.
   */
  readonly capabilities?: Value<readonly string[]>;

  /**
   * Options of the driver.
   */
  readonly options?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `template.mounts`.
 */
export interface CloneSetTemplateMounts {
  /**
   * The type: `volume`, `bind` (a host path) or `tmpfs` (memory).
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
  readonly bind_options?: Value<CloneSetTemplateMountsBindOptions>;

  /**
   * Options of a mount of type `volume`.
   */
  readonly volume_options?: Value<CloneSetTemplateMountsVolumeOptions>;

  /**
   * Options of a mount of type `tmpfs`.
   */
  readonly tmpfs_options?: Value<CloneSetTemplateMountsTmpfsOptions>;
}

/**
 * The block `template.mounts.bind_options`.
 */
export interface CloneSetTemplateMountsBindOptions {
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
 * The block `template.mounts.volume_options`.
 */
export interface CloneSetTemplateMountsVolumeOptions {
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
  readonly labels?: Value<readonly CloneSetTemplateMountsVolumeOptionsLabels[]>;
}

/**
 * The block `template.mounts.volume_options.labels`.
 */
export interface CloneSetTemplateMountsVolumeOptionsLabels {
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
 * The block `template.mounts.tmpfs_options`.
 */
export interface CloneSetTemplateMountsTmpfsOptions {
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
 * The block `template.volumes`.
 */
export interface CloneSetTemplateVolumes {
  /**
   * The path in the container.
   */
  readonly container_path?: Value<string>;

  /**
   * The path on the host. The engine creates a folder if it does not exist.
   */
  readonly host_path?: Value<string>;

  /**
   * The name of the volume. The engine creates it if it does not exist.
   */
  readonly volume_name?: Value<string>;

  /**
   * The name or id of a container. All its volumes are mounted at the same paths.
   */
  readonly from_container?: Value<string>;

  /**
   * Makes the mount read-only. The default is false.
   */
  readonly read_only?: Value<boolean>;

  /**
   * Relabels the content for SELinux, so that only this container (`Z`) or all containers (`z`) may use it. By default, the label does not
   * change.
   */
  readonly selinux_relabel?: Value<string>;
}

/**
 * The block `template.networks_advanced`.
 */
export interface CloneSetTemplateNetworksAdvanced {
  /**
   * The network, by name or id.
   */
  readonly name: Value<string>;

  /**
   * Additional names by which other containers in the network can reach this one.
   */
  readonly aliases?: Value<readonly string[]>;

  /**
   * The IPv4 address in the network. With "", the engine chooses one. Any other value needs a network with a configured subnet
   * (`ipam_config`).
   */
  readonly ipv4_address?: Value<string>;

  /**
   * The IPv6 address in the network. With "", the engine chooses one.
   */
  readonly ipv6_address?: Value<string>;

  /**
   * Additional link-local addresses, IPv4 or IPv6.
   */
  readonly link_local_ips?: Value<readonly string[]>;

  /**
   * Options of the network's driver for this container, each as `option=value`.
   */
  readonly driver_opts?: Value<readonly string[]>;

  /**
   * The network with the highest priority provides the container's default gateway. The engine's default is 0, and among equal priorities
   * it chooses by the networks' names. Needs Docker Engine 28.
   */
  readonly gw_priority?: Value<number>;

  /**
   * The MAC address in the network. With "", the engine chooses one. An import does not report it. Needs Docker Engine 25. For older
   * engines, use the container's own `mac_address`, which applies to the network of `network_mode`.
   */
  readonly mac_address?: Value<string>;
}

/**
 * The block `template.ports`.
 */
export interface CloneSetTemplatePorts {
  /**
   * The port in the container.
   */
  readonly internal: Value<number>;

  /**
   * The port on the host. By default, the engine chooses a new one at each start, which is reported here.
   */
  readonly external?: Value<number>;

  /**
   * The host address on which to publish the port: 0.0.0.0 for all IPv4 addresses, :: for all IPv6 addresses.
   */
  readonly ip?: Value<string>;

  /**
   * The protocol: `tcp`, `udp` or `sctp`.
   */
  readonly protocol?: Value<string>;
}

/**
 * The block `template.host`.
 */
export interface CloneSetTemplateHost {
  /**
   * The host name.
   */
  readonly host: Value<string>;

  /**
   * The IP address, or `host-gateway` for the host's.
   */
  readonly ip: Value<string>;
}

/**
 * The block `template.upload`.
 */
export interface CloneSetTemplateUpload {
  /**
   * The path in the container. Missing folders are created.
   */
  readonly file: Value<string>;

  /**
   * The content, as text. Exactly one of `content`, `content_base64` and `source` is required.
   */
  readonly content?: Value<string>;

  /**
   * The content, as base64, for binary files.
   */
  readonly content_base64?: Value<string>;

  /**
   * The path of a file on the machine that runs terraform.
   */
  readonly source?: Value<string>;

  /**
   * Any text that changes with the content of `source`, such as `filesha256(...)`. A change counts as a changed file.
   */
  readonly source_hash?: Value<string>;

  /**
   * Sets the file mode to 0744 instead of 0644.
   */
  readonly executable?: Value<boolean>;

  /**
   * The file mode in octal. Overrides `executable`.
   */
  readonly permissions?: Value<string>;
}

/**
 * The block `template.secret_file`.
 */
export interface CloneSetTemplateSecretFile {
  /**
   * The path in the container, as in `/run/secrets/token`. Missing folders are created.
   */
  readonly file: Value<string>;

  /**
   * The content, as text. Terraform doesn't notice when it changes: change `content_wo_version`, too.
   */
  readonly content_wo?: Value<string>;

  /**
   * Any text. A change replaces the container, which then gets the `content_wo` of the configuration.
   */
  readonly content_wo_version?: Value<string>;

  /**
   * The file mode in octal.
   */
  readonly permissions?: Value<string>;

  /**
   * The numeric user and group that own the file. The names in the image are not known here.
   */
  readonly owner?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_clone_set`.
 */
export const CLONE_SET_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_clone_set',
  attributes: { name: 'string', replicas: 'number', standby: 'number', overlap_seconds: 'number', keep_on_failure: 'bool' },
  blocks: {
    host: { nesting: 'list', attributes: { name: 'string', engine: 'string', image: 'string', drain: 'bool' } },
    rolling_update: { nesting: 'list', attributes: { max_unavailable: 'number', max_surge: 'number', rollback: 'bool' } },
    fork: {
      nesting: 'list',
      attributes: { connections: 'string', no_unique_state: 'string' },
      blocks: {
        ready: { nesting: 'list', attributes: { command: ['list', 'string'], timeout_seconds: 'number' } },
        after_fork: { nesting: 'list', attributes: { command: ['list', 'string'], signal: 'string', timeout_seconds: 'number' } },
      },
    },
    template: {
      nesting: 'list',
      attributes: {
        image: 'string',
        platform: 'string',
        command: ['list', 'string'],
        entrypoint: ['list', 'string'],
        env: ['set', 'string'],
        user: 'string',
        working_dir: 'string',
        hostname: 'string',
        domainname: 'string',
        tty: 'bool',
        stdin_open: 'bool',
        stdin_once: 'bool',
        console_size: ['list', 'number'],
        shell: ['list', 'string'],
        init: 'bool',
        stop_signal: 'string',
        stop_timeout: 'number',
        group_add: ['set', 'string'],
        annotations: ['map', 'string'],
        memory: 'number',
        memory_swap: 'number',
        memory_reservation: 'number',
        cpus: 'string',
        cpu_shares: 'number',
        cpu_period: 'number',
        cpu_quota: 'number',
        cpu_set: 'string',
        cpuset_mems: 'string',
        cpu_rt_period: 'number',
        cpu_rt_runtime: 'number',
        blkio_weight: 'number',
        pids_limit: 'number',
        restart: 'string',
        max_retry_count: 'number',
        memory_swappiness: 'number',
        oom_kill_disable: 'bool',
        oom_score_adj: 'number',
        privileged: 'bool',
        read_only: 'bool',
        security_opts: ['set', 'string'],
        sysctls: ['map', 'string'],
        runtime: 'string',
        pid_mode: 'string',
        ipc_mode: 'string',
        userns_mode: 'string',
        uts_mode: 'string',
        cgroupns_mode: 'string',
        cgroup_parent: 'string',
        masked_paths: ['set', 'string'],
        readonly_paths: ['set', 'string'],
        gpus: 'string',
        device_cgroup_rules: ['set', 'string'],
        volume_driver: 'string',
        tmpfs: ['map', 'string'],
        shm_size: 'number',
        storage_opts: ['map', 'string'],
        network_mode: 'string',
        exposed_ports: ['set', 'string'],
        mac_address: 'string',
        publish_all_ports: 'bool',
        dns: ['set', 'string'],
        dns_search: ['set', 'string'],
        dns_opts: ['set', 'string'],
        log_driver: 'string',
        log_opts: ['map', 'string'],
        upload_change: 'string',
        start: 'bool',
        must_run: 'bool',
        suspended: 'bool',
        must_run_for: 'number',
        wait: 'bool',
        wait_timeout: 'number',
        container_read_refresh_timeout_milliseconds: 'number',
        remove_volumes: 'bool',
        destroy_grace_seconds: 'number',
        isolation_policy: 'string',
        isolation_exemptions: ['map', 'string'],
        virtual_host: 'string',
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
        blkio_weight_device: { nesting: 'set', attributes: { path: 'string', weight: 'number' } },
        device_read_bps: { nesting: 'set', attributes: { path: 'string', rate: 'number' } },
        device_write_bps: { nesting: 'set', attributes: { path: 'string', rate: 'number' } },
        device_read_iops: { nesting: 'set', attributes: { path: 'string', rate: 'number' } },
        device_write_iops: { nesting: 'set', attributes: { path: 'string', rate: 'number' } },
        capabilities: { nesting: 'set', attributes: { add: ['set', 'string'], drop: ['set', 'string'] } },
        ulimit: { nesting: 'set', attributes: { name: 'string', soft: 'number', hard: 'number' } },
        devices: { nesting: 'set', attributes: { host_path: 'string', container_path: 'string', permissions: 'string' } },
        device_requests: {
          nesting: 'set',
          attributes: {
            driver: 'string',
            count: 'number',
            device_ids: ['list', 'string'],
            capabilities: ['list', 'string'],
            options: ['map', 'string'],
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
        volumes: {
          nesting: 'set',
          attributes: {
            container_path: 'string',
            host_path: 'string',
            volume_name: 'string',
            from_container: 'string',
            read_only: 'bool',
            selinux_relabel: 'string',
          },
        },
        networks_advanced: {
          nesting: 'set',
          attributes: {
            name: 'string',
            aliases: ['set', 'string'],
            ipv4_address: 'string',
            ipv6_address: 'string',
            link_local_ips: ['set', 'string'],
            driver_opts: ['set', 'string'],
            gw_priority: 'number',
            mac_address: 'string',
          },
        },
        ports: { nesting: 'list', attributes: { internal: 'number', external: 'number', ip: 'string', protocol: 'string' } },
        host: { nesting: 'set', attributes: { host: 'string', ip: 'string' } },
        upload: {
          nesting: 'set',
          attributes: {
            file: 'string',
            content: 'string',
            content_base64: 'string',
            source: 'string',
            source_hash: 'string',
            executable: 'bool',
            permissions: 'string',
          },
        },
        secret_file: {
          nesting: 'list',
          attributes: { file: 'string', content_wo: 'string', content_wo_version: 'string', permissions: 'string', owner: 'string' },
        },
      },
    },
  },
};

/**
 * The resource `docker_clone_set`. Many containers from one template, spread over hosts and kept as one thing. The state has the template
 * and sums, and does not grow with the number of containers. The containers are found by their labels. A plan shows in `summary` what is
 * not as described, and an apply creates, starts, changes, moves or removes only what differs.
 *
 * @internal
 */
export class CloneSet extends GeneratedResource<CloneSetAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<CloneSetAttributes>) {
    super(scope, id, CLONE_SET_SCHEMA, config);
  }
}
