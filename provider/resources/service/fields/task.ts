import { containerFields } from './container';
import { BlockField, field, Fields, many, one, Part, Values } from './field';
import { count, duration, sorted, unordered } from './values';
import { each, integer, matching, number, oneOf } from '../../shared/validators';

const SPREAD = /^spread=/;

/** The constraint language of swarms knows two operators, with or without spaces around them. */
const constraint = matching('a constraint such as "node.role==manager" or "node.labels.zone!=a"', /^\s*[^=!\s]+\s*[=!]=\s*\S.*$/s);
const compact = (constraints: readonly string[]) => sorted(constraints.map((text) => text.replace(/\s*([=!]=)\s*/, '$1').trim()));

const memory = number('0 (none) or a whole number of bytes, of at least 4 MiB (4194304)', (value) => (
  value === 0 || Number.isInteger(value) && value >= 4 * 1024 * 1024));
const cpus = number('0 (none) or a whole number of billionths of a CPU, of at least 1000000', (value) => (
  value === 0 || Number.isInteger(value) && value >= 1_000_000));

/** The preferences, each of which is an object in the Engine API. */
const preferences = {
  encode: (texts: readonly string[]) => sorted(texts.map((text) => text.replace(SPREAD, ''))).map(
    (text) => ({ Spread: { SpreadDescriptor: text } }),
  ),
  decode: (objects: ReadonlyArray<{ readonly Spread?: { readonly SpreadDescriptor?: string } | null }>) => (
    sorted(objects.map(({ Spread: spread }) => `spread=${(spread?.SpreadDescriptor ?? '').replace(SPREAD, '')}`))),
} as const;

interface Generic {
  readonly NamedResourceSpec?: { readonly Kind: string; readonly Value: string } | null;
  readonly DiscreteResourceSpec?: { readonly Kind: string; readonly Value: number } | null;
}

const pairsOf = (texts: unknown) => sorted((texts ?? []) as string[]).map(
  (text) => /^([^=]+)=(.*)$/s.exec(text)!.slice(1) as [string, string],
);

/** Resources that the nodes declare, which are one list of two kinds of objects in the Engine API. */
const generic: BlockField = {
  block: {
    nesting: 'list',
    maxItems: 1,
    exhaustive: true,
    description: 'Resources that the engines of the nodes declare (`node-generic-resources`), such as GPUs. Engine API: '
      + '`GenericResources`.',
    attributes: {
      named_resources_spec: {
        type: ['set', 'string'],
        optional: true,
        default: [],
        validators: [each(matching('a kind and a value, such as "GPU=UUID1"', /^[^=]+=.+$/))],
        description: 'Resources by name, such as `"GPU=UUID1"`.',
      },
      discrete_resources_spec: {
        type: ['set', 'string'],
        optional: true,
        default: [],
        validators: [each(matching('a kind and a number, such as "SSD=3"', /^[^=]+=\d+$/))],
        description: 'Numbers of resources, such as `"SSD=3"`.',
      },
    },
  },
  put: (part, [values]) => {
    const named = pairsOf(values?.named_resources_spec).map(([Kind, Value]) => ({ NamedResourceSpec: { Kind, Value } }));
    const discrete = pairsOf(values?.discrete_resources_spec).map(
      ([Kind, Value]) => ({ DiscreteResourceSpec: { Kind, Value: Number(Value) } }),
    );
    if (named.length + discrete.length === 0) delete part.GenericResources;
    else part.GenericResources = [...named, ...discrete];
  },
  read: ({ GenericResources: listed }) => {
    const all = (listed ?? []) as Generic[];
    const texts = (pick: (one: Generic) => { readonly Kind: string; readonly Value: string | number } | null | undefined) => (
      sorted(all.flatMap((entry) => {
        const found = pick(entry);
        return found ? [`${found.Kind}=${found.Value}`] : [];
      })));
    if (all.length === 0) return [];
    return [{
      named_resources_spec: texts(({ NamedResourceSpec: named }) => named),
      discrete_resources_spec: texts(({ DiscreteResourceSpec: discrete }) => discrete),
    }];
  },
};

const amounts = {
  memory_bytes: field('number', 'MemoryBytes', { unset: 0, validators: [memory], description: 'Memory in bytes. The default is 0, none.' }),
  nano_cpus: field('number', 'NanoCPUs', {
    unset: 0, validators: [cpus], description: 'CPU time in billionths of a CPU: 1500000000 is one and a half. The default is 0, none.',
  }),
} satisfies Fields;

/** Options of a network's driver, which are a map in the Engine API. */
const options = {
  encode: (texts: readonly string[]) => Object.fromEntries(
    sorted(texts).map((text) => /^([^=]*)=?(.*)$/s.exec(text)!.slice(1) as [string, string]),
  ),
  decode: (map: Readonly<Record<string, string>>) => sorted(Object.entries(map).map(([name, value]) => `${name}=${value}`)),
} as const;

/** The rows of `task_spec`: what each task is like, and where it may run. */
export const taskFields = {
  container_spec: {
    ...one('ContainerSpec', { minItems: 1, description: 'The containers of the tasks. Engine API: `ContainerSpec`.' }, containerFields),
    // There is always one.
    read: ({ ContainerSpec: spec }: Part) => [readContainer((spec ?? {}) as Part)],
  },
  force_update: field('number', 'ForceUpdate', {
    ...count,
    computed: true,
    keepsCurrent: true,
    decode: (actual: number) => actual,
    absent: 0,
    description: 'A number whose change replaces all tasks, even if nothing else changes. By default, it is whatever the service has: '
      + '`docker service update --force` counts it up.',
  }),
  runtime: field('string', 'Runtime', {
    unset: 'container',
    always: true,
    validators: [oneOf('container')],
    description: 'What executes the tasks: `container`, which is the default.',
  }),
  log_driver: one('LogDriver', {
    description: 'Where stdout and stderr of the containers go. The default is that of each node\'s engine. Engine API: `LogDriver`.',
  }, {
    name: field('string', 'Name', { required: true, description: 'The logging driver, such as `json-file` or `local`.' }),
    options: field(['map', 'string'], 'Options', {
      mayHaveSecrets: true, description: 'Options of the driver, such as `"max-size" = "10m"`.',
    }),
  }),
  networks_advanced: many('Networks', 'set', 'An overlay network that the containers are connected to. A change replaces the tasks. '
    + 'Engine API: `Networks`.', {
    name: field('string', 'Target', { required: true, description: 'The name or the id of the network.' }),
    aliases: field(['set', 'string'], 'Aliases', { ...unordered, description: 'Further names of the service in this network.' }),
    driver_opts: field(['set', 'string'], 'DriverOpts', {
      ...options, description: 'Options of the network\'s driver, as `name=value`.',
    }),
  }),
  placement: one('Placement', { description: 'The nodes on which tasks may run. Engine API: `Placement`.' }, {
    constraints: field(['set', 'string'], 'Constraints', {
      encode: compact,
      decode: compact,
      validators: [each(constraint)],
      description: 'What a node has to meet, such as `node.role==manager` or `node.labels.zone!=a`. A change moves only tasks whose nodes '
        + 'no '
        + 'longer fit.',
    }),
    prefs: field(['set', 'string'], 'Preferences', {
      ...preferences,
      description: 'Over what to spread the tasks, such as `spread=node.labels.zone`. In alphabetical order: a set has no other.',
    }),
    max_replicas: field('number', 'MaxReplicas', {
      ...count, unset: 0, description: 'The maximum number of tasks on one node. The default is 0, no limit.',
    }),
    platforms: many('Platforms', 'set', 'A platform that nodes may have. The default is any.', {
      architecture: field('string', 'Architecture', { required: true, description: 'The architecture, such as `amd64`.' }),
      os: field('string', 'OS', { required: true, description: 'The operating system, such as `linux`.' }),
    }),
  }),
  resources: one('Resources', { description: 'What the containers may use, and what their nodes have to have. Engine API: `Resources`.' }, {
    limits: one('Limits', { description: 'What one container may use at most.' }, {
      ...amounts,
      pids: field('number', 'Pids', {
        unset: 0, validators: [integer(0)], description: 'The maximum number of processes and threads. The default is 0, no limit.',
      }),
    }),
    reservation: one(
      'Reservations', { description: 'What a node has to have left for a task.' }, { ...amounts, generic_resources: generic },
    ),
  }),
  restart_policy: one('RestartPolicy', { description: 'What happens when a container exits. Engine API: `RestartPolicy`.' }, {
    condition: field('string', 'Condition', {
      unset: 'any',
      validators: [oneOf('none', 'on-failure', 'any')],
      description: 'When a new task takes the place of one that has ended: never (`none`), after a failure (`on-failure`), or always '
        + '(`any`, '
        + 'the default).',
    }),
    delay: field('string', 'Delay', { ...duration, unset: '5s', description: 'The time before that. The default is "5s".' }),
    max_attempts: field('number', 'MaxAttempts', {
      ...count, unset: 0, description: 'The maximum number of restarts within `window`. The default is 0, no limit.',
    }),
    window: field('string', 'Window', {
      ...duration, unset: '0s', description: 'The time in which restarts are counted. The default is "0s", without an end.',
    }),
  }),
} satisfies Fields;

function readContainer(spec: Part): Values {
  return Object.fromEntries(Object.entries(containerFields).map(([name, row]) => [name, row.read(spec)]));
}
