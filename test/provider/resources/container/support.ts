import { fromModel, toModel } from '../../../../provider/framework/schema/body-values';
import { applyDefaults } from '../../../../provider/framework/schema/defaults';
import { ContainerModel, schema } from '../../../../provider/resources/container/fields/schema';
import { Names } from '../../../e2e/resources/container-rows/row';

/** Converts a configuration to the desired state that a resource receives. */
export function modelOf(config: object): ContainerModel {
  return toModel(schema, applyDefaults(schema, fromModel(schema, config))) as ContainerModel;
}

/** Names for the rows of the table in tests without an engine. */
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
