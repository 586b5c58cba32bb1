import { bodyOf, Values } from './fields/field';
import { specFields } from './fields/service';
import { parseDuration, canonicalDuration } from '../../engine/canonical/duration';
import { text } from '../../engine/canonical/form';
import { defineSchema } from '../../framework/resource';
import { Attribute, Schema } from '../../framework/schema/schema';
import { isolationPolicyAttributes } from '../container/fields/isolation-policy';
import { LONGEST_TIMEOUT, millisecondsOf, timeout } from '../shared/timeouts';
import { matching, parsed } from '../shared/validators';

const { attributes, blocks } = bodyOf(specFields);

/** Checks a name as the engine does. */
const serviceName = matching(
  'the name of a service: letters, digits, "-" and "_", with a letter or digit at both ends, of at most 63 characters',
  /^(?=.{1,63}$)[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/,
);

function waiting(fallback: string, least: number, description: string): Attribute {
  return {
    type: 'string',
    optional: true,
    default: fallback,
    canonical: text(canonicalDuration),
    validators: [parsed(`a duration in the format of Go, such as "90s", from ${least} ms to 500h`, (value) => {
      const milliseconds = millisecondsOf(value);
      return milliseconds !== undefined && milliseconds >= least && milliseconds <= LONGEST_TIMEOUT ? parseDuration(value) : undefined;
    })],
    description,
  };
}

/** A value that the swarm decides. It is unknown in a plan that changes the service. */
function decided(type: Attribute['type'], description: string): Attribute {
  return { type, computed: true, description };
}

/** The schema of `docker_service`, with the version of `kreuzwerker/docker`'s schema. */
export const schema: Schema = defineSchema({
  version: 2,
  description: 'A service of a swarm: tasks that the swarm starts on its nodes, and replaces when they end. The engine has to be a '
    + 'manager. '
    + 'Nearly everything changes live: the swarm replaces the tasks as `update_config` says. The apply waits until the service runs as '
    + 'configured, and reports why tasks fail. What is not set has the engine\'s default, and a plan reports changes from outside of it, '
    + 'too.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The id of the service.' },
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [serviceName],
      description: 'The name of the service, unique in the swarm. Engine API: `Name`.',
    },
    wait: {
      type: 'bool',
      optional: true,
      default: true,
      description: 'Waits until the service has converged: until all tasks of the new version run, are healthy and have run for a few '
        + 'seconds, '
        + 'or, for a job, have completed. Fails as soon as a task has failed three times in a row, or the swarm has paused or rolled back '
        + 'the update. The errors of the tasks are in the message. With false, the apply ends when the swarm has accepted the service. '
        + '`kreuzwerker/docker` waits only with `converge_config`.',
    },
    update_state: decided('string', 'The state of the last update, as the swarm reports it: `updating`, `paused`, `completed`, '
      + '`rollback_started`, `rollback_paused`, `rollback_completed`, or "" if there was none. It is `unconverged` after an apply that did '
      + 'not see the service converge; the next apply waits again. The next apply also resumes an update that is paused.'),
    update_message: decided('string', 'What the swarm says about the last update, or "".'),
    running_tasks: decided('number', 'The number of running tasks.'),
    desired_tasks: decided('number', 'The number of tasks that should run.'),
    completed_tasks: decided('number', 'The number of completed tasks of a job.'),
    virtual_ips: {
      ...decided(['list', ['object', { network_id: 'string', address: 'string' }]], 'The virtual addresses of the service, with the prefix '
        + 'length: one in each network, with `endpoint_spec.mode = "vip"`.'),
    },
    ...isolationPolicyAttributes,
    isolation_policy: {
      ...isolationPolicyAttributes.isolation_policy,
      description: 'The minimum isolation of the tasks, in one line, such as `baseline@1`. A weaker service is refused at plan time, and '
        + 'again '
        + 'before it is created or changed. What no service can ask for counts only if `node_defaults` says that the nodes do it. The '
        + 'engine '
        + 'does not know this attribute.',
    },
    ...attributes,
  },
  blocks: {
    ...blocks,
    node_defaults: {
      nesting: 'list',
      maxItems: 1,
      description: 'What the engine of each node does for all its containers, so that it counts for `isolation_policy`. The provider does '
        + 'not '
        + 'prove it here: `docker_host_facts` of a node does, and `docker_isolation` looks at the tasks. Under an isolation floor it does '
        + 'not '
        + 'count.',
      attributes: {
        no_new_privileges: {
          type: 'bool',
          optional: true,
          default: false,
          description: 'Whether no process can gain privileges: `"no-new-privileges": true` in '
            + '`daemon.json`.',
        },
        private_cgroup_namespace: {
          type: 'bool',
          optional: true,
          default: false,
          description: 'Whether each container has a control group namespace of its own: `"default-cgroupns-mode": "private"`, the '
            + 'default with '
            + 'control groups version 2.',
        },
        runtime: {
          type: 'string', optional: true, default: '', description: 'The runtime of all containers: `"default-runtime"`.',
        },
      },
    },
    auth: {
      nesting: 'list',
      maxItems: 1,
      description: 'Credentials with which the nodes pull the image. By default, those of the provider for the image\'s registry '
        + '(`registry_auth`, or Docker\'s `config.json`). The swarm stores them. A change replaces no task.',
      attributes: {
        server_address: { type: 'string', required: true, description: 'The registry, as at the start of `image`.' },
        username: { type: 'string', optional: true, default: '', description: 'The user name.' },
        password: { type: 'string', optional: true, default: '', sensitive: true, description: 'The user\'s password, or a token.' },
      },
    },
    converge_config: {
      nesting: 'list',
      maxItems: 1,
      description: 'How long to wait until the service has converged. Conflicts with `wait = false`. Allowed for services of every kind; '
        + '`kreuzwerker/docker` does not allow it for global ones. Without it, the provider looks every second, and `timeouts` is the '
        + 'limit.',
      attributes: {
        delay: waiting('7s', 1, 'The time between two looks at the service. The default is "7s".'),
        timeout: waiting('3m', 1, 'The time after which the apply fails. The default is "3m".'),
      },
    },
    timeouts: {
      nesting: 'single',
      description: 'Timeouts of the operations, as durations such as "90s" or "1h".',
      attributes: {
        create: timeout('How long to wait for a new service to converge, without `converge_config`. The default is "20m".'),
        read: timeout('How long to wait for the engine\'s answers. The default is "2m".'),
        update: timeout('How long to wait for a changed service to converge, without `converge_config`. The default is "20m".'),
        delete: timeout('How long to wait until the tasks of a removed service have ended. The default is "20m".'),
      },
    },
  },
});

/** The state of a service. Its exact type would depend on all rows. */
export interface ServiceModel extends Values {
  readonly id: string | null;
  readonly name: string | null;
  readonly wait: boolean | null;
  readonly update_state: string | null;
  readonly labels: readonly { readonly label: string; readonly value: string }[];
  readonly mode: readonly Values[];
  readonly task_spec: readonly Values[];
  readonly endpoint_spec: readonly Values[];
  readonly auth: ReadonlyArray<{ readonly server_address: string; readonly username: string | null; readonly password: string | null }>;
  readonly isolation_policy: string | null;
  readonly isolation_exemptions: Readonly<Record<string, string | null>> | null;
  readonly node_defaults: readonly Values[];
  readonly converge_config: ReadonlyArray<{ readonly delay: string | null; readonly timeout: string | null }>;
  readonly timeouts: { readonly [operation in 'create' | 'read' | 'update' | 'delete']?: string | null } | null;
}

/** Returns `container_spec`. */
export function containerOf({ task_spec: [task] }: Pick<ServiceModel, 'task_spec'>): Values {
  return (task?.container_spec as readonly Values[] | undefined)?.[0] ?? {};
}
