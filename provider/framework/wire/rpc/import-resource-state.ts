import { providerRpc, withDiagnostics } from './rpc';
import { bodyToWire } from '../../conversion/dynamic-value';
import { importResource } from '../../core/import';
import { ImportResourceState_ImportedResource, ImportResourceState_Request, ImportResourceState_Response } from '../generated/tfplugin6';

export const importResourceState = providerRpc(
  'ImportResourceState', ImportResourceState_Request, ImportResourceState_Response,
  async (session, request) => {
    const fallback: ImportResourceState_ImportedResource[] = [];
    const [importedResources, wireDiagnostics] = await withDiagnostics('import', fallback, async (diagnostics) => {
      const resource = session.resource(request.typeName);
      const state = await importResource(session, resource, request.id, diagnostics);
      return state === undefined ? [] : [{ typeName: resource.type, state: bodyToWire(resource.schema, state), private: Buffer.alloc(0) }];
    });
    return { importedResources, diagnostics: wireDiagnostics };
  },
);
