import { call } from './service-under-test';
import * as proto from '../../../../provider/framework/wire/generated/tfplugin6';

const capabilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true };

test('GetMetadata', async () => {
  expect(await call('GetMetadata', proto.GetMetadata_Request, proto.GetMetadata_Response, {})).toEqual({
    serverCapabilities: capabilities,
    diagnostics: [],
    resources: [{ typeName: 'test_thing' }],
    dataSources: [{ typeName: 'test_lookup' }],
    functions: [],
    ephemeralResources: [],
  });
});

test('GetProviderSchema', async () => {
  const get = () => call('GetProviderSchema', proto.GetProviderSchema_Request, proto.GetProviderSchema_Response, {});
  const found = await get();
  expect(found).toMatchObject({ serverCapabilities: capabilities, diagnostics: [], functions: {} });
  expect(Object.keys(found.dataSourceSchemas)).toEqual(['test_lookup']);
  const { version, block: root } = found.resourceSchemas.test_thing!;
  expect(version).toBe(3);
  expect(root!.attributes.map(({ name, type, required: needed, optional: allowed, computed: decided, sensitive, deprecated }) => (
    [name, String(type), { needed, allowed, decided, sensitive, deprecated }]
  ))).toEqual([
    ['name', '"string"', { needed: true, allowed: false, decided: false, sensitive: false, deprecated: false }],
    // To Terraform, a default is a value that the provider decides.
    ['size', '"number"', { needed: false, allowed: true, decided: true, sensitive: false, deprecated: false }],
    ['secret', '"string"', { needed: false, allowed: true, decided: false, sensitive: true, deprecated: true }],
    ['id', '"string"', { needed: false, allowed: false, decided: true, sensitive: false, deprecated: false }],
  ]);
  const { SINGLE, LIST, SET } = proto.Schema_NestedBlock_NestingMode;
  const blocks = root!.blockTypes.map(({ typeName, nesting, minItems, maxItems, block: inner }) => (
    [typeName, nesting, minItems, maxItems, inner!.deprecated]
  ));
  expect(blocks).toEqual([
    ['port', LIST, 0, 3, false],
    ['network', SET, 0, 0, false],
    ['limit', SINGLE, 1, 1, true],
  ]);
  expect(await get()).toEqual(found);
});
