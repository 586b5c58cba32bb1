// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_host_facts`.
 */
export interface HostFactsAttributes {
  /**
   * Whether to find out what the host can do, by starting containers on the engine that try it. They have only a program of the provider in
   * them, and are removed afterwards. The guide "What a host can do" describes them. If this is false, only what the engine reports is
   * known, and all else is null. An isolation floor with `pools` or `virtual_hosts` refuses it without `measurements`.
   */
  readonly probe?: Value<boolean>;

  /**
   * Runtimes to try in addition to those that the engine lists, such as `io.containerd.kata.v2`, which Engine 23 and newer find by this
   * name.
   */
  readonly extra_runtimes?: Value<readonly string[]>;

  /**
   * Any values: a change measures again. `{ week = formatdate("YYYY-MM-DD", ...) }`, the version of a package, and so on.
   */
  readonly triggers?: Value<{ readonly [key: string]: string }>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_host_facts`.
 */
export const HOST_FACTS_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_host_facts',
  attributes: { probe: 'bool', extra_runtimes: ['set', 'string'], triggers: ['map', 'string'], engine: 'string' },
};

/**
 * The resource `docker_host_facts`. What a host can really do: found by starting containers that try it, and not by what the engine
 * reports. The facts stay as they were found until an argument changes, or until the engine reports something else about itself: another
 * version, kernel, runtime, storage driver, or amount of memory. Then a plan measures again with the next apply. The data source
 * `docker_host_facts` measures whenever it is read.
 *
 * @internal
 */
export class HostFacts extends GeneratedResource<HostFactsAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<HostFactsAttributes>) {
    super(scope, id, HOST_FACTS_SCHEMA, config);
  }
}
