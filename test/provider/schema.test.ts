import fixture from '../../projenrc/l1/docker-provider-3.6.2.json';
import { Attribute, Block, Body, Schema } from '../../provider/framework/schema/schema';
import { isComputed, isOnlyComputed } from '../../provider/framework/schema/walk';
import { Type } from '../../provider/framework/value/type';
import { provider } from '../../provider/provider';

/** An attribute or block in the fixture of the standard provider's schema. */
interface Standard {
  readonly type: string;
  readonly elem?: string | { readonly [name: string]: Standard };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly max_items?: number;
  readonly default?: unknown;
}
interface Attributes { readonly [name: string]: Standard }

const standard = fixture as unknown as {
  readonly provider: Attributes;
  readonly resources: { readonly [type: string]: { readonly attributes: Attributes; readonly schema_version: number } };
  readonly data_sources: { readonly [type: string]: { readonly attributes: Attributes } };
};

interface Subject {
  readonly name: string;
  readonly schema: Schema;
  readonly attributes: Attributes;
  /** Paths that only our schema has. */
  readonly extra?: readonly string[];
  /** Paths that only our schema marks as sensitive. */
  readonly sensitive?: readonly string[];
  /** Paths that only the schema of version 3.6.2 requires. */
  readonly optional?: readonly string[];
}

const DIFFERENCES: Readonly<Record<string, Pick<Subject, 'extra' | 'sensitive' | 'optional'>>> = {
  'docker_volume': { extra: ['cluster', 'retain_as', 'virtual_host'] },
  'the data source docker_network': { extra: ['containers'] },
  'docker_network': { extra: ['prove_ipv6_isolation', 'virtual_host'] },
  'docker_config': { extra: ['engine_name', 'labels', 'random_suffix', 'template_driver'] },
  'docker_secret': {
    extra: ['data_wo', 'data_wo_version', 'engine_name', 'random_suffix', 'template_driver'], optional: ['data'],
  },
  'docker_service': {
    extra: [
      'completed_tasks', 'desired_tasks', 'isolation_exemptions', 'isolation_policy', 'node_defaults', 'running_tasks', 'timeouts',
      'update_message', 'update_state', 'virtual_ips', 'wait',
      ...['global_job', 'replicated_job'].map((name) => `mode.${name}`),
      'task_spec.resources.limits.pids',
      ...[
        'healthcheck.start_interval', 'init', 'mounts.tmpfs_options.options', 'mounts.volume_options.subpath', 'open_stdin',
        'privileges.apparmor', 'privileges.no_new_privileges', 'privileges.seccomp', 'tty', 'ulimits',
        ...['create_mountpoint', 'non_recursive', 'read_only_force_recursive', 'read_only_non_recursive']
          .map((name) => `mounts.bind_options.${name}`),
      ].map((name) => `task_spec.container_spec.${name}`),
    ],
  },
  'docker_tag': { extra: ['virtual_host'] },
  'docker_registry_image': { extra: ['layout', 'pushed_digest', 'signature', 'signed_by', 'virtual_host'] },
  'docker_image': {
    extra: [
      'build_hash', 'timeouts', 'virtual_host',
      ...['additional_contexts', 'cache_to', 'provenance', 'sbom', 'use_legacy_builder'].map((name) => `build.${name}`),
    ],
    sensitive: ['auth', 'identity_token', 'password', 'registry_token'].map((name) => `build.auth_config.${name}`),
  },
  'docker_container': {
    optional: ['healthcheck.test'],
    extra: [
      'annotations', 'blkio_weight', 'blkio_weight_device', 'console_size', 'cpu_rt_period', 'cpu_rt_runtime', 'cpuset_mems',
      'device_cgroup_rules', 'device_read_bps', 'device_read_iops', 'device_requests', 'device_write_bps', 'device_write_iops',
      'exposed_ports', 'isolation_exemptions', 'isolation_policy', 'mac_address', 'masked_paths',
      'memory_reservation', 'must_run_for', 'memory_swappiness', 'oom_kill_disable', 'oom_score_adj', 'pids_limit', 'platform',
      'readonly_paths', 'secret_file', 'shell', 'stdin_once', 'suspended', 'timeouts', 'upload_change', 'uts_mode', 'virtual_host',
      'volume_driver',
      ...['create_mountpoint', 'non_recursive', 'read_only_force_recursive', 'read_only_non_recursive']
        .map((name) => `mounts.bind_options.${name}`),
      'mounts.tmpfs_options.options', 'volumes.selinux_relabel',
      ...['driver_opts', 'gw_priority', 'link_local_ips', 'mac_address'].map((name) => `networks_advanced.${name}`),
    ],
  },
};

/** Types that version 3.6.2 of the standard provider does not have at all. */
const OUR_RESOURCES = [
  'docker_clone_set', 'docker_host_bootstrap', 'docker_host_certificates', 'docker_host_facts', 'docker_image_import', 'docker_isolation',
  'docker_resource_pool', 'docker_swarm', 'docker_swarm_node',
];
const OUR_DATA_SOURCES = [
  'docker_clone_set', 'docker_containers', 'docker_host_facts', 'docker_isolation', 'docker_isolation_policy', 'docker_resource_pool',
  'docker_swarm_membership', 'docker_swarm_nodes', 'docker_swarm_tasks', 'docker_volume',
];

const ours = provider.resources.filter(({ type }) => !OUR_RESOURCES.includes(type));
const subjects: readonly Subject[] = [
  ...ours.map(({ type, schema }) => ({ name: type, schema: schema as Schema, attributes: standard.resources[type]!.attributes })),
  ...provider.dataSources.filter(({ type }) => !OUR_DATA_SOURCES.includes(type)).map(({ type, schema }) => ({
    name: `the data source ${type}`, schema: schema as Schema, attributes: standard.data_sources[type]!.attributes,
  })),
].map((subject) => ({ ...subject, ...DIFFERENCES[subject.name] }));

const PRIMITIVES: Readonly<Record<string, Type>> = { string: 'string', int: 'number', bool: 'bool' };

const isBlock = ({ elem, optional, required }: Standard) => typeof elem === 'object' && (optional === true || required === true);

function typeOf({ type, elem }: Standard): Type {
  if (PRIMITIVES[type] !== undefined) return PRIMITIVES[type]!;
  const element: Type = typeof elem === 'object'
    ? ['object', Object.fromEntries(Object.entries(elem).map(([name, part]) => [name, typeOf(part)]))]
    : PRIMITIVES[elem ?? 'string']!;
  return [type as 'list' | 'set' | 'map', element];
}

function comparable({ required = false, optional = false, sensitive = false }: Pick<Standard, 'required' | 'optional' | 'sensitive'>) {
  return { required, settable: required || optional, sensitive };
}

/** Returns the attributes and blocks of the standard schema by path, in a form that both schemas can be compared in. */
function ofStandard(attributes: Attributes, path = ''): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).flatMap(([name, one]) => isBlock(one) ? [
    [path + name, { nesting: one.type, maxItems: one.max_items }],
    ...Object.entries(ofStandard(one.elem as Attributes, `${path}${name}.`)),
  ] : [
    [path + name, { type: typeOf(one), ...comparable(one) }],
  ]));
}

function ofOurs(body: Body, path = ''): Record<string, unknown> {
  return Object.fromEntries([
    ...attributesBelow(body, path).map(([name, one]) => [name, { type: one.type, ...comparable(one) }] as const),
    ...blocksBelow(body, path).map(([name, { nesting, maxItems }]) => [name, { nesting, maxItems }] as const),
  ]);
}

function attributesBelow(body: Body, path = ''): (readonly [string, Attribute])[] {
  return [
    ...Object.entries<Attribute>(body.attributes).map(([name, one]) => [path + name, one] as const),
    ...Object.entries<Block>(body.blocks ?? {}).flatMap(([name, block]) => attributesBelow(block, `${path}${name}.`)),
  ];
}

function blocksBelow(body: Body, path = ''): (readonly [string, Block])[] {
  const blocks = Object.entries<Block>(body.blocks ?? {});
  return blocks.flatMap(([name, block]) => [[path + name, block] as const, ...blocksBelow(block, `${path}${name}.`)]);
}

/** Returns the attributes of the standard schema by path, without blocks. */
function standardAttributes(attributes: Attributes, path = ''): (readonly [string, Standard])[] {
  return Object.entries(attributes).flatMap(([name, one]) => {
    return isBlock(one) ? standardAttributes(one.elem as Attributes, `${path}${name}.`) : [[path + name, one] as const];
  });
}

interface Comparable { readonly type: Type; readonly settable: boolean }

const without = (all: Record<string, unknown>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(all).filter(([path]) => !names.some((name) => path === name || path.startsWith(`${name}.`))));

test('the provider accepts the standard provider\'s configuration', () => {
  // The standard schema marks `host` as required, since it reads the environment itself, and does not mark the key as sensitive.
  const relaxed = (all: Record<string, unknown>) => Object.fromEntries(Object.entries(all).map(([path, one]) => {
    const { type, settable } = one as Comparable;
    return [path, { type, settable }];
  }));
  const extra = [
    'engine', 'registry_auth.username_env', 'registry_auth.password_env', 'ssh_host_key', 'ssh_jump_host', 'ssh_jump_host_key',
    'ssh_jump_identity_file', 'may_be_suspended',
  ];
  expect(Object.keys(ofOurs(provider.schema))).toEqual(expect.arrayContaining(extra));
  expect(relaxed(without(ofOurs(provider.schema), ...extra))).toEqual(relaxed(ofStandard(standard.provider)));
  expect(provider.schema.attributes.key_material.sensitive).toBe(true);
});

describe.each(subjects.map((subject) => [subject.name, subject] as const))('%s', (_, subject) => {
  const { schema, attributes, sensitive = [], optional = [] } = subject;
  const extra = ['engine', ...subject.extra ?? []];

  test('has every attribute and block of the standard schema, with the same type and nesting', () => {
    expect(Object.keys(ofOurs(schema))).toEqual(expect.arrayContaining(extra));
    const all = without(ofStandard(attributes), 'id');
    const secrets = Object.fromEntries(sensitive.map((path) => [path, { ...all[path] as object, sensitive: true }]));
    const relaxed = Object.fromEntries(optional.map((path) => [path, { ...all[path] as object, required: false }]));
    expect(without(ofOurs(schema), 'id', ...extra)).toEqual({ ...all, ...secrets, ...relaxed });
  });

  test('computes the attributes that the standard provider computes, and has its defaults', () => {
    const own = new Map(attributesBelow(schema));
    const compared = standardAttributes(attributes);
    const paths = compared.filter(([, { computed }]) => computed).map(([path]) => path);
    expect(paths.filter((path) => isComputed(own.get(path)!))).toEqual(paths);
    const defaults = compared.filter(([, one]) => one.default !== undefined).map(([path, one]) => [path, one.default]);
    expect(defaults.map(([path]) => [path, own.get(path as string)!.default])).toEqual(defaults);
  });

  test('has a read-only id, unless it is found by that', () => {
    expect(isOnlyComputed(schema.attributes.id!)).toBe(attributes.id?.optional !== true);
  });

  test('describes every attribute and block', () => {
    const undescribed = [...attributesBelow(schema), ...blocksBelow(schema)].filter(([, { description }]) => !/\S.*\.$/s.test(description));
    expect(undescribed.map(([path]) => path)).toEqual([]);
  });
});

test.each(ours.map(({ type, schema }) => [type, schema.version] as const))('%s has the version of the standard schema', (type, version) => {
  expect(version).toBe(standard.resources[type]!.schema_version);
});

test('what a program is started with, and what has options of its own, is searched for secrets', () => {
  const free = /(^|\.)(args|build_args|changes|command|driver_options|driver_opts|entrypoint|env|log_opts|remote_context|test)$/;
  const configured = provider.resources.flatMap(({ type, schema }) => [...attributesBelow(schema)]
    .filter(([path, { optional, required }]) => free.test(path) && (optional || required) && !path.startsWith('build.secrets.'))
    .map(([path, { mayHaveSecrets }]) => [`${type}.${path}`, mayHaveSecrets] as const));
  expect(configured.map(([path]) => path)).toContain('docker_clone_set.fork.after_fork.command');
  expect(configured.filter(([path, isSearched]) => !isSearched && !path.endsWith('networks_advanced.driver_opts')).map(([path]) => path))
    .toEqual([]);
});
