import { JsonBlock, JsonSchema, Nesting, ProviderSchema } from '../../projenrc/l1/provider-schema';

const leaf: JsonBlock = { attributes: { name: { type: 'string', required: true } } };
const nested = (nesting_mode: Exclude<Nesting, 'group'>) => ({ nesting_mode, attributes: leaf.attributes! });

const thing: JsonSchema = {
  version: 1,
  block: {
    description: 'A thing with everything that a schema can have.',
    attributes: {
      id: { type: 'string', computed: true },
      text: { type: 'string', required: true, description: 'A text. */ ends no comment.' },
      amount: { type: 'number', optional: true, computed: true },
      flag: { type: 'bool', optional: true, deprecated: true },
      anything: { type: 'dynamic', optional: true },
      secret: { type: 'string', optional: true, sensitive: true, write_only: true, description: 'A secret that is in no state.' },
      texts: { type: ['list', 'string'], optional: true },
      amounts: { type: ['set', 'number'], optional: true },
      flags: { type: ['list', 'bool'], optional: true },
      labels: { type: ['map', 'string'], optional: true },
      lists: { type: ['list', ['list', 'string']], optional: true },
      pair: { type: ['tuple', ['string', 'bool']], optional: true },
      object: { type: ['object', { needed: 'string', free: 'number' }, ['free']], optional: true },
      objects: { type: ['list', ['object', { name: 'string', inner: ['object', { name: 'string' }] }]], optional: true },
      object_map: { type: ['map', ['object', { name: 'string' }]], optional: true },
      nested_single: { nested_type: nested('single'), optional: true },
      nested_list: { nested_type: nested('list'), optional: true },
      nested_set: { nested_type: nested('set'), optional: true },
      nested_map: { nested_type: nested('map'), optional: true },
    },
    block_types: {
      single: { nesting_mode: 'single', block: leaf },
      group: { nesting_mode: 'group', block: leaf },
      list: { nesting_mode: 'list', block: { ...leaf, block_types: { deeper: { nesting_mode: 'set', block: leaf } } } },
      only: { nesting_mode: 'list', min_items: 1, max_items: 1, block: { ...leaf, description: 'The only block of its kind.' } },
      set: { nesting_mode: 'set', min_items: 1, block: leaf },
      map: { nesting_mode: 'map', block: leaf },
      // Its path has the same name in TypeScript as that of the block in the block `list`.
      list_deeper: { nesting_mode: 'list', block: { attributes: { computed_only: { type: 'string', computed: true } } } },
    },
  },
};

/** A provider whose resource has every kind of attribute and block, and whose data source has no argument. Tests use its L1s. */
export const example: ProviderSchema = {
  provider: { version: 0, block: {} },
  resource_schemas: { example_thing: thing },
  data_source_schemas: { example_nothing: { version: 0, block: { attributes: { id: { type: 'string', computed: true } } } } },
};
