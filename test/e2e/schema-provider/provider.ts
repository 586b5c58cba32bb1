import { schemaFromJson } from './from-json';
import { JsonSchemas, ProviderSchema } from '../../../projenrc/l1/provider-schema';
import { AnyDataSource, AnyResource, Provider } from '../../../provider/framework/resource';
import { Schema } from '../../../provider/framework/schema/schema';

/** What the other side decides: the values of computed attributes, by the type of the resource or the data source. */
export interface Decided {
  readonly [type: string]: { readonly [attribute: string]: unknown };
}

type Values = Record<string, unknown>;

/**
 * Returns a provider that has the schema of another one, and nothing behind it. Resources exist as soon as they are created, as they are
 * desired. A text that nobody decides names its attribute, and other computed values are null.
 */
export function providerOf(schemas: ProviderSchema, decided: Decided): Provider {
  return {
    schema: schemaFromJson('provider', schemas.provider),
    configure: () => undefined,
    configurePartly: () => undefined,
    resources: each(schemas.resource_schemas, (type, schema): AnyResource<unknown> => ({
      type,
      schema,
      create: async (_, desired: Values) => complete(type, schema, desired, decided[type]),
      read: async (_, prior: Values) => prior,
      update: async (_, desired: Values) => complete(type, schema, desired, decided[type]),
      delete: async () => undefined,
    })),
    dataSources: each(schemas.data_source_schemas, (type, schema): AnyDataSource<unknown> => ({
      type,
      schema,
      read: async (_, config: Values) => complete(type, schema, config, decided[type]),
    })),
  };
}

/** Returns values with those of computed attributes that have none yet. */
function complete(type: string, { attributes }: Schema, values: Values, decided: Values = {}): Values {
  const open = Object.entries(attributes).filter(([name, { computed }]) => computed && values[name] === null);
  return {
    ...values,
    ...Object.fromEntries(open.map(([name, { type: kind }]) => [
      name, decided[name] ?? (kind === 'string' ? `${name} of ${type}` : null),
    ])),
  };
}

function each<T>(schemas: JsonSchemas, convert: (type: string, schema: Schema) => T): T[] {
  return Object.entries(schemas).map(([type, schema]) => convert(type, schemaFromJson(type, schema)));
}
