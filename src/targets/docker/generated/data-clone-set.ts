// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_clone_set`.
 */
export interface DataCloneSetAttributes {
  /**
   * The `name` of the `docker_clone_set`. The clones are those containers that have its name, "-" and a number.
   */
  readonly name: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_clone_set`.
 */
export const DATA_CLONE_SET_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_clone_set',
  attributes: { name: 'string', engine: 'string' },
};

/**
 * The data source `docker_clone_set`. What the clones of a set cost on an engine. It is read with every plan. Volumes and logs do not
 * count. The engine adds up the files of each clone, which takes time if there are many.
 *
 * @internal
 */
export class DataCloneSet extends GeneratedDataSource<DataCloneSetAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataCloneSetAttributes>) {
    super(scope, id, DATA_CLONE_SET_SCHEMA, config);
  }
}
