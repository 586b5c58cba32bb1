import { ControlName, controlRow } from '../../src/shared/controls/table';

/** What to write so that a container has a control, in the attributes of `docker_container`. */
export function advice(control: ControlName, wanted: unknown): string {
  const shown = controlRow(control).lattice.show(wanted);
  switch (control) {
    case 'privileged': return 'Leave out `privileged`.';
    case 'capabilities': return `Drop all capabilities and add those that it needs, of: ${shown}.`;
    case 'no_new_privileges': return 'Add "no-new-privileges" to `security_opts`.';
    case 'read_only_root': return 'Set `read_only = true`, and give what has to be written a `tmpfs`, `mounts` or `volumes`.';
    case 'user': return 'Set `user` to a number above 0.';
    case 'user_namespace': return 'Leave out `userns_mode`.';
    case 'pid_namespace': return 'Leave out `pid_mode`.';
    case 'ipc_namespace': return 'Set `ipc_mode = "private"`.';
    case 'uts_namespace': return 'Leave out `uts_mode`.';
    case 'network_namespace': return 'Leave out `network_mode`, and join networks by `networks_advanced`.';
    case 'cgroup_namespace': return 'Set `cgroupns_mode = "private"`.';
    case 'seccomp': return wanted === 'default' ? 'Leave the seccomp profile out of `security_opts`.' : 'Give `security_opts` a seccomp profile that allows only the calls that are wanted.';
    case 'apparmor': return Array.isArray(wanted) && wanted.length > 0 ? `Set "apparmor=${wanted[0]}" in \`security_opts\`.` : 'Leave "apparmor=unconfined" out of `security_opts`.';
    case 'devices': return `Leave out \`devices\`, \`device_cgroup_rules\` and \`gpus\`${Array.isArray(wanted) && wanted.length > 0 ? `, but for: ${shown}` : ''}.`;
    case 'kernel_paths': return 'Leave out `masked_paths` and "systempaths" of `security_opts`.';
    case 'sysctls': return 'Leave the parameters of the whole host\'s kernel out of `sysctls`.';
    case 'engine_socket': return 'Mount neither the engine\'s socket nor a folder that it is in.';
    case 'host_paths': return 'Use a named volume in place of the path of the host, or mount it read-only where that is enough.';
    case 'memory': return `Set \`memory\`, in MiB${atMost(shown, wanted)}.`;
    case 'cpus': return `Set \`cpus\`${atMost(shown, wanted)}.`;
    case 'processes': return `Set \`pids_limit\`${atMost(shown, wanted)}.`;
    case 'open_files': return `Set a \`ulimit\` named "nofile"${atMost(shown, wanted)}.`;
    case 'disk_io': return `Set \`device_read_bps\` or \`device_write_bps\`${atMost(shown, wanted)}.`;
    case 'runtime': return `Set \`runtime\` to one of: ${shown}.`;
  }
}

function atMost(shown: string, wanted: unknown): string {
  return typeof wanted === 'number' ? `, to ${shown} at most` : '';
}
