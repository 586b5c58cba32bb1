import { CAPABILITIES } from './capabilities';
import { providerRpc } from './rpc';
import { GetMetadata_Request, GetMetadata_Response } from '../generated/tfplugin6';

export const getMetadata = providerRpc('GetMetadata', GetMetadata_Request, GetMetadata_Response, ({ provider }) => ({
  serverCapabilities: CAPABILITIES,
  diagnostics: [],
  resources: provider.resources.map(({ type }) => ({ typeName: type })),
  dataSources: provider.dataSources.map(({ type }) => ({ typeName: type })),
  functions: [],
  ephemeralResources: [],
}));
