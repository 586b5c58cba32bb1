// Generated from the schemas of the back ends by `npx projen generate:l1`. Do not edit.

/**
 * The names of the attributes and blocks of each resource type. Nested ones, such as `mounts.bind_options`, are listed only if the other
 * back end lacks them.
 */
export interface ResourceTypes { readonly [type: string]: readonly string[] }

/**
 * The resource types of `berth/docker`.
 */
export const BERTH: ResourceTypes = {
  docker_clone_set: [
    'complete', 'fork', 'host', 'id', 'imported', 'keep_on_failure', 'name', 'overlap_seconds', 'placement', 'replicas', 'rolling_update',
    'standby', 'summary', 'template',
  ],
  docker_config: ['data', 'engine', 'engine_name', 'id', 'labels', 'name', 'random_suffix', 'template_driver'],
  docker_container: [
    'annotations', 'attach', 'blkio_weight', 'blkio_weight_device', 'bridge', 'capabilities', 'cgroup_parent', 'cgroupns_mode', 'command',
    'console_size', 'container_logs', 'container_read_refresh_timeout_milliseconds', 'cpu_period', 'cpu_quota', 'cpu_rt_period',
    'cpu_rt_runtime', 'cpu_set', 'cpu_shares', 'cpus', 'cpuset_mems', 'destroy_grace_seconds', 'device_cgroup_rules', 'device_read_bps',
    'device_read_iops', 'device_requests', 'device_write_bps', 'device_write_iops', 'devices', 'dns', 'dns_opts', 'dns_search',
    'domainname', 'engine', 'entrypoint', 'env', 'exit_code', 'exposed_ports', 'gpus', 'group_add', 'healthcheck', 'host', 'hostname', 'id',
    'image', 'init', 'ipc_mode', 'isolation_exemptions', 'isolation_policy', 'labels', 'log_driver', 'log_opts', 'logs', 'mac_address',
    'masked_paths', 'max_retry_count', 'memory', 'memory_reservation', 'memory_swap', 'memory_swappiness', 'mounts', 'must_run',
    'must_run_for', 'name', 'network_data', 'network_mode', 'networks_advanced', 'oom_kill_disable', 'oom_score_adj', 'pid_mode',
    'pids_limit', 'platform', 'ports', 'privileged', 'publish_all_ports', 'read_only', 'readonly_paths', 'remove_volumes', 'restart', 'rm',
    'runtime', 'secret_file', 'security_opts', 'shell', 'shm_size', 'start', 'stdin_once', 'stdin_open', 'stop_signal', 'stop_timeout',
    'storage_opts', 'suspended', 'sysctls', 'timeouts', 'tmpfs', 'tty', 'ulimit', 'upload', 'upload_change', 'user', 'userns_mode',
    'uts_mode', 'virtual_host', 'volume_driver', 'volumes', 'wait', 'wait_timeout', 'working_dir', 'mounts.bind_options.create_mountpoint',
    'mounts.bind_options.non_recursive', 'mounts.bind_options.read_only_force_recursive', 'mounts.bind_options.read_only_non_recursive',
    'mounts.tmpfs_options.options', 'networks_advanced.driver_opts', 'networks_advanced.gw_priority', 'networks_advanced.link_local_ips',
    'networks_advanced.mac_address', 'volumes.selinux_relabel',
  ],
  docker_host_bootstrap: ['changes', 'engine', 'id', 'machine', 'script', 'script_sha256', 'sudo', 'timeout_seconds'],
  docker_host_certificates: [
    'ca_certificate', 'client_certificate', 'client_key', 'engine', 'expires_at', 'hosts', 'id', 'renew_before_days', 'server_certificate',
    'server_key', 'validity_days',
  ],
  docker_host_facts: [
    'architecture', 'cgroup_driver', 'cgroup_version', 'cpus', 'data_root', 'default_cgroup_namespace', 'default_no_new_privileges',
    'default_runtime', 'default_seccomp', 'disk_free', 'disk_size', 'engine', 'engine_version', 'esp', 'evidence', 'extra_runtimes',
    'filters_ipv6', 'id', 'ip_vs', 'kernel', 'kvm', 'limits_storage', 'measured_at', 'memory', 'probe', 'remaps_users', 'reported',
    'runtimes', 'storage_driver', 'triggers', 'user_namespaces',
  ],
  docker_image: [
    'build', 'build_hash', 'engine', 'force_remove', 'id', 'image_id', 'keep_locally', 'name', 'platform', 'pull_triggers', 'repo_digest',
    'timeouts', 'triggers', 'virtual_host', 'build.additional_contexts', 'build.cache_to', 'build.provenance', 'build.sbom',
    'build.use_legacy_builder',
  ],
  docker_image_import: [
    'archive', 'changes', 'engine', 'force_remove', 'id', 'image_id', 'keep_locally', 'name', 'platform', 'root_filesystem', 'source_hash',
    'virtual_host',
  ],
  docker_isolation: [
    'attested_at', 'attested_nodes', 'clone_set', 'container', 'directory', 'engine', 'id', 'json', 'passed', 'probe', 'service', 'text',
    'weaknesses',
  ],
  docker_network: [
    'attachable', 'check_duplicate', 'driver', 'engine', 'id', 'ingress', 'internal', 'ipam_config', 'ipam_driver', 'ipam_options', 'ipv6',
    'labels', 'name', 'options', 'prove_ipv6_isolation', 'scope', 'virtual_host',
  ],
  docker_plugin: [
    'alias', 'enable_timeout', 'enabled', 'engine', 'env', 'force_destroy', 'force_disable', 'grant_all_permissions', 'grant_permissions',
    'id', 'name', 'plugin_reference',
  ],
  docker_registry_image: [
    'auth_config', 'engine', 'id', 'insecure_skip_verify', 'keep_remotely', 'layout', 'name', 'pushed_digest', 'sha256_digest', 'signature',
    'signed_by', 'triggers', 'virtual_host',
  ],
  docker_resource_pool: [
    'blkio_weight', 'cgroup_parent', 'cpu_shares', 'cpus', 'device_read_bps', 'device_read_iops', 'device_write_bps', 'device_write_iops',
    'engine', 'id', 'lower_containers', 'memory', 'memory_reservation', 'memory_swap', 'name', 'parent', 'pids_limit', 'shrink', 'summary',
    'suspended',
  ],
  docker_secret: [
    'data', 'data_wo', 'data_wo_version', 'engine', 'engine_name', 'id', 'labels', 'name', 'random_suffix', 'template_driver',
  ],
  docker_service: [
    'auth', 'completed_tasks', 'converge_config', 'desired_tasks', 'endpoint_spec', 'engine', 'id', 'isolation_exemptions',
    'isolation_policy', 'labels', 'mode', 'name', 'node_defaults', 'rollback_config', 'running_tasks', 'task_spec', 'timeouts',
    'update_config', 'update_message', 'update_state', 'virtual_ips', 'wait', 'mode.global_job', 'mode.replicated_job',
    'task_spec.container_spec.healthcheck.start_interval', 'task_spec.container_spec.init',
    'task_spec.container_spec.mounts.bind_options.create_mountpoint', 'task_spec.container_spec.mounts.bind_options.non_recursive',
    'task_spec.container_spec.mounts.bind_options.read_only_force_recursive',
    'task_spec.container_spec.mounts.bind_options.read_only_non_recursive', 'task_spec.container_spec.mounts.tmpfs_options.options',
    'task_spec.container_spec.mounts.volume_options.subpath', 'task_spec.container_spec.open_stdin',
    'task_spec.container_spec.privileges.apparmor', 'task_spec.container_spec.privileges.no_new_privileges',
    'task_spec.container_spec.privileges.seccomp', 'task_spec.container_spec.tty', 'task_spec.container_spec.ulimits',
    'task_spec.resources.limits.pids',
  ],
  docker_swarm: [
    'address', 'advertise_addr', 'autolock', 'availability', 'ca_certificate', 'data_path_addr', 'data_path_port', 'default_addr_pool',
    'dispatcher_heartbeat', 'engine', 'external_ca', 'force_destroy', 'id', 'keep_old_snapshots', 'listen_addr',
    'log_entries_for_slow_followers', 'manager_join_token', 'node_cert_expiry', 'node_id', 'rotate_ca', 'rotate_manager_token',
    'rotate_unlock_key', 'rotate_worker_token', 'snapshot_interval', 'subnet_size', 'task_history_limit', 'timeouts', 'unlock_key',
    'worker_join_token',
  ],
  docker_swarm_node: [
    'address', 'advertise_addr', 'availability', 'data_path_addr', 'engine', 'engine_version', 'force_destroy', 'hostname', 'id',
    'join_token', 'labels', 'leader', 'listen_addr', 'manager_engine', 'platform', 'reachability', 'remote_addrs', 'role', 'state',
    'timeouts',
  ],
  docker_tag: ['engine', 'id', 'source_image', 'source_image_id', 'tag_triggers', 'target_image', 'virtual_host'],
  docker_volume: ['cluster', 'driver', 'driver_opts', 'engine', 'id', 'labels', 'mountpoint', 'name', 'retain_as', 'virtual_host'],
};

/**
 * The resource types of `kreuzwerker/docker` 3.6.2.
 */
export const KREUZWERKER: ResourceTypes = {
  docker_buildx_builder: [
    'append', 'bootstrap', 'buildkit_config', 'buildkit_flags', 'docker_container', 'driver', 'driver_options', 'endpoint', 'id',
    'kubernetes', 'name', 'node', 'platform', 'remote', 'use',
  ],
  docker_config: ['data', 'id', 'name'],
  docker_container: [
    'attach', 'bridge', 'capabilities', 'cgroup_parent', 'cgroupns_mode', 'command', 'container_logs',
    'container_read_refresh_timeout_milliseconds', 'cpu_period', 'cpu_quota', 'cpu_set', 'cpu_shares', 'cpus', 'destroy_grace_seconds',
    'devices', 'dns', 'dns_opts', 'dns_search', 'domainname', 'entrypoint', 'env', 'exit_code', 'gpus', 'group_add', 'healthcheck', 'host',
    'hostname', 'id', 'image', 'init', 'ipc_mode', 'labels', 'log_driver', 'log_opts', 'logs', 'max_retry_count', 'memory', 'memory_swap',
    'mounts', 'must_run', 'name', 'network_data', 'network_mode', 'networks_advanced', 'pid_mode', 'ports', 'privileged',
    'publish_all_ports', 'read_only', 'remove_volumes', 'restart', 'rm', 'runtime', 'security_opts', 'shm_size', 'start', 'stdin_open',
    'stop_signal', 'stop_timeout', 'storage_opts', 'sysctls', 'tmpfs', 'tty', 'ulimit', 'upload', 'user', 'userns_mode', 'volumes', 'wait',
    'wait_timeout', 'working_dir',
  ],
  docker_image: ['build', 'force_remove', 'id', 'image_id', 'keep_locally', 'name', 'platform', 'pull_triggers', 'repo_digest', 'triggers'],
  docker_network: [
    'attachable', 'check_duplicate', 'driver', 'id', 'ingress', 'internal', 'ipam_config', 'ipam_driver', 'ipam_options', 'ipv6', 'labels',
    'name', 'options', 'scope',
  ],
  docker_plugin: [
    'alias', 'enable_timeout', 'enabled', 'env', 'force_destroy', 'force_disable', 'grant_all_permissions', 'grant_permissions', 'id',
    'name', 'plugin_reference',
  ],
  docker_registry_image: ['auth_config', 'id', 'insecure_skip_verify', 'keep_remotely', 'name', 'sha256_digest', 'triggers'],
  docker_secret: ['data', 'id', 'labels', 'name'],
  docker_service: [
    'auth', 'converge_config', 'endpoint_spec', 'id', 'labels', 'mode', 'name', 'rollback_config', 'task_spec', 'update_config',
  ],
  docker_tag: ['id', 'source_image', 'source_image_id', 'tag_triggers', 'target_image'],
  docker_volume: ['driver', 'driver_opts', 'id', 'labels', 'mountpoint', 'name'],
};
