import { Referred, S, ServiceRow, text } from './row';

/** `task_spec` without its containers. */
export function taskRows({ network, networkId }: Referred): Readonly<Record<string, ServiceRow>> {
  return {
    'task_spec.force_update': {
      at: 'TaskTemplate.ForceUpdate', same: [1], is: 1, other: 2, isOther: 2, outside: 3, unset: 2, isLeft: true,
    },
    'task_spec.runtime': {
      at: 'TaskTemplate.Runtime',
      same: ['container'],
      is: 'container',
      other: 'container',
      isOther: 'container',
      outside: 'container',
      unset: 'container',
      isLeft: true,
    },
    'task_spec.log_driver': {
      at: 'TaskTemplate.LogDriver',
      same: [[{ name: 'json-file', options: { 'max-size': '1m' } }]],
      is: { Name: 'json-file', Options: { 'max-size': '1m' } },
      other: [{ name: 'local' }],
      isOther: { Name: 'local' },
      outside: { Name: 'none' },
    },
    'task_spec.networks_advanced': {
      at: 'TaskTemplate.Networks',
      same: [[{ name: networkId, aliases: ['b', 'a'], driver_opts: ['x=1'] }]],
      is: [{ Target: networkId, Aliases: ['a', 'b'], DriverOpts: { x: '1' } }],
      other: [{ name: network }],
      isOther: [{ Target: networkId }],
      outside: [{ Target: networkId, Aliases: ['c'] }],
    },
    'task_spec.placement.constraints': {
      at: 'TaskTemplate.Placement.Constraints',
      same: [['node.role==manager', 'node.labels.a != 1'], ['node.labels.a!=1', 'node.role == manager']],
      is: ['node.labels.a!=1', 'node.role==manager'],
      other: ['node.role==manager'],
      isOther: ['node.role==manager'],
      outside: ['node.labels.b==2'],
    },
    'task_spec.placement.prefs': {
      at: 'TaskTemplate.Placement.Preferences',
      same: [['spread=node.labels.a'], ['node.labels.a']],
      is: [{ Spread: { SpreadDescriptor: 'node.labels.a' } }],
      other: ['spread=node.labels.b'],
      isOther: [{ Spread: { SpreadDescriptor: 'node.labels.b' } }],
      outside: [{ Spread: { SpreadDescriptor: 'node.labels.c' } }],
    },
    'task_spec.placement.max_replicas': { at: 'TaskTemplate.Placement.MaxReplicas', same: [2], is: 2, other: 3, isOther: 3, outside: 4 },
    'task_spec.placement.platforms': {
      at: 'TaskTemplate.Placement.Platforms',
      same: [[{ architecture: 'amd64', os: 'linux' }]],
      is: [{ Architecture: 'amd64', OS: 'linux' }],
      other: [{ architecture: 'arm64', os: 'linux' }],
      isOther: [{ Architecture: 'arm64', OS: 'linux' }],
      outside: [{ Architecture: 'arm', OS: 'linux' }],
    },
    'task_spec.resources.limits.memory_bytes': {
      at: 'TaskTemplate.Resources.Limits.MemoryBytes',
      same: [8_388_608],
      is: 8_388_608,
      other: 16_777_216,
      isOther: 16_777_216,
      outside: 33_554_432,
    },
    'task_spec.resources.limits.nano_cpus': {
      at: 'TaskTemplate.Resources.Limits.NanoCPUs', same: [S / 2], is: S / 2, other: S, isOther: S, outside: 2 * S,
    },
    'task_spec.resources.limits.pids': {
      at: 'TaskTemplate.Resources.Limits.Pids', same: [50], is: 50, other: 60, isOther: 60, outside: 70,
    },
    'task_spec.resources.reservation.memory_bytes': {
      at: 'TaskTemplate.Resources.Reservations.MemoryBytes',
      same: [8_388_608],
      is: 8_388_608,
      other: 16_777_216,
      isOther: 16_777_216,
      outside: 33_554_432,
    },
    'task_spec.resources.reservation.nano_cpus': {
      at: 'TaskTemplate.Resources.Reservations.NanoCPUs', same: [S / 10], is: S / 10, other: S / 5, isOther: S / 5, outside: S / 4,
    },
    'task_spec.resources.reservation.generic_resources': {
      at: 'TaskTemplate.Resources.Reservations.GenericResources',
      same: [[{ named_resources_spec: ['GPU=b', 'GPU=a'], discrete_resources_spec: ['SSD=3'] }]],
      is: [{ NamedResourceSpec: { Kind: 'GPU', Value: 'a' } }, { NamedResourceSpec: { Kind: 'GPU', Value: 'b' } }, {
        DiscreteResourceSpec: { Kind: 'SSD', Value: 3 },
      }],
      other: [{ discrete_resources_spec: ['SSD=1'] }],
      isOther: [{ DiscreteResourceSpec: { Kind: 'SSD', Value: 1 } }],
      outside: [{ DiscreteResourceSpec: { Kind: 'SSD', Value: 2 } }],
    },
    'task_spec.restart_policy.condition': text('TaskTemplate.RestartPolicy.Condition', ['on-failure'], 'none', 'on-failure'),
    'task_spec.restart_policy.delay': {
      at: 'TaskTemplate.RestartPolicy.Delay', same: ['60s', '1m'], is: 60 * S, other: '1s', isOther: S, outside: 2 * S,
    },
    'task_spec.restart_policy.max_attempts': {
      at: 'TaskTemplate.RestartPolicy.MaxAttempts', same: [2], is: 2, other: 3, isOther: 3, outside: 4,
    },
    'task_spec.restart_policy.window': {
      at: 'TaskTemplate.RestartPolicy.Window', same: ['60s', '1m'], is: 60 * S, other: '1s', isOther: S, outside: 2 * S,
    },
  };
}
