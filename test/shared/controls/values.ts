import fc from 'fast-check';
import { Controls } from '../../../src/shared/controls/table';

const names = fc.uniqueArray(fc.constantFrom('read', 'write', 'CHOWN', 'NET_RAW', 'runc', 'runsc', 'bpf'), { maxLength: 4 });
const limits = fc.oneof(fc.constantFrom('unlimited', 'limited'), fc.integer({ min: 1, max: 1_000 }));

/** Values of each control. */
export const VALUES: Record<string, fc.Arbitrary<unknown>> = {
  privileged: fc.constantFrom('allowed', 'denied'),
  no_new_privileges: fc.constantFrom('optional', 'required'),
  read_only_root: fc.constantFrom('optional', 'required'),
  user: fc.constantFrom('any', 'non-root'),
  user_namespace: fc.constantFrom('host', 'engine'),
  kernel_paths: fc.constantFrom('exposed', 'masked'),
  sysctls: fc.constantFrom('any', 'safe'),
  engine_socket: fc.constantFrom('any', 'absent'),
  host_paths: fc.constantFrom('any', 'harmless', 'none'),
  capabilities: fc.oneof(fc.constant('any'), names),
  devices: fc.oneof(fc.constant('any'), names),
  runtime: fc.oneof(fc.constant('any'), names),
  seccomp: fc.oneof(fc.constantFrom('any', 'default'), names),
  apparmor: fc.oneof(fc.constant('none'), names),
  ...Object.fromEntries(['pid', 'ipc', 'uts', 'network', 'cgroup'].map((each) => [
    `${each}_namespace`, fc.constantFrom('host', 'shared', 'private'),
  ])),
  ...Object.fromEntries(['memory', 'cpus', 'processes', 'open_files', 'disk_io'].map((each) => [each, limits])),
};

/** Policies that set some controls. */
export const controls = fc.record(VALUES, { requiredKeys: [] }) as fc.Arbitrary<Controls>;
