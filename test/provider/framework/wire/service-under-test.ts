import { Client } from './client';
import { bodyToWire } from '../../../../provider/framework/conversion/dynamic-value';
import { Session } from '../../../../provider/framework/core/session';
import { DataSource } from '../../../../provider/framework/resource';
import { Schema } from '../../../../provider/framework/schema/schema';
import { selfSignedCertificate } from '../../../../provider/framework/wire/certificate';
import * as proto from '../../../../provider/framework/wire/generated/tfplugin6';
import { listen, Listener } from '../../../../provider/framework/wire/listen';
import { providerService } from '../../../../provider/framework/wire/service';
import { block, body, computed, optional, providerOf, required, resourceOf, schemaOf } from '../build';

/** The schema of the resource under test, with each kind of attribute and block. */
export const schema = schemaOf({
  name: required('string', { requiresReplace: true }),
  size: optional('number', { default: 5, validators: [{ description: '', check: (value) => (value === 0 ? 'Zero.' : undefined) }] }),
  secret: optional('string', { sensitive: true, deprecated: 'Use name.' }),
  id: computed('string', { stable: true }),
}, {
  port: block('list', { internal: required('number') }, { maxItems: 3 }),
  network: block('set', { name: required('string') }),
  limit: block('single', { amount: required('number') }, { minItems: 1, deprecated: 'Use size.' }),
}, 3);
/** What the resource returns on creation and import. */
export const created = { name: 'a', size: 5, id: 'i', limit: { amount: 1 } };

export const resource = resourceOf(schema, {
  create: async () => created,
  read: async () => ({ ...created, size: 6 }),
  delete: async () => {},
  import: async () => created,
  move: ({ state }) => ({ name: state.title }),
});
export const dataSource: DataSource<Schema> = {
  type: 'test_lookup',
  schema: schemaOf({ name: required('string'), id: computed('string') }),
  read: async ({ signal }) => ({ name: 'a', id: String(signal.aborted) }),
};
export const provider = providerOf([resource], { schema: schemaOf({ host: optional('string') }), dataSources: [dataSource] });

let listener: Listener;
/** Connected to a new service before each test of the file that imports this module. */
export let client: Client;
export const shutDown = jest.fn();

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

export const call = <Request, Response>(
  name: string, request: proto.MessageFns<Request>, response: proto.MessageFns<Response>, message: Request,
) => client.call(`/tfplugin6.Provider/${name}`, request, response, message);
export const none = Buffer.alloc(0);
export const wire = (values: object | null) => bodyToWire(schema, values && body(schema, values));
export const configure = (host: unknown) => call('ConfigureProvider', proto.ConfigureProvider_Request, proto.ConfigureProvider_Response, {
  terraformVersion: '1.11.4', config: bodyToWire(provider.schema, body(provider.schema, { host })),
});
export const plan = (prior: object | null, config: object | null) => (
  call('PlanResourceChange', proto.PlanResourceChange_Request, proto.PlanResourceChange_Response, {
    typeName: 'test_thing', priorState: wire(prior), proposedNewState: wire(config), config: wire(config), priorPrivate: none,
  })
);
export const apply = (message: proto.ApplyResourceChange_Request) => (
  call('ApplyResourceChange', proto.ApplyResourceChange_Request, proto.ApplyResourceChange_Response, message)
);
export const read = (currentState: proto.DynamicValue | undefined, privateState: Buffer = none, typeName = 'test_thing') => (
  call('ReadResource', proto.ReadResource_Request, proto.ReadResource_Response, { typeName, currentState, private: privateState })
);
export const validate = (config: proto.DynamicValue) => (
  call('ValidateResourceConfig', proto.ValidateResourceConfig_Request, proto.ValidateResourceConfig_Response, {
    typeName: 'test_thing', config,
  })
);

export const readData = () => call('ReadDataSource', proto.ReadDataSource_Request, proto.ReadDataSource_Response, {
  typeName: 'test_lookup', config: bodyToWire(dataSource.schema, body(dataSource.schema, { name: 'a' })),
});
