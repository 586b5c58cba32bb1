import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMAS, schemaProvider } from './bundle';
import { schemaFromJson } from './from-json';
import { JsonBlock, ProviderSchema } from '../../../projenrc/l1/provider-schema';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest();

test.each(['vsphere-provider-2.15.0.json', 'kubernetes-provider-2.38.0.json'])('Terraform prints the schema of %s again', async (file) => {
  const provider = await schemaProvider(file);
  const workspace = await workspaceWith('', { provider });
  const printed = JSON.parse(await workspace.terraform('providers', 'schema', '-json')) as { provider_schemas: Record<string, unknown> };
  const { provider: own, resource_schemas, data_source_schemas } = JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as ProviderSchema;
  expect(withoutDescriptions(printed.provider_schemas[provider.source])).toEqual({ provider: own, resource_schemas, data_source_schemas });
});

test('every kind of attribute and block is converted', () => {
  const block: JsonBlock = {
    attributes: {
      name: { type: 'string', required: true, description: 'The name.' },
      secret: { type: 'string', optional: true, sensitive: true, write_only: true },
      old: { type: ['map', 'number'], optional: true, deprecated: true },
      found: { type: ['object', { a: ['set', 'bool'], b: ['tuple', ['string', 'dynamic']] }, ['a']], computed: true },
    },
    block_types: {
      one: { nesting_mode: 'single', block: {} },
      some: { nesting_mode: 'list', block: { attributes: { x: { type: 'number', optional: true } } }, min_items: 1, max_items: 2 },
      any: { nesting_mode: 'set', block: { block_types: { inner: { nesting_mode: 'list', block: { description: 'Within.' } } } } },
    },
  };
  expect(schemaFromJson('test_thing', { version: 3, block })).toEqual({
    version: 3,
    description: '',
    attributes: {
      name: { type: 'string', required: true, description: 'The name.' },
      secret: { type: 'string', optional: true, sensitive: true, writeOnly: true, description: '' },
      old: { type: ['map', 'number'], optional: true, deprecated: 'It is deprecated.', description: '' },
      found: { type: ['object', { a: ['set', 'bool'], b: ['tuple', ['string', 'dynamic']] }], computed: true, description: '' },
    },
    blocks: {
      one: { nesting: 'single', description: '', attributes: {}, blocks: {} },
      some: {
        nesting: 'list',
        description: '',
        minItems: 1,
        maxItems: 2,
        attributes: { x: { type: 'number', optional: true, description: '' } },
        blocks: {},
      },
      any: {
        nesting: 'set',
        description: '',
        attributes: {},
        blocks: { inner: { nesting: 'list', description: 'Within.', attributes: {}, blocks: {} } },
      },
    },
  });
});

test.each<[string, JsonBlock, string]>([
  ['a block that is a map', { block_types: { a: { nesting_mode: 'map', block: {} } } },
    'test_thing.a has the nesting mode "map", which the framework can\'t serve. It can serve "single", "list" and "set": '],
  ['a group', { block_types: { a: { nesting_mode: 'list', block: { block_types: { b: { nesting_mode: 'group', block: {} } } } } } },
    'test_thing.a.b has the nesting mode "group", which '],
  ['nested attributes', { attributes: { a: { nested_type: { attributes: {}, nesting_mode: 'list' }, optional: true } } },
    'test_thing.a has nested attributes, which the framework can\'t serve. It can serve a type: '],
  ['an unknown type', { attributes: { a: { type: ['list', 'text' as never], optional: true } } },
    'test_thing.a has the type "text", which the framework can\'t serve. It can serve "string", "number", '],
])('%s is refused', (_, block, message) => {
  expect(() => schemaFromJson('test_thing', { version: 0, block })).toThrow(message);
});

function withoutDescriptions(printed: unknown): unknown {
  return JSON.parse(JSON.stringify(printed, (key, value: unknown) => (key === 'description_kind' ? undefined : value)));
}
