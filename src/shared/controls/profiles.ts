import { meetControls } from './compare';
import { Controls } from './table';
import { Capability } from '../../isolation/capability';

/** Asks for nothing. */
export const PRIVILEGED: Controls = {};

/** The Pod Security Standards' profile "baseline", and more: nothing that an ordinary image would notice. */
export const BASELINE: Controls = {
  privileged: 'denied',
  capabilities: Capability.baseline().map(({ name }) => name),
  no_new_privileges: 'required',
  user_namespace: 'engine',
  pid_namespace: 'shared',
  ipc_namespace: 'shared',
  uts_namespace: 'private',
  network_namespace: 'shared',
  cgroup_namespace: 'private',
  seccomp: 'default',
  apparmor: [],
  devices: [],
  kernel_paths: 'masked',
  sysctls: 'safe',
  engine_socket: 'absent',
  host_paths: 'harmless',
  memory: 'limited',
  cpus: 'limited',
  processes: 'limited',
  open_files: 'limited',
};

/** The Pod Security Standards' profile "restricted", and more. */
export const RESTRICTED: Controls = meetControls(BASELINE, {
  capabilities: ['NET_BIND_SERVICE'],
  read_only_root: 'required',
  user: 'non-root',
  pid_namespace: 'private',
  ipc_namespace: 'private',
  network_namespace: 'private',
  host_paths: 'none',
});

/** Runtimes whose containers have a kernel of their own behind a hardware boundary. */
export const MICRO_VM_RUNTIMES = ['io.containerd.kata.v2', 'kata', 'kata-clh', 'kata-fc', 'kata-qemu', 'kata-runtime'];

/** Runtimes whose containers make no system call to the host's kernel. */
export const SANDBOXED_RUNTIMES = ['gvisor', 'io.containerd.runsc.v1', 'runsc', ...MICRO_VM_RUNTIMES];
