import { label, S, ServiceRow } from './row';

function replacing(at: string, actions: readonly [string, string]): ServiceRow {
  const sent = (parallelism: number, more: object) => (
    { Parallelism: parallelism, FailureAction: 'pause', MaxFailureRatio: 0, Order: 'stop-first', Monitor: 5 * S, ...more }
  );
  return {
    at,
    same: [
      [{ parallelism: 2, delay: '90s', failure_action: actions[1], monitor: '1s', max_failure_ratio: '0.5', order: 'start-first' }],
      [{ parallelism: 2, delay: '1m30s', failure_action: actions[1], monitor: '1000ms', max_failure_ratio: '0.50', order: 'start-first' }],
    ],
    is: { Parallelism: 2, Delay: 90 * S, FailureAction: actions[1], Monitor: S, MaxFailureRatio: 0.5, Order: 'start-first' },
    other: [{ parallelism: 0 }],
    isOther: sent(0, {}),
    outside: sent(3, { FailureAction: actions[1] }),
  };
}

const GLOBAL = [{ global: true }];
const GLOBAL_JOB = [{ global_job: true }];

/** What is outside of `task_spec`. */
export const SERVICE_ROWS: Readonly<Record<string, ServiceRow>> = {
  'labels': {
    at: 'Labels',
    same: [[...label('1'), { label: 'b', value: '2' }], [{ label: 'b', value: '2' }, ...label('1')]],
    is: { a: '1', b: '2' },
    other: label('2'),
    isOther: { a: '2' },
    outside: { c: '3' },
    unset: {},
  },
  'mode': {
    at: 'Mode',
    same: [[{ replicated: [{ replicas: 0 }] }]],
    is: { Replicated: { Replicas: 0 } },
    other: [{ replicated: [{}] }],
    isOther: { Replicated: { Replicas: 1 } },
    outside: { Replicated: { Replicas: 2 } },
    unset: { Replicated: { Replicas: 1 } },
  },
  'mode (global)': {
    at: 'Mode', same: [GLOBAL], is: { Global: {} }, other: GLOBAL, isOther: { Global: {} }, outside: undefined, isRequired: true,
  },
  'mode (global_job)': {
    at: 'Mode',
    same: [GLOBAL_JOB],
    is: { GlobalJob: {} },
    other: GLOBAL_JOB,
    isOther: { GlobalJob: {} },
    outside: undefined,
    isRequired: true,
  },
  'mode (replicated_job)': {
    at: 'Mode',
    same: [[{ replicated_job: [{ total_completions: 2, max_concurrent: 1 }] }], [{ replicated_job: [{ total_completions: 2 }] }]],
    is: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 2 } },
    other: [{ replicated_job: [{ max_concurrent: 2 }] }],
    isOther: { ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 1 } },
    outside: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 3 } },
    isRequired: true,
  },
  'update_config': replacing('UpdateConfig', ['pause', 'rollback']),
  'rollback_config': replacing('RollbackConfig', ['pause', 'continue']),
  'endpoint_spec.mode': { at: 'EndpointSpec.Mode', same: ['dnsrr'], is: 'dnsrr', other: 'vip', isOther: undefined, outside: 'dnsrr' },
  'endpoint_spec.ports': {
    at: 'EndpointSpec.Ports',
    same: [
      [{ target_port: 80, published_port: 8080 }, {
        target_port: 53, published_port: 53, protocol: 'udp', publish_mode: 'host', name: 'dns',
      }],
      [{
        target_port: 53, published_port: 53, protocol: 'UDP', publish_mode: 'host', name: 'dns',
      }, { target_port: 80, published_port: 8080, protocol: 'tcp' }],
    ],
    is: [
      { Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress' },
      { Name: 'dns', Protocol: 'udp', TargetPort: 53, PublishedPort: 53, PublishMode: 'host' },
    ],
    other: [{ target_port: 81 }],
    isOther: [{ Protocol: 'tcp', TargetPort: 81, PublishMode: 'ingress' }],
    outside: [{ Protocol: 'tcp', TargetPort: 81, PublishMode: 'ingress' }, { Protocol: 'tcp', TargetPort: 82, PublishMode: 'ingress' }],
  },
};
