import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire, bodyToWire } from '../../conversion/dynamic-value';
import { readResource as read } from '../../core/read';
import { ReadResource_Request, ReadResource_Response } from '../generated/tfplugin6';

export const readResource = providerRpc(
  'ReadResource', ReadResource_Request, ReadResource_Response,
  async (session, request) => {
    const [newState, wireDiagnostics] = await withDiagnostics('read', request.currentState, async (diagnostics) => {
      const resource = session.resource(request.typeName);
      const prior = bodyFromWire(resource.schema, request.currentState);
      if (prior === null) return request.currentState;
      return bodyToWire(resource.schema, await read(session, resource, prior, diagnostics, request.private));
    });
    return { newState, private: request.private, diagnostics: wireDiagnostics };
  },
);
