import { providerRpc, withReport } from './rpc';
import { bodyToWire } from '../../conversion/dynamic-value';
import { importResource } from '../../core/import';
import { ImportResourceState_ImportedResource, ImportResourceState_Request, ImportResourceState_Response } from '../generated/tfplugin6';

export const importResourceState = providerRpc(
  'ImportResourceState', ImportResourceState_Request, ImportResourceState_Response,
  async (session, request) => {
    const fallback: ImportResourceState_ImportedResource[] = [];
    const [importedResources, diagnostics] = await withReport('import', fallback, async (report) => {
      const resource = session.resource(request.typeName);
      const state = await importResource(session, resource, request.id, report);
      return state === undefined ? [] : [{ typeName: resource.type, state: bodyToWire(resource.schema, state), private: Buffer.alloc(0) }];
    });
    return { importedResources, diagnostics };
  },
);
