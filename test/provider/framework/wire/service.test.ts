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
  type: 'test_lookup',
  schema: schemaOf({ name: required('string'), id: computed('string') }),
  read: async ({ signal }) => ({ name: 'a', id: String(signal.aborted) }),
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

const call = <Request, Response>(
  name: string, request: proto.MessageFns<Request>, response: proto.MessageFns<Response>, message: Request,
) => client.call(`/tfplugin6.Provider/${name}`, request, response, message);
const none = Buffer.alloc(0);
const capabilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true };
const wire = (values: object | null) => bodyToWire(schema, values && body(schema, values));
const configure = (host: unknown) => call('ConfigureProvider', proto.ConfigureProvider_Request, proto.ConfigureProvider_Response, {
  terraformVersion: '1.11.4', config: bodyToWire(provider.schema, body(provider.schema, { host })),
});
const plan = (prior: object | null, config: object | null) => (
  call('PlanResourceChange', proto.PlanResourceChange_Request, proto.PlanResourceChange_Response, {
    typeName: 'test_thing', priorState: wire(prior), proposedNewState: wire(config), config: wire(config), priorPrivate: none,
  })
);
const apply = (message: proto.ApplyResourceChange_Request) => (
  call('ApplyResourceChange', proto.ApplyResourceChange_Request, proto.ApplyResourceChange_Response, message)
);
const read = (currentState: proto.DynamicValue | undefined, privateState: Buffer = none, typeName = 'test_thing') => (
  call('ReadResource', proto.ReadResource_Request, proto.ReadResource_Response, { typeName, currentState, private: privateState })
);
const validate = (config: proto.DynamicValue) => (
  call('ValidateResourceConfig', proto.ValidateResourceConfig_Request, proto.ValidateResourceConfig_Response, {
    typeName: 'test_thing', config,
  })
);

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

test('a diagnostic contains the path', async () => {
  const { diagnostics } = await validate(wire({ name: 'a', limit: { amount: 1 }, port: [{ internal: 1 }, {}] }));
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

test('ConfigureProvider, PlanResourceChange, ApplyResourceChange and ReadResource take a resource through its life', async () => {
  expect(await configure('h')).toEqual({ diagnostics: [] });
  const config = { name: 'a', limit: { amount: 1 } };

  const planned = await plan(null, config);
  expect(planned.diagnostics).toEqual([]);
  expect(bodyFromWire(schema, planned.plannedState)).toEqual(body(schema, { ...config, size: 5, id: Unknown.PLAIN }));

  const applied = await apply({
    typeName: 'test_thing',
    priorState: wire(null),
    plannedState: planned.plannedState,
    config: wire(config),
    plannedPrivate: planned.plannedPrivate,
  });
  expect(applied.diagnostics).toEqual([]);
  expect(bodyFromWire(schema, applied.newState)).toEqual(body(schema, made));

  const refreshed = await read(applied.newState, applied.private);
  expect(bodyFromWire(schema, refreshed.newState)).toEqual(body(schema, { ...made, size: 6 }));
  expect(refreshed.private).toEqual(applied.private);

  const replaced = await plan(made, { ...config, name: 'b' });
  expect(replaced.requiresReplace).toEqual([{ steps: [{ selector: { $case: 'attributeName', value: 'name' } }] }]);

  const destroyed = await plan(made, null);
  expect(bodyFromWire(schema, destroyed.plannedState)).toBeNull();
  const deleted = await apply({
    typeName: 'test_thing',
    priorState: wire(made),
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
  // Values that the state lacks get their default.
  expect(bodyFromWire(schema, upgradedState)).toEqual(body(schema, { name: 'a', size: 5 }));
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
  expect([typeName, bodyFromWire(schema, state)]).toEqual(['test_thing', body(schema, made)]);
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

test('StopProvider aborts the signal of operations', async () => {
  await configure('h');
  expect(await call('StopProvider', proto.StopProvider_Request, proto.StopProvider_Response, {})).toEqual({ Error: '' });
  expect(bodyFromWire(dataSource.schema, (await readData()).state)).toMatchObject({ id: 'true' });
});

test('GetFunctions and CallFunction: the provider has no functions', async () => {
  const functions = await call('GetFunctions', proto.GetFunctions_Request, proto.GetFunctions_Response, {});
  expect(functions).toEqual({ functions: {}, diagnostics: [] });
  const { error } = await call('CallFunction', proto.CallFunction_Request, proto.CallFunction_Response, { name: 'f', arguments: [] });
  expect(error!.text).toContain('Unknown function "f"');
});

test('ephemeral resources are unimplemented', async () => {
  const open = () => client.raw('/tfplugin6.Provider/OpenEphemeralResource', Buffer.alloc(5));
  await expect(open()).rejects.toMatchObject({ status: Status.UNIMPLEMENTED });
  await expect(open()).rejects.toThrow(CallError);
});

test('answers the plugin library\'s own calls: shutdown, health, and streams that stay open', async () => {
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

test('survives any bytes', async () => {
  await configure('h');
  const paths = fc.constantFrom(
    'ValidateResourceConfig', 'UpgradeResourceState', 'PlanResourceChange', 'ApplyResourceChange', 'ReadResource', 'ConfigureProvider',
  );
  const typed = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.concat([Buffer.from('\n\ntest_thing'), bytes]));
  await fc.assert(fc.asyncProperty(paths, fc.oneof(fc.uint8Array({ maxLength: 60 }), typed), async (path, bytes) => {
    await client.raw(`/tfplugin6.Provider/${path}`, frame(bytes)).catch((error: unknown) => expect(error).toBeInstanceOf(CallError));
  }), { numRuns: 300 });
  expect((await configure('h')).diagnostics).toEqual([]);
});

describe('with an unknown provider configuration', () => {
  test('plans resources, and keeps the state of reads', async () => {
    expect(await configure(new Unknown({ prefix: 'tcp://' }))).toEqual({ diagnostics: [] });
    expect((await plan(null, { name: 'a', limit: { amount: 1 } })).diagnostics).toEqual([]);
    const { newState, diagnostics } = await read(wire(made));
    expect(diagnostics).toEqual([]);
    expect(bodyFromWire(schema, newState)).toEqual(body(schema, made));
  });
});

describe('reports as a diagnostic, with the status OK,', () => {
  test('an unknown resource type', async () => {
    const { diagnostics } = await read(wire(made), none, 'test_other');
    expect(diagnostics).toEqual([
      expect.objectContaining({ summary: 'Unknown resource type "test_other"', detail: 'The provider has: test_thing.' }),
    ]);
  });

  test('a configuration that the provider rejects', async () => {
    jest.spyOn(provider, 'configure').mockImplementationOnce(() => {
      throw new DiagnosticError({ summary: 'Bad host', path: ['host'] });
    });
    expect((await configure('h')).diagnostics).toEqual([expect.objectContaining({ summary: 'Bad host' })]);
  });

  test('a value that can\'t be decoded', async () => {
    const { diagnostics } = await validate({ msgpack: Buffer.of(0xc1), json: none });
    expect(diagnostics).toEqual([expect.objectContaining({ summary: 'The provider has a bug' })]);
  });

  test('an error without the secret in its text', async () => {
    const error = new DiagnosticError({ summary: 'No', detail: 'The engine refused "hunter2".' });
    jest.spyOn(thing, 'read').mockImplementationOnce(() => Promise.reject(error));
    await configure('h');
    const { diagnostics } = await read(wire({ ...made, secret: 'hunter2' }));
    expect(diagnostics[0]!.detail).toBe('The engine refused "(sensitive value)".');
  });
});
