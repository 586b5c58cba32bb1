// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_isolation_policy`.
 */
export interface DataIsolationPolicyAttributes {
  /**
   * The policy, as in `isolation_policy` of a `docker_container`.
   */
  readonly policy: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_isolation_policy`.
 */
export const DATA_ISOLATION_POLICY_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_isolation_policy',
  attributes: { policy: 'string', engine: 'string' },
};

/**
 * The data source `docker_isolation_policy`. Explains an isolation policy that is written in one line: each control that it asks for, with
 * the reason, and with the sections of the CIS Docker Benchmark and of the Pod Security Standards that ask for it.
 *
 * @internal
 */
export class DataIsolationPolicy extends GeneratedDataSource<DataIsolationPolicyAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataIsolationPolicyAttributes>) {
    super(scope, id, DATA_ISOLATION_POLICY_SCHEMA, config);
  }
}
