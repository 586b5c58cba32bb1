import {
  apply, call, configure, created, dataSource, none, plan, provider, read, readData, schema, validate, wire,
} from './service-under-test';
import { bodyFromWire, bodyToWire } from '../../../../provider/framework/conversion/dynamic-value';
import { Unknown } from '../../../../provider/framework/value/value';
import * as proto from '../../../../provider/framework/wire/generated/tfplugin6';
import { body } from '../build';

test.each([
  ['ValidateProviderConfig', async () => (
    call('ValidateProviderConfig', proto.ValidateProviderConfig_Request, proto.ValidateProviderConfig_Response, {
      config: bodyToWire(provider.schema, body(provider.schema, {})),
    })
  ), []],
  ['ValidateResourceConfig', async () => validate(wire({ name: 'a', size: 0, limit: { amount: 1 } })),
    ['Invalid value for "size"', 'Block is deprecated']],
  ['ValidateDataResourceConfig', async () => (
    call('ValidateDataResourceConfig', proto.ValidateDataResourceConfig_Request, proto.ValidateDataResourceConfig_Response, {
      typeName: 'test_lookup', config: bodyToWire(dataSource.schema, body(dataSource.schema, {})),
    })
  ), ['Missing required argument']],
])('%s', async (_name, validation, expected) => {
  expect((await validation()).diagnostics.map(({ summary }) => summary)).toEqual(expected);
});

test('ConfigureProvider, PlanResourceChange, ApplyResourceChange and ReadResource take a resource through its life', async () => {
  expect(await configure('h')).toEqual({ diagnostics: [] });
  const config = { name: 'a', limit: { amount: 1 } };

  const planned = await plan(null, config);
  expect(planned.diagnostics).toEqual([]);
  expect(bodyFromWire(schema, planned.plannedState)).toEqual(body(schema, { ...config, id: Unknown.PLAIN }));

  const applied = await apply({
    typeName: 'test_thing',
    priorState: wire(null),
    plannedState: planned.plannedState,
    config: wire(config),
    plannedPrivate: planned.plannedPrivate,
  });
  expect(applied.diagnostics).toEqual([]);
  expect(bodyFromWire(schema, applied.newState)).toEqual(body(schema, { ...created, size: null }));

  const refreshed = await read(applied.newState, applied.private);
  expect(bodyFromWire(schema, refreshed.newState)).toEqual(body(schema, { ...created, size: 6 }));
  expect(refreshed.private).toEqual(applied.private);

  const replaced = await plan(created, { ...config, name: 'b' });
  expect(replaced.requiresReplace).toEqual([{ steps: [{ selector: { $case: 'attributeName', value: 'name' } }] }]);

  const destroyed = await plan(created, null);
  expect(bodyFromWire(schema, destroyed.plannedState)).toBeNull();
  const deleted = await apply({
    typeName: 'test_thing',
    priorState: wire(created),
    plannedState: wire(null),
    config: wire(null),
    plannedPrivate: destroyed.plannedPrivate,
  });
  expect(bodyFromWire(schema, deleted.newState)).toBeNull();
});

test('UpgradeResourceState', async () => {
  const upgrade = (state: object) => (
    call('UpgradeResourceState', proto.UpgradeResourceState_Request, proto.UpgradeResourceState_Response, {
      typeName: 'test_thing', version: 3, rawState: { json: none, flatmap: {}, ...state },
    })
  );
  const { upgradedState, diagnostics } = await upgrade({ json: Buffer.from('{"name":"a","gone":1}') });
  expect(diagnostics).toEqual([]);
  // Values that the state lacks stay null, which means their default.
  expect(bodyFromWire(schema, upgradedState)).toEqual(body(schema, { name: 'a' }));
  expect((await upgrade({ flatmap: { name: 'a' } })).diagnostics).toEqual([expect.objectContaining({ summary: 'The state is too old' })]);
});

test('ImportResourceState', async () => {
  await configure('h');
  const { importedResources, diagnostics } = await call(
    'ImportResourceState', proto.ImportResourceState_Request, proto.ImportResourceState_Response, { typeName: 'test_thing', id: 'i' },
  );
  expect(diagnostics).toEqual([]);
  expect(importedResources).toHaveLength(1);
  const [{ typeName, state }] = importedResources as [proto.ImportResourceState_ImportedResource];
  expect([typeName, bodyFromWire(schema, state)]).toEqual(['test_thing', body(schema, created)]);
});

test('MoveResourceState', async () => {
  const { targetState, diagnostics } = await call('MoveResourceState', proto.MoveResourceState_Request, proto.MoveResourceState_Response, {
    sourceProviderAddress: 'p',
    sourceTypeName: 'test_note',
    sourceSchemaVersion: 0,
    targetTypeName: 'test_thing',
    sourcePrivate: none,
    sourceState: { json: Buffer.from('{"title":"a"}'), flatmap: {} },
  });
  expect(diagnostics).toEqual([]);
  expect(bodyFromWire(schema, targetState)).toEqual(body(schema, { name: 'a' }));
});

test('ReadDataSource', async () => {
  await configure('h');
  const { state, diagnostics } = await readData();
  expect(diagnostics).toEqual([]);
  expect(bodyFromWire(dataSource.schema, state)).toEqual(body(dataSource.schema, { name: 'a', id: 'false' }));
});

test('StopProvider aborts the signal of operations', async () => {
  await configure('h');
  expect(await call('StopProvider', proto.StopProvider_Request, proto.StopProvider_Response, {})).toEqual({ Error: '' });
  expect(bodyFromWire(dataSource.schema, (await readData()).state)).toMatchObject({ id: 'true' });
});

describe('with an unknown provider configuration', () => {
  test('plans resources, and keeps the state of reads', async () => {
    expect(await configure(new Unknown({ prefix: 'tcp://' }))).toEqual({ diagnostics: [] });
    expect((await plan(null, { name: 'a', limit: { amount: 1 } })).diagnostics).toEqual([]);
    const { newState, diagnostics } = await read(wire(created));
    expect(diagnostics).toEqual([]);
    expect(bodyFromWire(schema, newState)).toEqual(body(schema, created));
  });
});
