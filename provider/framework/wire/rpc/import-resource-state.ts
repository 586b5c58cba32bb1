import { providerRpc, reported } from './rpc';
import { diagnosticsToWire } from '../../conversion/diagnostics';
import { bodyToWire } from '../../conversion/dynamic-value';
import { importResource } from '../../core/import';
import { ImportResourceState_ImportedResource, ImportResourceState_Request, ImportResourceState_Response } from '../generated/tfplugin6';

export const importResourceState = providerRpc(
  'ImportResourceState', ImportResourceState_Request, ImportResourceState_Response,
  async (session, request) => {
    const nothing: ImportResourceState_ImportedResource[] = [];
    const [importedResources, report] = await reported('the import', nothing, async (findings) => {
      const resource = session.resource(request.typeName);
      const state = await importResource(session, resource, request.id, findings);
      return state === undefined ? [] : [{ typeName: resource.type, state: bodyToWire(resource.schema, state), private: Buffer.alloc(0) }];
    });
    return { importedResources, diagnostics: diagnosticsToWire(report.diagnostics) };
  },
);
