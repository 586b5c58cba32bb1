import { CONTAINER, label, Referred, S, ServiceRow, text } from './row';

function files(kind: 'Secret' | 'Config', [one, two]: readonly [string, string]): ServiceRow {
  const lower = kind.toLowerCase();
  const file = (id: string, name: string, more: object = {}) => ({
    File: { Name: 'file', UID: '0', GID: '0', Mode: 292, ...more }, [`${kind}ID`]: id, [`${kind}Name`]: name,
  });
  return {
    at: `${CONTAINER}.${kind}s`,
    same: [
      [{ [`${lower}_id`]: one, file_name: 'file' }],
      [{ [`${lower}_id`]: one, [`${lower}_name`]: 'one', file_name: 'file', file_uid: '0', file_gid: '0', file_mode: 292 }],
    ],
    is: [file(one, 'one')],
    other: [{ [`${lower}_id`]: two, [`${lower}_name`]: 'two', file_name: 'file', file_uid: '1', file_gid: '2', file_mode: 256 }],
    isOther: [file(two, 'two', { UID: '1', GID: '2', Mode: 256 })],
    outside: [file(one, 'one', { Name: 'else' })],
  };
}

/** `container_spec`. */
export function containerRows({ secrets, configs }: Referred): Readonly<Record<string, ServiceRow>> {
  return {
    'task_spec.container_spec.image': {
      at: `${CONTAINER}.Image`,
      same: ['busybox', 'busybox:latest', 'docker.io/library/busybox'],
      is: 'busybox',
      other: 'busybox:other',
      isOther: 'busybox:other',
      outside: 'busybox:third',
      isRequired: true,
    },
    'task_spec.container_spec.labels': {
      at: `${CONTAINER}.Labels`, same: [label('1')], is: { a: '1' }, other: label('2'), isOther: { a: '2' }, outside: { c: '3' },
    },
    'task_spec.container_spec.command': {
      at: `${CONTAINER}.Command`,
      same: [['sleep', '1000']],
      is: ['sleep', '1000'],
      other: ['sleep', '2000'],
      isOther: ['sleep', '2000'],
      outside: ['sleep', '3000'],
    },
    'task_spec.container_spec.args': {
      at: `${CONTAINER}.Args`, same: [['1000']], is: ['1000'], other: ['2', '3'], isOther: ['2', '3'], outside: ['4'],
    },
    'task_spec.container_spec.env': {
      at: `${CONTAINER}.Env`,
      same: [
        { B: '2=3', A: '' }, { A: '', B: '2=3' },
      ],
      is: ['A=', 'B=2=3'],
      other: { B: '2' },
      isOther: ['B=2'],
      outside: ['B=2', 'C=3'],
    },
    'task_spec.container_spec.dir': text(`${CONTAINER}.Dir`, ['/tmp', '/tmp/', '//tmp'], '/', '/etc'),
    'task_spec.container_spec.user': text(`${CONTAINER}.User`, ['0:0'], 'nobody', '1000'),
    'task_spec.container_spec.groups': {
      at: `${CONTAINER}.Groups`, same: [['0']], is: ['0'], other: ['1', '2'], isOther: ['1', '2'], outside: ['3'],
    },
    'task_spec.container_spec.hostname': text(`${CONTAINER}.Hostname`, ['one'], 'two', 'three'),
    'task_spec.container_spec.init': {
      at: `${CONTAINER}.Init`, same: [true], is: true, other: false, isOther: false, outside: true, isLeft: true,
    },
    'task_spec.container_spec.tty': { at: `${CONTAINER}.TTY`, same: [true], is: true, other: false, isOther: undefined, outside: true },
    'task_spec.container_spec.open_stdin': {
      at: `${CONTAINER}.OpenStdin`, same: [true], is: true, other: false, isOther: undefined, outside: true,
    },
    'task_spec.container_spec.read_only': {
      at: `${CONTAINER}.ReadOnly`, same: [true], is: true, other: false, isOther: undefined, outside: true,
    },
    'task_spec.container_spec.stop_signal': text(`${CONTAINER}.StopSignal`, ['SIGINT', 'int', '2'], 'SIGQUIT', '9'),
    'task_spec.container_spec.stop_grace_period': {
      at: `${CONTAINER}.StopGracePeriod`, same: ['60s', '1m'], is: 60 * S, other: '0s', isOther: 0, outside: 2 * S,
    },
    'task_spec.container_spec.isolation': {
      at: `${CONTAINER}.Isolation`,
      same: ['default'],
      is: 'default',
      other: 'process',
      isOther: 'process',
      outside: 'hyperv',
      unset: 'default',
    },
    'task_spec.container_spec.healthcheck': {
      at: `${CONTAINER}.Healthcheck`,
      same: [
        [{ test: ['CMD', 'true'], interval: '60s', timeout: '2s', start_period: '1s', retries: 2 }],
        [{ test: ['CMD', 'true'], interval: '1m', timeout: '2000ms', start_period: '1s', retries: 2 }],
      ],
      is: { Test: ['CMD', 'true'], Interval: 60 * S, Timeout: 2 * S, StartPeriod: S, Retries: 2 },
      other: [{ test: ['CMD-SHELL', 'true'] }],
      isOther: { Test: ['CMD-SHELL', 'true'] },
      outside: { Test: ['NONE'] },
    },
    'task_spec.container_spec.dns_config': {
      at: `${CONTAINER}.DNSConfig`,
      same: [[{ nameservers: ['10.0.0.1', '10.0.0.2'], search: ['a'], options: ['ndots:2'] }]],
      is: { Nameservers: ['10.0.0.1', '10.0.0.2'], Search: ['a'], Options: ['ndots:2'] },
      other: [{ nameservers: ['10.0.0.2'] }],
      isOther: { Nameservers: ['10.0.0.2'] },
      outside: { Nameservers: ['10.0.0.3'] },
    },
    'task_spec.container_spec.cap_add': {
      at: `${CONTAINER}.CapabilityAdd`,
      same: [['NET_ADMIN', 'SYS_TIME'], ['cap_sys_time', 'net_admin']],
      is: ['CAP_NET_ADMIN', 'CAP_SYS_TIME'],
      other: ['SYS_TIME'],
      isOther: ['CAP_SYS_TIME'],
      outside: ['CAP_SYS_PTRACE'],
    },
    'task_spec.container_spec.cap_drop': {
      at: `${CONTAINER}.CapabilityDrop`,
      same: [['all'], ['ALL']],
      is: ['ALL'],
      other: ['CHOWN'],
      isOther: ['CAP_CHOWN'],
      outside: ['CAP_KILL'],
    },
    'task_spec.container_spec.sysctl': {
      at: `${CONTAINER}.Sysctls`,
      same: [{ 'net.core.somaxconn': '100' }],
      is: { 'net.core.somaxconn': '100' },
      other: { 'net.core.somaxconn': '200' },
      isOther: { 'net.core.somaxconn': '200' },
      outside: { 'net.core.somaxconn': '300' },
    },
    'task_spec.container_spec.ulimits': {
      at: `${CONTAINER}.Ulimits`,
      same: [[{ name: 'nofile', soft: 10, hard: 20 }]],
      is: [{ Name: 'nofile', Soft: 10, Hard: 20 }],
      other: [{ name: 'nofile', soft: 10, hard: 30 }],
      isOther: [{ Name: 'nofile', Soft: 10, Hard: 30 }],
      outside: [{ Name: 'nproc', Soft: 10, Hard: 30 }],
    },
    'task_spec.container_spec.privileges': {
      at: `${CONTAINER}.Privileges.SELinuxContext`,
      same: [[{ se_linux_context: [{ disable: true }] }]],
      is: { Disable: true, User: '', Role: '', Type: '', Level: '' },
      other: [{ se_linux_context: [{ user: 'u', role: 'r', type: 't', level: 'l' }] }],
      isOther: { Disable: false, User: 'u', Role: 'r', Type: 't', Level: 'l' },
      outside: { Disable: true, User: 'u', Role: 'r', Type: 't', Level: 'l' },
    },
    'task_spec.container_spec.privileges (credential_spec)': {
      at: `${CONTAINER}.Privileges.CredentialSpec`,
      same: [[{ credential_spec: [{ file: 'account.json' }] }]],
      is: { Config: '', File: 'account.json', Registry: '' },
      other: [{ credential_spec: [{ registry: 'account' }] }],
      isOther: { Config: '', File: '', Registry: 'account' },
      outside: { File: 'other.json' },
    },
    'task_spec.container_spec.mounts (bind_options)': {
      at: `${CONTAINER}.Mounts`,
      same: [
        [{ type: 'bind', source: '/tmp', target: '/a', bind_options: [{ propagation: 'rslave', non_recursive: true }] }],
      ],
      is: [{ Type: 'bind', Source: '/tmp', Target: '/a', BindOptions: { Propagation: 'rslave', NonRecursive: true } }],
      other: [{ type: 'bind', source: '/tmp', target: '/a' }],
      isOther: [{ Type: 'bind', Source: '/tmp', Target: '/a' }],
      outside: [{ Type: 'bind', Source: '/tmp', Target: '/a', BindOptions: { Propagation: 'rshared' } }],
    },
    'task_spec.container_spec.mounts': {
      at: `${CONTAINER}.Mounts`,
      same: [
        [{ type: 'bind', source: '/tmp', target: '/a/' }, {
          type: 'tmpfs', target: '/b', tmpfs_options: [{ size_bytes: 1048576, mode: 1023 }],
        }],
        [{ type: 'tmpfs', target: '/b', tmpfs_options: [{ size_bytes: 1048576, mode: 1023 }] },
          { type: 'bind', source: '/tmp', target: '/a', read_only: false }],
      ],
      is: expect.arrayContaining([
        { Type: 'bind', Source: '/tmp', Target: '/a/' }, { Type: 'tmpfs', Target: '/b', TmpfsOptions: { SizeBytes: 1048576, Mode: 1023 } },
      ]),
      other: [{
        type: 'volume',
        source: 'data',
        target: '/c',
        read_only: true,
        volume_options: [{ no_copy: true, labels: label('1'), driver_name: 'local', driver_options: { type: 'tmpfs' } }],
      }],
      isOther: [{
        Type: 'volume',
        Source: 'data',
        Target: '/c',
        ReadOnly: true,
        VolumeOptions: { NoCopy: true, Labels: { a: '1' }, DriverConfig: { Name: 'local', Options: { type: 'tmpfs' } } },
      }],
      outside: [{ Type: 'bind', Source: '/etc', Target: '/c' }],
    },
    'task_spec.container_spec.hosts': {
      at: `${CONTAINER}.Hosts`,
      same: [[{ host: 'one', ip: '10.0.0.1' }, { host: 'two', ip: '10.0.0.2' }]],
      is: ['10.0.0.1 one', '10.0.0.2 two'],
      other: [{ host: 'one', ip: '10.0.0.3' }],
      isOther: ['10.0.0.3 one'],
      outside: ['10.0.0.3 one three'],
    },
    'task_spec.container_spec.secrets': files('Secret', secrets),
    'task_spec.container_spec.configs': files('Config', configs),
  };
}
