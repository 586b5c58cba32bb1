import { CONTAINER, S, ServiceRow } from './row';

/** A row of what Docker Engine 20.10 would ignore, so that the provider refuses it there. */
export interface NewerRow extends ServiceRow { readonly api: string }

const BIND = { type: 'bind', source: '/tmp', target: '/a' } as const;

function bindRow(api: string, option: string, field: string): NewerRow {
  return {
    api,
    at: `${CONTAINER}.Mounts`,
    same: [[{ ...BIND, bind_options: [{ [option]: true }] }]],
    is: [{ Type: 'bind', Source: '/tmp', Target: '/a', BindOptions: { [field]: true } }],
    other: [BIND],
    isOther: [{ Type: 'bind', Source: '/tmp', Target: '/a' }],
    outside: [{ Type: 'bind', Source: '/etc', Target: '/a' }],
  };
}

/** Every attribute that needs a newer engine, by its path. */
export const NEWER_ROWS: Readonly<Record<string, NewerRow>> = {
  'task_spec.container_spec.healthcheck': {
    api: '1.44',
    at: `${CONTAINER}.Healthcheck`,
    same: [[{ test: ['CMD', 'true'], start_interval: '60s' }], [{ test: ['CMD', 'true'], start_interval: '1m' }]],
    is: { Test: ['CMD', 'true'], StartInterval: 60 * S },
    other: [{ test: ['CMD', 'true'] }],
    isOther: { Test: ['CMD', 'true'] },
    outside: { Test: ['CMD', 'true'], StartInterval: S },
  },
  'task_spec.container_spec.privileges.no_new_privileges': {
    api: '1.44',
    at: `${CONTAINER}.Privileges.NoNewPrivileges`,
    same: [true],
    is: true,
    other: false,
    isOther: undefined,
    outside: true,
  },
  'task_spec.container_spec.privileges.seccomp': {
    api: '1.44',
    at: `${CONTAINER}.Privileges.Seccomp`,
    same: [[{ mode: 'custom', profile: '{}' }]],
    is: { Mode: 'custom', Profile: 'e30=' },
    other: [{ mode: 'unconfined' }],
    isOther: { Mode: 'unconfined' },
    outside: { Mode: 'default' },
  },
  'task_spec.container_spec.privileges.apparmor': {
    api: '1.44',
    at: `${CONTAINER}.Privileges.AppArmor`,
    same: [[{ mode: 'disabled' }]],
    is: { Mode: 'disabled' },
    other: [{ mode: 'default' }],
    isOther: { Mode: 'default' },
    outside: { Mode: 'disabled' },
  },
  'task_spec.container_spec.mounts (create_mountpoint)': bindRow('1.42', 'create_mountpoint', 'CreateMountpoint'),
  'task_spec.container_spec.mounts (read_only_non_recursive)': bindRow('1.44', 'read_only_non_recursive', 'ReadOnlyNonRecursive'),
  'task_spec.container_spec.mounts (read_only_force_recursive)': bindRow('1.44', 'read_only_force_recursive', 'ReadOnlyForceRecursive'),
  'task_spec.container_spec.mounts (subpath)': {
    api: '1.45',
    at: `${CONTAINER}.Mounts`,
    same: [[{ type: 'volume', source: 'data', target: '/a', volume_options: [{ subpath: 'b' }] }]],
    is: [{ Type: 'volume', Source: 'data', Target: '/a', VolumeOptions: { Subpath: 'b' } }],
    other: [{ type: 'volume', source: 'data', target: '/a' }],
    isOther: [{ Type: 'volume', Source: 'data', Target: '/a' }],
    outside: [{ Type: 'volume', Source: 'data', Target: '/a', VolumeOptions: { Subpath: 'c' } }],
  },
  'task_spec.container_spec.mounts (tmpfs options)': {
    api: '1.46',
    at: `${CONTAINER}.Mounts`,
    same: [[{ type: 'tmpfs', target: '/a', tmpfs_options: [{ options: ['exec'] }] }]],
    is: [{ Type: 'tmpfs', Target: '/a', TmpfsOptions: { SizeBytes: 0, Mode: 0, Options: [['exec']] } }],
    other: [{ type: 'tmpfs', target: '/a' }],
    isOther: [{ Type: 'tmpfs', Target: '/a' }],
    outside: [{ Type: 'tmpfs', Target: '/a', TmpfsOptions: { Options: [['noexec']] } }],
  },
};
