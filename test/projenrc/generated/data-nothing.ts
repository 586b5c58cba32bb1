// Generated from the schema of example/example by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../../src/targets/l1/generated-config';
import { GeneratedDataSource } from '../../../src/targets/l1/generated-data-source';
import { TypeSchema } from '../../../src/targets/l1/schema';

/**
 * The arguments of the data source `example_nothing`.
 */
export interface DataNothingAttributes {
}

/**
 * The types of the arguments of the data source `example_nothing`.
 */
export const DATA_NOTHING_SCHEMA: TypeSchema = { provider: 'example', type: 'example_nothing', attributes: {} };

/**
 * The data source `example_nothing`.
 *
 * @internal
 */
export class DataNothing extends GeneratedDataSource<DataNothingAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataNothingAttributes>) {
    super(scope, id, DATA_NOTHING_SCHEMA, config);
  }
}
