// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_host_facts`.
 */
export interface DataHostFactsAttributes {
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
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_host_facts`.
 */
export const DATA_HOST_FACTS_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_host_facts',
  attributes: { probe: 'bool', extra_runtimes: ['set', 'string'], engine: 'string' },
};

/**
 * The data source `docker_host_facts`. What a host can really do: found by starting containers that try it whenever it is read, and not by
 * what the engine reports. A fact that is not known is null, which is never a yes, and `evidence` has the reason. The resource
 * `docker_host_facts` keeps what it found instead.
 *
 * @internal
 */
export class DataHostFacts extends GeneratedDataSource<DataHostFactsAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataHostFactsAttributes>) {
    super(scope, id, DATA_HOST_FACTS_SCHEMA, config);
  }
}
