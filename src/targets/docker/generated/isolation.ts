// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_isolation`.
 */
export interface IsolationAttributes {
  /**
   * Whether to inspect what is in force, and not only what is configured. For this, the provider runs a program on the engine for a moment.
   * The program sees all processes, can only read, and is removed afterwards. The guide "What an attestation does on an engine" describes
   * it exactly. If this is false, what is in force is "not inspected".
   */
  readonly probe?: Value<boolean>;

  /**
   * The ids of the nodes of a swarm whose tasks are attested, by this attestation or by others. The report then names the other nodes of
   * the swarm, and how many tasks of the services they run: nothing is known of what is in force there. The engine has to be a manager.
   */
  readonly attested_nodes?: Value<readonly string[]>;

  /**
   * A folder on the machine that runs Terraform. Each apply writes the report to it: `isolation.json`, `isolation.txt`, and for auditors
   * `isolation.html`, a single page that loads nothing else.
   */
  readonly directory?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * A set of clones to attest: those of its clones that are on the engine then.
   */
  readonly clone_set?: Value<readonly IsolationCloneSet[]>;

  /**
   * A service of a swarm to attest: those of its tasks that run on the engine then. What a service can't ask for, the engine has to do for
   * all containers: then only what is in force counts.
   */
  readonly service?: Value<readonly IsolationService[]>;

  /**
   * A container to attest.
   */
  readonly container?: Value<readonly IsolationContainer[]>;
}

/**
 * The block `clone_set`.
 */
export interface IsolationCloneSet {
  /**
   * The `id` of its `docker_clone_set`.
   */
  readonly id: Value<string>;

  /**
   * The `name` of its `docker_clone_set`.
   */
  readonly name: Value<string>;

  /**
   * How many of its clones are on the engine: `docker_clone_set.web.placement["a"]`. The attestation fails if fewer are.
   */
  readonly replicas?: Value<number>;

  /**
   * The `imported` of its `docker_clone_set`: whether containers are its clones by their names. The default is false.
   */
  readonly imported?: Value<boolean>;

  /**
   * How strictly it must be isolated at least: the same policy as in its resource. Without it, what is configured must be in force.
   */
  readonly isolation_policy?: Value<string>;

  /**
   * The controls of `isolation_policy` that this container is exempt from, and why: `{ pid_namespace = "it counts processes" }`. An
   * exemption from `privileged` is also an exemption from `capabilities`, `seccomp`, `apparmor`, `selinux`, `devices` and `kernel_paths`.
   */
  readonly isolation_exemptions?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `service`.
 */
export interface IsolationService {
  /**
   * The `id` of its `docker_service`.
   */
  readonly id: Value<string>;

  /**
   * The `name` of its `docker_service`.
   */
  readonly name: Value<string>;

  /**
   * How strictly it must be isolated at least: the same policy as in its resource. Without it, what is configured must be in force.
   */
  readonly isolation_policy?: Value<string>;

  /**
   * The controls of `isolation_policy` that this container is exempt from, and why: `{ pid_namespace = "it counts processes" }`. An
   * exemption from `privileged` is also an exemption from `capabilities`, `seccomp`, `apparmor`, `selinux`, `devices` and `kernel_paths`.
   */
  readonly isolation_exemptions?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `container`.
 */
export interface IsolationContainer {
  /**
   * The `id` of its `docker_container`, or its name.
   */
  readonly id: Value<string>;

  /**
   * Its name in the report. The default is its name on the engine.
   */
  readonly name?: Value<string>;

  /**
   * How strictly it must be isolated at least: the same policy as in its resource. Without it, what is configured must be in force.
   */
  readonly isolation_policy?: Value<string>;

  /**
   * The controls of `isolation_policy` that this container is exempt from, and why: `{ pid_namespace = "it counts processes" }`. An
   * exemption from `privileged` is also an exemption from `capabilities`, `seccomp`, `apparmor`, `selinux`, `devices` and `kernel_paths`.
   */
  readonly isolation_exemptions?: Value<{ readonly [key: string]: string }>;
}

/**
 * The types of the arguments of the resource `docker_isolation`.
 */
export const ISOLATION_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_isolation',
  attributes: { probe: 'bool', attested_nodes: ['list', 'string'], directory: 'string', engine: 'string' },
  blocks: {
    clone_set: {
      nesting: 'list',
      attributes: {
        id: 'string',
        name: 'string',
        replicas: 'number',
        imported: 'bool',
        isolation_policy: 'string',
        isolation_exemptions: ['map', 'string'],
      },
    },
    service: {
      nesting: 'list',
      attributes: { id: 'string', name: 'string', isolation_policy: 'string', isolation_exemptions: ['map', 'string'] },
    },
    container: {
      nesting: 'list',
      attributes: { id: 'string', name: 'string', isolation_policy: 'string', isolation_exemptions: ['map', 'string'] },
    },
  },
};

/**
 * The resource `docker_isolation`. An attestation: compares how strictly containers must be isolated with what the engine reports and with
 * what is in force, as the kernel reports it while they run. An apply fails if a container is weaker. Every plan attests again, and plans
 * an update if a container has become weaker. With `-refresh=false`, a plan does not look at the engine. With `-refresh-only`, a failed
 * attestation is written to the state, without an error.
 *
 * @internal
 */
export class Isolation extends GeneratedResource<IsolationAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<IsolationAttributes>) {
    super(scope, id, ISOLATION_SCHEMA, config);
  }
}
