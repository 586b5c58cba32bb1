// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_volume`.
 */
export interface DataVolumeAttributes {
  /**
   * The volume's name.
   */
  readonly name: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_volume`.
 */
export const DATA_VOLUME_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_volume',
  attributes: { name: 'string', engine: 'string' },
};

/**
 * The data source `docker_volume`. A volume that the engine has. Use it to mount a volume that another stack, or a person, created: the
 * engine creates a missing volume without asking, so a misspelled name would be an empty volume.
 *
 * @internal
 */
export class DataVolume extends GeneratedDataSource<DataVolumeAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataVolumeAttributes>) {
    super(scope, id, DATA_VOLUME_SCHEMA, config);
  }
}
