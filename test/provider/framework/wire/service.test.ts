import * as fc from 'fast-check';
import { CallError, Client } from './client';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { bodyFromWire, bodyToWire } from '../../../../provider/framework/conversion/dynamic-value';
import { Session } from '../../../../provider/framework/core/session';
import { DataSource } from '../../../../provider/framework/resource';
import { Schema } from '../../../../provider/framework/schema/schema';
import { Unknown } from '../../../../provider/framework/value/value';
import { selfSignedCertificate } from '../../../../provider/framework/wire/certificate';
import * as health from '../../../../provider/framework/wire/generated/health';
import * as proto from '../../../../provider/framework/wire/generated/tfplugin6';
import { frame } from '../../../../provider/framework/wire/grpc/framing';
import { Status } from '../../../../provider/framework/wire/grpc/status';
import { listen, Listener } from '../../../../provider/framework/wire/listen';
import { providerService } from '../../../../provider/framework/wire/service';
import { block, body, computed, optional, providerOf, required, resourceOf, schemaOf } from '../build';

const schema = schemaOf({
  name: required('string', { requiresReplace: true }),
  size: optional('number', { default: 5, validators: [{ description: '', check: (value) => (value === 0 ? 'Zero.' : undefined) }] }),
  secret: optional('string', { sensitive: true, deprecated: 'Use name.' }),
  id: computed('string', { stable: true }),
}, {
  port: block('list', { internal: required('number') }, { maxItems: 3 }),
  network: block('set', { name: required('string') }),
  limit: block('single', { amount: required('number') }, { minItems: 1, deprecated: 'Use size.' }),
}, 3);
const made = { name: 'a', size: 5, id: 'i', limit: { amount: 1 } };

const thing = resourceOf(schema, {
  create: async () => made,
  read: async () => ({ ...made, size: 6 }),
  delete: async () => {},
  import: async () => made,
  move: ({ state }) => ({ name: state.title }),
});
const dataSource: DataSource<Schema> = {
  type: 'test_lookup', schema: schemaOf({ name: required('string'), id: computed('string') }), read: async ({ signal }) => ({ name: 'a', id: String(signal.aborted) }),
};
const provider = providerOf([thing], { schema: schemaOf({ host: optional('string') }), dataSources: [dataSource] });

let listener: Listener;
let client: Client;
const shutDown = jest.fn();

beforeEach(async () => {
  const own = selfSignedCertificate();
  const terraform = selfSignedCertificate();
  const service = providerService(new Session(provider), shutDown);
  listener = await listen(() => service, { own, client: terraform.certificatePem });
  client = new Client(listener.address, { own: terraform, server: own.certificatePem });
});

afterEach(async () => {
  client.close();
  await new Promise((resolve) => listener.server.close(resolve));
});

const call = <Request, Response>(name: string, request: proto.MessageFns<Request>, response: proto.MessageFns<Response>, message: Request) => (
  client.call(`/tfplugin6.Provider/${name}`, request, response, message)
);
const none = Buffer.alloc(0);
const capabilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true };
const wire = (values: object | null) => bodyToWire(schema, values && body(schema, values));
const configure = (host: unknown) => call('ConfigureProvider', proto.ConfigureProvider_Request, proto.ConfigureProvider_Response, {
  terraformVersion: '1.11.4', config: bodyToWire(provider.schema, body(provider.schema, { host })),
});
const plan = (prior: object | null, config: object | null) => call('PlanResourceChange', proto.PlanResourceChange_Request, proto.PlanResourceChange_Response, {
  typeName: 'test_thing', priorState: wire(prior), proposedNewState: wire(config), config: wire(config), priorPrivate: none,
});

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
    // A default is a value that the provider decides.
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

test.each([
  ['ValidateProviderConfig', async () => call('ValidateProviderConfig', proto.ValidateProviderConfig_Request, proto.ValidateProviderConfig_Response, {
    config: bodyToWire(provider.schema, body(provider.schema, {})),
  }), []],
  ['ValidateResourceConfig', async () => call('ValidateResourceConfig', proto.ValidateResourceConfig_Request, proto.ValidateResourceConfig_Response, {
    typeName: 'test_thing', config: wire({ name: 'a', size: 0, limit: { amount: 1 } }),
  }), ['Invalid value for "size"', 'Block is deprecated']],
  ['ValidateDataResourceConfig', async () => (
    call('ValidateDataResourceConfig', proto.ValidateDataResourceConfig_Request, proto.ValidateDataResourceConfig_Response, {
      typeName: 'test_lookup', config: bodyToWire(dataSource.schema, body(dataSource.schema, {})),
    })
  ), ['Missing required argument']],
])('%s', async (_name, validate, expected) => {
  expect((await validate()).diagnostics.map(({ summary }) => summary)).toEqual(expected);
});

test('a diagnostic says where', async () => {
  const { diagnostics } = await call('ValidateResourceConfig', proto.ValidateResourceConfig_Request, proto.ValidateResourceConfig_Response, {
    typeName: 'test_thing', config: wire({ name: 'a', limit: { amount: 1 }, port: [{ internal: 1 }, {}] }),
  });
  expect(diagnostics[0]).toMatchObject({
    severity: proto.Diagnostic_Severity.ERROR,
    attribute: {
      steps: [
        { selector: { $case: 'attributeName', value: 'port' } }, { selector: { $case: 'elementKeyInt', value: 1 } },
        { selector: { $case: 'attributeName', value: 'internal' } },
      ],
    },
  });
});

test('ConfigureProvider, PlanResourceChange, ApplyResourceChange, ReadResource: the life of a resource', async () => {
  expect(await configure('h')).toEqual({ diagnostics: [] });
  const config = { name: 'a', limit: { amount: 1 } };

  const planned = await plan(null, config);
  expect(planned.diagnostics).toEqual([]);
  expect(bodyFromWire(schema, planned.plannedState)).toEqual(body(schema, { ...config, size: 5, id: Unknown.PLAIN }));

  const applied = await call('ApplyResourceChange', proto.ApplyResourceChange_Request, proto.ApplyResourceChange_Response, {
    typeName: 'test_thing', priorState: wire(null), plannedState: planned.plannedState, config: wire(config), plannedPrivate: planned.plannedPrivate,
  });
  expect(applied.diagnostics).toEqual([]);
  expect(bodyFromWire(schema, applied.newState)).toEqual(body(schema, made));

  const read = await call('ReadResource', proto.ReadResource_Request, proto.ReadResource_Response, {
    typeName: 'test_thing', currentState: applied.newState, private: applied.private,
  });
  expect(bodyFromWire(schema, read.newState)).toEqual(body(schema, { ...made, size: 6 }));
  expect(read.private).toEqual(applied.private);

  const replaced = await plan(made, { ...config, name: 'b' });
  expect(replaced.requiresReplace).toEqual([{ steps: [{ selector: { $case: 'attributeName', value: 'name' } }] }]);

  const destroyed = await plan(made, null);
  expect(bodyFromWire(schema, destroyed.plannedState)).toBeNull();
  const deleted = await call('ApplyResourceChange', proto.ApplyResourceChange_Request, proto.ApplyResourceChange_Response, {
    typeName: 'test_thing', priorState: wire(made), plannedState: wire(null), config: wire(null), plannedPrivate: destroyed.plannedPrivate,
  });
  expect(bodyFromWire(schema, deleted.newState)).toBeNull();
});

test('UpgradeResourceState', async () => {
  const upgrade = (state: object) => call('UpgradeResourceState', proto.UpgradeResourceState_Request, proto.UpgradeResourceState_Response, {
    typeName: 'test_thing', version: 3, rawState: { json: none, flatmap: {}, ...state },
  });
  const { upgradedState, diagnostics } = await upgrade({ json: Buffer.from('{"name":"a","gone":1}') });
  expect(diagnostics).toEqual([]);
  // What the state was written without has its default.
  expect(bodyFromWire(schema, upgradedState)).toEqual(body(schema, { name: 'a', size: 5 }));
  expect((await upgrade({ flatmap: { name: 'a' } })).diagnostics).toEqual([expect.objectContaining({ summary: 'The state is too old' })]);
});

test('ImportResourceState', async () => {
  await configure('h');
  const { importedResources, diagnostics } = await call('ImportResourceState', proto.ImportResourceState_Request, proto.ImportResourceState_Response, {
    typeName: 'test_thing', id: 'i',
  });
  expect(diagnostics).toEqual([]);
  expect(importedResources.map(({ typeName, state }) => [typeName, bodyFromWire(schema, state)])).toEqual([['test_thing', body(schema, made)]]);
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
  expect(bodyFromWire(schema, targetState)).toEqual(body(schema, { name: 'a', size: 5 }));
});

const readData = () => call('ReadDataSource', proto.ReadDataSource_Request, proto.ReadDataSource_Response, {
  typeName: 'test_lookup', config: bodyToWire(dataSource.schema, body(dataSource.schema, { name: 'a' })),
});

test('ReadDataSource', async () => {
  await configure('h');
  const { state, diagnostics } = await readData();
  expect(diagnostics).toEqual([]);
  expect(bodyFromWire(dataSource.schema, state)).toEqual(body(dataSource.schema, { name: 'a', id: 'false' }));
});

test('StopProvider tells whatever is in flight', async () => {
  await configure('h');
  expect(await call('StopProvider', proto.StopProvider_Request, proto.StopProvider_Response, {})).toEqual({ Error: '' });
  expect(bodyFromWire(dataSource.schema, (await readData()).state)).toMatchObject({ id: 'true' });
});

test('GetFunctions and CallFunction: there are none', async () => {
  expect(await call('GetFunctions', proto.GetFunctions_Request, proto.GetFunctions_Response, {})).toEqual({ functions: {}, diagnostics: [] });
  const { error } = await call('CallFunction', proto.CallFunction_Request, proto.CallFunction_Response, { name: 'f', arguments: [] });
  expect(error!.text).toContain('no function "f"');
});

test('ephemeral resources are unimplemented', async () => {
  await expect(client.raw('/tfplugin6.Provider/OpenEphemeralResource', Buffer.alloc(5))).rejects.toMatchObject({ status: Status.UNIMPLEMENTED });
  await expect(client.raw('/tfplugin6.Provider/OpenEphemeralResource', Buffer.alloc(5))).rejects.toThrow(CallError);
});

test('the plugin library\'s own calls: shutdown, health, and streams that stay open', async () => {
  const empty = Buffer.alloc(5);
  expect(await client.raw('/plugin.GRPCController/Shutdown', empty)).toHaveLength(0);
  expect(shutDown).toHaveBeenCalledTimes(1);
  const { status } = health.HealthCheckResponse.decode(await client.raw('/grpc.health.v1.Health/Check', empty));
  expect(status).toBe(health.HealthCheckResponse_ServingStatus.SERVING);
  for (const path of ['/plugin.GRPCStdio/StreamStdio', '/plugin.GRPCBroker/StartStream']) {
    const stream = client.open(path);
    await new Promise((resolve) => stream.once('response', resolve));
    expect(stream.closed).toBe(false);
  }
});

test('no bytes whatever bring the provider down', async () => {
  await configure('h');
  const paths = fc.constantFrom('ValidateResourceConfig', 'UpgradeResourceState', 'PlanResourceChange', 'ApplyResourceChange', 'ReadResource', 'ConfigureProvider');
  const typed = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.concat([Buffer.from('\n\ntest_thing'), bytes]));
  await fc.assert(fc.asyncProperty(paths, fc.oneof(fc.uint8Array({ maxLength: 60 }), typed), async (path, bytes) => {
    await client.raw(`/tfplugin6.Provider/${path}`, frame(bytes)).catch((error: unknown) => expect(error).toBeInstanceOf(CallError));
  }), { numRuns: 300 });
  expect((await configure('h')).diagnostics).toEqual([]);
});

describe('with a configuration that is not known', () => {
  test('resources are planned, and read as they were', async () => {
    expect(await configure(new Unknown({ prefix: 'tcp://' }))).toEqual({ diagnostics: [] });
    expect((await plan(null, { name: 'a', limit: { amount: 1 } })).diagnostics).toEqual([]);
    const { newState, diagnostics } = await call('ReadResource', proto.ReadResource_Request, proto.ReadResource_Response, {
      typeName: 'test_thing', currentState: wire(made), private: none,
    });
    expect(diagnostics).toEqual([]);
    expect(bodyFromWire(schema, newState)).toEqual(body(schema, made));
  });
});

describe('what goes wrong is a diagnostic, and never the status of the call', () => {
  test('a type that the provider does not have', async () => {
    const { diagnostics } = await call('ReadResource', proto.ReadResource_Request, proto.ReadResource_Response, { typeName: 'test_other', currentState: wire(made), private: none });
    expect(diagnostics).toEqual([expect.objectContaining({ summary: 'Unknown resource type "test_other"', detail: 'The provider has: test_thing.' })]);
  });

  test('a configuration that the provider refuses', async () => {
    jest.spyOn(provider, 'configure').mockImplementationOnce(() => {
      throw new DiagnosticError({ summary: 'Bad host', path: ['host'] });
    });
    expect((await configure('h')).diagnostics).toEqual([expect.objectContaining({ summary: 'Bad host' })]);
  });

  test('a value that can\'t be decoded', async () => {
    const { diagnostics } = await call('ValidateResourceConfig', proto.ValidateResourceConfig_Request, proto.ValidateResourceConfig_Response, {
      typeName: 'test_thing', config: { msgpack: Buffer.of(0xc1), json: none },
    });
    expect(diagnostics).toEqual([expect.objectContaining({ summary: 'The provider has a bug' })]);
  });

  test('a secret stays out of it', async () => {
    jest.spyOn(thing, 'read').mockImplementationOnce(() => Promise.reject(new DiagnosticError({ summary: 'No', detail: 'The engine refused "hunter2".' })));
    await configure('h');
    const { diagnostics } = await call('ReadResource', proto.ReadResource_Request, proto.ReadResource_Response, {
      typeName: 'test_thing', currentState: wire({ ...made, secret: 'hunter2' }), private: none,
    });
    expect(diagnostics[0]!.detail).toBe('The engine refused "(sensitive value)".');
  });
});
