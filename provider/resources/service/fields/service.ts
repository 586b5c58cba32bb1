import { BlockField, field, Fields, many, one, Part, putAll, readAll, unlessDefault } from './field';
import { taskFields } from './task';
import { count, duration, labelBlocks } from './values';
import { integer, matching, number, oneOf, parsed } from '../../shared/validators';

const ratio = {
  validators: [parsed('a number from 0 to 1, such as "0.25"', (value) => (
    /^(\d+\.?\d*|\.\d+)$/.test(value) && Number(value) <= 1 ? value : undefined))],
  encode: Number,
  decode: (actual: number) => Number.isInteger(actual) ? `${actual}.0` : String(actual),
} as const;

/** Defines how tasks are replaced, by an update or by a rollback. Everything is sent: to the engine, parallelism 0 is no limit. */
function replacing(at: 'UpdateConfig' | 'RollbackConfig', description: string, actions: readonly string[]): BlockField {
  const what = at === 'UpdateConfig' ? 'update' : 'rollback';
  return one(at, { description: `${description} Engine API: \`${at}\`.` }, {
    parallelism: field('number', 'Parallelism', {
      ...count, unset: 1, always: true, description: 'How many tasks are replaced at a time. The default is 1. 0 is all at once.',
    }),
    delay: field('string', 'Delay', {
      ...duration,
      unset: '0s',
      always: true,
      description: 'The time between two replacements. The '
      + 'default is "0s".',
    }),
    failure_action: field('string', 'FailureAction', {
      unset: 'pause',
      always: true,
      validators: [oneOf(...actions)],
      description: `What happens when the ${what} fails: ${actions.map((action) => `\`${action}\``).join(', ')}. The default is \`pause\`.`
        + `${what === 'update' ? ' After a rollback, the old specification runs, and the apply fails.' : ''}`,
    }),
    monitor: field('string', 'Monitor', {
      ...duration,
      unset: '5s',
      always: true,
      // The engine leaves out zero.
      absent: '0s',
      description: 'How long each new task is watched for failures. The default is "5s".',
    }),
    max_failure_ratio: field('string', 'MaxFailureRatio', {
      ...ratio,
      unset: '0.0',
      always: true,
      description: `The share of tasks that may fail before the ${what} has failed. The default is `
        + '"0.0".',
    }),
    order: field('string', 'Order', {
      unset: 'stop-first',
      always: true,
      validators: [oneOf('stop-first', 'start-first')],
      description: 'Whether an old task is stopped before the new one is started (`stop-first`, the default) or after it (`start-first`).',
    }),
  });
}

const jobFields = {
  max_concurrent: field('number', 'MaxConcurrent', {
    unset: 1, always: true, validators: [integer(1)], description: 'The maximum number of tasks that run at a time. The default is 1.',
  }),
  total_completions: field('number', 'TotalCompletions', {
    unset: 1, always: true, validators: [integer(1)], description: 'How many tasks have to complete. The default is 1.',
  }),
} satisfies Fields;

const replicatedFields = {
  replicas: field('number', 'Replicas', { ...count, unset: 1, always: true, description: 'The number of tasks. The default is 1.' }),
} satisfies Fields;

/** The kinds of services, by the name in the Engine API. */
export type Kind = 'Replicated' | 'Global' | 'ReplicatedJob' | 'GlobalJob';

interface Mode {
  readonly global?: unknown;
  readonly replicated?: readonly Part[] | null;
  readonly replicated_job?: readonly Part[] | null;
  readonly global_job?: unknown;
}

/** Returns the kind of a service. */
export function kindOf(mode: Mode | undefined): Kind {
  if (mode?.global === true) return 'Global';
  if (mode?.global_job === true) return 'GlobalJob';
  return mode?.replicated_job?.length ? 'ReplicatedJob' : 'Replicated';
}

const within = { Replicated: replicatedFields, Global: {}, ReplicatedJob: jobFields, GlobalJob: {} } as const;
const blockNames = { Replicated: 'replicated', ReplicatedJob: 'replicated_job' } as const;

function putMode(part: Part, [mode]: readonly Mode[]): void {
  const kind = kindOf(mode);
  const name = blockNames[kind as keyof typeof blockNames];
  const [values] = name === undefined ? [] : mode?.[name] ?? [];
  const defaults = readAll(within[kind], {});
  part.Mode = { [kind]: putAll(within[kind], {}, { ...defaults, ...values }) };
}

function readMode({ Mode: actual }: Part): readonly Part[] {
  const [kind = 'Replicated', values] = Object.entries((actual ?? {}) as Record<Kind, Part>)[0] as [Kind, Part] | [] ?? [];
  const blocks = (own: Kind) => kind === own ? unlessDefault(within[own], readAll(within[own], values ?? {})) : [];
  const mode = {
    global: kind === 'Global',
    global_job: kind === 'GlobalJob',
    replicated: blocks('Replicated'),
    // A job is another kind, also if it has the defaults.
    replicated_job: kind === 'ReplicatedJob' ? [readAll(jobFields, values ?? {})] : [],
  };
  return kind === 'Replicated' && mode.replicated.length === 0 ? [] : [mode];
}

const noMode = { global: false, global_job: false, replicated: [], replicated_job: [] };

const CHANGE = 'A change of the kind replaces the service. Anything else changes live.';

/** How many tasks there are, and whether they run or are jobs. */
const mode: BlockField = {
  block: {
    nesting: 'list',
    maxItems: 1,
    exhaustive: true,
    description: 'The kind of the service: `replicated` (the default, with one task), `global`, `replicated_job` or `global_job`. '
      + 'Engine API: `Mode`.',
    change: CHANGE,
    attributes: {
      global: {
        type: 'bool',
        optional: true,
        default: false,
        change: CHANGE,
        description: 'Runs one task on each node. The default is '
        + 'false.',
      },
      global_job: {
        type: 'bool',
        optional: true,
        default: false,
        change: CHANGE,
        description: 'Runs one task on each node until it completes. Each change of the service runs it again. The default is false.',
      },
    },
    blocks: {
      replicated: one('Replicated', { description: 'Runs a number of tasks.' }, replicatedFields).block,
      replicated_job: one('ReplicatedJob', {
        description: 'Runs tasks until a number of them has completed. Each change of the service runs them again.',
      }, jobFields).block,
    },
    canonical: (value) => {
      const part: Part = {};
      putMode(part, [value as never]);
      return (readMode(part)[0] ?? noMode) as never;
    },
  },
  put: (part, blocks) => putMode(part, blocks),
  read: readMode,
};

/** The rows of a service's specification. */
export const specFields = {
  labels: labelBlocks('A label of the service. Its containers have those of `container_spec`. Engine API: `Labels`.'),
  mode,
  update_config: replacing('UpdateConfig', 'How an update replaces the tasks. Not for jobs.', ['pause', 'continue', 'rollback']),
  rollback_config: replacing('RollbackConfig', 'How a rollback replaces the tasks. Not for jobs.', ['pause', 'continue']),
  endpoint_spec: one('EndpointSpec', { description: 'How the service is reached. Engine API: `EndpointSpec`.' }, {
    mode: field('string', 'Mode', {
      unset: 'vip',
      validators: [oneOf('vip', 'dnsrr')],
      description: 'What the name of the service means in its networks: one address, from which the kernel distributes connections (`vip`, '
        + 'the default; needs IPVS), or the addresses of the tasks (`dnsrr`).',
    }),
    ports: many('Ports', 'list', 'A port of the containers to publish on the nodes. Engine API: `EndpointSpec.Ports`.', {
      name: field('string', 'Name', { unset: '', description: 'A name, for those who read the service.' }),
      protocol: field('string', 'Protocol', {
        unset: 'tcp',
        always: true,
        encode: (name: string) => name.toLowerCase(),
        validators: [matching('"tcp", "udp" or "sctp"', /^(tcp|udp|sctp)$/i)],
        description: 'The protocol: `tcp` (the default), `udp` or `sctp`.',
      }),
      target_port: field(
        'number', 'TargetPort', { required: true, validators: [integer(1, 65535)], description: 'The port in the containers.' },
      ),
      published_port: field('number', 'PublishedPort', {
        computed: true,
        validators: [number('a whole number from 1 to 65535', (value) => Number.isInteger(value) && value >= 1 && value <= 65535,
          'Remove it to let the swarm choose a port.')],
        decode: (port: number) => port === 0 ? null : port,
        description: 'The port on the nodes. By default, the swarm chooses one, which is reported here. With `publish_mode = "host"`, '
          + 'each task '
          + 'then has another, and none is reported.',
      }),
      publish_mode: field('string', 'PublishMode', {
        unset: 'ingress',
        always: true,
        validators: [oneOf('ingress', 'host')],
        description: 'Where the port is published: on each node, from which connections are distributed over the tasks (`ingress`, the '
          + 'default; needs IPVS), or only on the nodes with tasks (`host`).',
      }),
    }),
  }),
  task_spec: {
    ...one('TaskTemplate', { minItems: 1, description: 'What the tasks of the service are like. Engine API: `TaskTemplate`.' }, taskFields),
    // There is always one.
    read: ({ TaskTemplate: template }: Part) => [readAll(taskFields, (template ?? {}) as Part)],
  },
} satisfies Fields;
