import { Body } from '../../../../provider/framework/schema/schema';
import { attributesOf } from '../../../../provider/framework/schema/walk';
import { schema } from '../../../../provider/resources/service/schema';
import { Config, Managed, refused } from '../../../e2e/resources/managed';
import { configured } from '../../../e2e/resources/service-on-engine';

const BASE: Config = { name: 'web', task_spec: [{ container_spec: [{ image: 'app:1' }] }] };
const C = 'task_spec.container_spec';
const CONTAINER = ['task_spec', 0, 'container_spec', 0] as const;
const bind = (target: string, more: Config = {}) => ({ type: 'bind', source: '/data', target, ...more });

/** Returns what Terraform prints for a configuration. Nothing asks an engine. */
async function problems(path: string, value: unknown, more: Config = {}) {
  const managed = new Managed('docker_service', 'tcp://127.0.0.1:9');
  return (await refused(managed.plan(configured({ ...BASE, ...more }, path, value)))).diagnostics;
}

/** What conflicts, as a path, its value, and the whole of the refusal. */
const CONFLICTS: readonly (readonly [string, string, unknown, Config, object])[] = [
  ['two kinds', 'mode', [{ global: true, replicated: [{}] }], {}, {
    summary: '`mode` has `replicated` and `global`',
    detail: 'A service is of one kind. Keep one of them: replicated, global, replicated_job, global_job.',
    path: ['mode'],
  }],
  ['an update of a job', 'update_config', [{}], { mode: [{ replicated_job: [{}] }] }, {
    summary: 'A job has no `update_config`',
    detail: 'The service is a `replicated_job`, whose tasks end by themselves. Remove `update_config`.',
    path: ['update_config'],
  }],
  ['a rollback of a job', 'rollback_config', [{}], { mode: [{ global_job: true }] }, {
    summary: 'A job has no `rollback_config`',
    detail: 'The service is a `global_job`, whose tasks end by themselves. Remove `rollback_config`.',
    path: ['rollback_config'],
  }],
  ['a wait that is none', 'converge_config', [{}], { wait: false }, {
    summary: '`converge_config` conflicts with `wait = false`',
    detail: '`converge_config` says how long to wait. Remove it, or `wait`.',
    path: ['wait'],
  }],
  ['a port twice', 'endpoint_spec.ports', [{ target_port: 80, published_port: 8080 }, { target_port: 81, published_port: 8080 }], {}, {
    summary: 'The port 8080/tcp (ingress) is published twice',
    detail: 'A port of the nodes leads to one port of the containers. Remove all but one of these blocks, or change `published_port`.',
    path: ['endpoint_spec', 0, 'ports'],
  }],
  ['a port of no address', 'endpoint_spec', [{ mode: 'dnsrr', ports: [{ target_port: 80 }] }], {}, {
    summary: 'A service with `mode = "dnsrr"` can\'t publish a port on each node',
    detail: 'There is no virtual address that a port with `publish_mode = "ingress"` (the default) could lead to. Use '
      + '`publish_mode = "host"`, or `mode = "vip"`.',
    path: ['endpoint_spec', 0, 'ports', 0, 'publish_mode'],
  }],
  ['a maximum for each node', 'task_spec.placement', [{ max_replicas: 2 }], { mode: [{ global: true }] }, {
    summary: '`max_replicas = 2` has no effect for a `global` service',
    detail: 'Such a service has one task on each node. Remove `max_replicas`, or use `replicated`.',
    path: ['task_spec', 0, 'placement', 0, 'max_replicas'],
  }],
  ['a label twice', 'labels', [{ label: 'a', value: '1' }, { label: 'a', value: '2' }], {}, {
    summary: 'The label "a" is given more than once', detail: 'A label has one value. Remove all but one.', path: ['labels'],
  }],
  ['a label of containers twice', `${C}.labels`, [{ label: 'a', value: '1' }, { label: 'a', value: '2' }], {}, {
    summary: 'The label "a" is given more than once', detail: 'A label has one value. Remove all but one.', path: [...CONTAINER, 'labels'],
  }],
  ['two mounts at one path', `${C}.mounts`, [bind('/a'), bind('/a/')], {}, {
    summary: 'There are two mounts at /a',
    detail: 'A path has one mount. Remove all but one, or change `target`.',
    path: [...CONTAINER, 'mounts'],
  }],
  ['a bind of nothing', `${C}.mounts`, [{ type: 'bind', target: '/a' }], {}, {
    summary: 'The mount at /a has no `source`',
    detail: 'A mount of type "bind" needs the path on the node.',
    path: [...CONTAINER, 'mounts'],
  }],
  ['a cluster volume without a name', `${C}.mounts`, [{ type: 'cluster', target: '/a' }], {}, {
    summary: 'The mount at /a has no `source`',
    detail: 'A mount of type "cluster" needs the name of the volume.',
    path: [...CONTAINER, 'mounts'],
  }],
  ['a tmpfs of something', `${C}.mounts`, [{ type: 'tmpfs', source: '/data', target: '/a' }], {}, {
    summary: 'The mount at /a has a `source`, but is a tmpfs',
    detail: 'A tmpfs is empty when the container starts. Remove `source = "/data"`, or change `type`.',
    path: [...CONTAINER, 'mounts'],
  }],
  ['options of another type', `${C}.mounts`, [bind('/a', { volume_options: [{ no_copy: true }] })], {}, {
    summary: 'The mount at /a has `volume_options`, but is of type "bind"',
    detail: 'Remove `volume_options`, or use `bind_options`.',
    path: [...CONTAINER, 'mounts'],
  }],
  ['two secrets in one file', `${C}.secrets`, [{ secret_id: 'a', file_name: 'x' }, { secret_id: 'b', file_name: 'x' }], {}, {
    summary: 'Two `secrets` have the file name "x"',
    detail: 'Each needs a file of its own. Change `file_name` of one.',
    path: [...CONTAINER, 'secrets'],
  }],
  ['two configurations in one file', `${C}.configs`, [{ config_id: 'a', file_name: '/x' }, { config_id: 'b', file_name: '/x' }], {}, {
    summary: 'Two `configs` have the file name "/x"',
    detail: 'Each needs a file of its own. Change `file_name` of one.',
    path: [...CONTAINER, 'configs'],
  }],
  ['a variable with "="', `${C}.env`, { 'A=B': 'c' }, {}, {
    summary: '"A=B" can\'t be the name of an environment variable',
    detail: 'A name is not empty, and has no "=". Write `env = { NAME = "value" }`.',
    path: [...CONTAINER, 'env'],
  }],
  ['no custom profile', `${C}.privileges`, [{ seccomp: [{ mode: 'custom' }] }], {}, {
    summary: 'A custom seccomp profile is missing',
    detail: 'Set `profile` to the profile as JSON, or change `mode`.',
    path: [...CONTAINER, 'privileges', 0, 'seccomp', 0],
  }],
  ['a profile that nothing uses', `${C}.privileges`, [{ seccomp: [{ mode: 'default', profile: '{}' }] }], {}, {
    summary: 'The seccomp profile has no effect with `mode = "default"`',
    detail: 'Set `mode = "custom"`, or remove `profile`.',
    path: [...CONTAINER, 'privileges', 0, 'seccomp', 0, 'profile'],
  }],
  ['two credential specifications', `${C}.privileges`, [{ credential_spec: [{ file: 'a', registry: 'b' }] }], {}, {
    summary: '`credential_spec` has both `file` and `registry`',
    detail: 'One of them says where the specification is: `file = "a"` or `registry = "b"`. Remove the other.',
    path: [...CONTAINER, 'privileges', 0, 'credential_spec', 0],
  }],
  ['a network twice', 'task_spec.networks_advanced', [{ name: 'a', aliases: ['x'] }, { name: 'a' }], {}, {
    summary: 'The network "a" is given more than once',
    detail: 'Remove all but one of these blocks. `aliases` takes several names.',
    path: ['task_spec', 0, 'networks_advanced'],
  }],
];

test.each(CONFLICTS)('%s is refused', async (_, path, value, more, problem) => {
  expect(await problems(path, value, more)).toEqual([{ severity: 'error', ...problem }]);
});

test('all problems of a configuration are reported at once', async () => {
  const twice = [{ label: 'a', value: '1' }, { label: 'a', value: '2' }];
  const all = await problems('labels', twice, { mode: [{ global: true, global_job: true }] });
  expect(all.map(({ summary }) => summary)).toEqual(['`mode` has `global` and `global_job`', 'The label "a" is given more than once']);
});

/** A value of each attribute that no service can have: its blocks, and the value as in the message. */
const INVALID: Readonly<Record<string, readonly [unknown, string]>> = {
  'name': ['-web', '"-web"'],
  'update_config.parallelism': [-1, '-1'],
  'update_config.delay': ['soon', '"soon"'],
  'update_config.failure_action': ['stop', '"stop"'],
  'update_config.monitor': ['-1s', '"-1s"'],
  'update_config.max_failure_ratio': ['1.5', '"1.5"'],
  'update_config.order': ['first', '"first"'],
  'rollback_config.parallelism': [-1, '-1'],
  'rollback_config.delay': ['soon', '"soon"'],
  'rollback_config.failure_action': ['rollback', '"rollback"'],
  'rollback_config.monitor': ['-1s', '"-1s"'],
  'rollback_config.max_failure_ratio': ['-0.5', '"-0.5"'],
  'rollback_config.order': ['first', '"first"'],
  'mode.replicated.replicas': [-1, '-1'],
  'mode.replicated_job.max_concurrent': [0, '0'],
  'mode.replicated_job.total_completions': [0, '0'],
  'endpoint_spec.mode': ['ip', '"ip"'],
  'endpoint_spec.ports.protocol': ['icmp', '"icmp"'],
  'endpoint_spec.ports.target_port': [65_536, '65536'],
  'endpoint_spec.ports.published_port': [0, '0'],
  'endpoint_spec.ports.publish_mode': ['all', '"all"'],
  'task_spec.force_update': [-1, '-1'],
  'task_spec.runtime': ['plugin', '"plugin"'],
  'task_spec.placement.constraints': [['node.role'], '"node.role"'],
  'task_spec.placement.max_replicas': [-1, '-1'],
  'task_spec.resources.limits.memory_bytes': [1024, '1024'],
  'task_spec.resources.limits.nano_cpus': [1, '1'],
  'task_spec.resources.limits.pids': [-1, '-1'],
  'task_spec.resources.reservation.memory_bytes': [1024, '1024'],
  'task_spec.resources.reservation.nano_cpus': [1, '1'],
  'task_spec.resources.reservation.generic_resources.named_resources_spec': [['GPU'], '"GPU"'],
  'task_spec.resources.reservation.generic_resources.discrete_resources_spec': [['SSD=x'], '"SSD=x"'],
  'task_spec.restart_policy.condition': ['always', '"always"'],
  'task_spec.restart_policy.delay': ['soon', '"soon"'],
  'task_spec.restart_policy.max_attempts': [-1, '-1'],
  'task_spec.restart_policy.window': ['soon', '"soon"'],
  [`${C}.image`]: ['App:1', '"App:1"'],
  [`${C}.dir`]: ['tmp', '"tmp"'],
  [`${C}.isolation`]: ['full', '"full"'],
  [`${C}.stop_grace_period`]: ['soon', '"soon"'],
  [`${C}.privileges.seccomp.mode`]: ['off', '"off"'],
  [`${C}.privileges.apparmor.mode`]: ['off', '"off"'],
  [`${C}.ulimits.soft`]: [-2, '-2'],
  [`${C}.ulimits.hard`]: [-2, '-2'],
  [`${C}.hosts.host`]: ['a b', '"a b"'],
  [`${C}.hosts.ip`]: ['10.0.0', '"10.0.0"'],
  [`${C}.secrets.file_mode`]: [4096, '4096'],
  [`${C}.configs.file_mode`]: [-1, '-1'],
  'converge_config.delay': ['0s', '"0s"'],
  'converge_config.timeout': ['soon', '"soon"'],
  'timeouts.create': ['soon', '"soon"'],
  'timeouts.read': ['soon', '"soon"'],
  'timeouts.update': ['soon', '"soon"'],
  'timeouts.delete': ['soon', '"soon"'],
};

/** What a block needs beside the attribute. */
const REQUIRED: Readonly<Record<string, Config>> = {
  'endpoint_spec.ports': { target_port: 80 },
  [`${C}.privileges.seccomp`]: { mode: 'default' },
  [`${C}.ulimits`]: { name: 'nofile', soft: 1, hard: 1 },
  [`${C}.hosts`]: { host: 'a', ip: '10.0.0.1' },
  [`${C}.secrets`]: { secret_id: 'a', file_name: 'x' },
  [`${C}.configs`]: { config_id: 'a', file_name: '/x' },
};

/** Returns the paths of all attributes of a body that are checked by themselves. */
function checkedIn(body: Body, prefix = ''): string[] {
  return [
    ...attributesOf(body).filter(([, { validators = [] }]) => validators.length > 0).map(([name]) => prefix + name),
    ...Object.entries(body.blocks ?? {}).flatMap(([name, block]) => checkedIn(block, `${prefix}${name}.`)),
  ];
}

/** What other resources have, too. Their tests have these checks. */
const SHARED = [`${C}.healthcheck.`, `${C}.mounts.`, 'isolation_', 'labels.', `${C}.labels.`];

test('every check of an attribute is tested', () => {
  const checked = checkedIn(schema).filter((path) => !SHARED.some((prefix) => path.startsWith(prefix)));
  expect(checked.filter((path) => !(path in INVALID))).toEqual([]);
  expect(Object.keys(INVALID).filter((path) => !checked.includes(path))).toEqual([]);
});

const invalid = Object.entries(INVALID);

test.each(invalid)('%s: what no service can have is refused with the value, what is allowed, and where', async (path, [value, shown]) => {
  const names = path.split('.');
  const block = names.slice(0, -1).join('.');
  const isTimeout = block === 'timeouts';
  const more = REQUIRED[block];
  const found = isTimeout ? await problems('timeouts', { [names[1]!]: value })
    : more ? await problems(block, [{ ...more, [names.at(-1)!]: value }]) : await problems(path, value);
  const [problem] = found;
  expect(problem).toMatchObject({ severity: 'error' });
  expect(`${problem!.summary} ${problem!.detail}`).toContain(shown);
  expect(problem!.detail).toMatch(/ (has|have) to be /);
  expect(problem!.path!.filter((step) => typeof step === 'string').join('.')).toContain(names.at(-1)!);
});
