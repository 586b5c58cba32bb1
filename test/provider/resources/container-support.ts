import { fromModel, toModel } from '../../../provider/framework/schema/body-values';
import { applyDefaults } from '../../../provider/framework/schema/defaults';
import { ContainerModel, schema } from '../../../provider/resources/container/schema';

/** What a configuration asks for, as a resource is given it. */
export function modelOf(config: object): ContainerModel {
  return toModel(schema, applyDefaults(schema, fromModel(schema, config))) as ContainerModel;
}
