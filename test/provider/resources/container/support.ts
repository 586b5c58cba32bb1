import { fromModel, toModel } from '../../../../provider/framework/schema/body-values';
import { applyDefaults } from '../../../../provider/framework/schema/defaults';
import { ContainerModel, schema } from '../../../../provider/resources/container/fields/schema';
import { Names } from '../../../e2e/resources/container-rows';

/** What a configuration asks for, as a resource is given it. */
export function modelOf(config: object): ContainerModel {
  return toModel(schema, applyDefaults(schema, fromModel(schema, config))) as ContainerModel;
}

/** What the rows of the table name, where there is no engine that has it. */
export const NAMES: Names = {
  image: 'busybox',
  imageId: `sha256:${'b'.repeat(64)}`,
  network: 'net',
  networkId: 'f'.repeat(64),
  other: 'other',
  volume: 'data',
  neighbour: 'neighbour',
  file: '/tmp/file',
  runtime: 'other',
};
