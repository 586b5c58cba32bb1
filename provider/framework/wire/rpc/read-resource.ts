import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire, bodyToWire } from '../../conversion/dynamic-value';
import { readResource as read } from '../../core/read';
import { applyDefaults } from '../../schema/defaults';
import { storedState } from '../../schema/stored';
import { ReadResource_Request, ReadResource_Response } from '../generated/tfplugin6';

export const readResource = providerRpc(
  'ReadResource', ReadResource_Request, ReadResource_Response,
  async (session, request) => {
    const [newState, wireDiagnostics] = await withDiagnostics('read', request.currentState, async (diagnostics) => {
      const resource = session.resource(request.typeName);
      const { schema } = resource;
      const stored = bodyFromWire(schema, request.currentState);
      if (stored === null) return request.currentState;
      const state = await read(session, resource, applyDefaults(schema, stored), diagnostics, request.private);
      return bodyToWire(schema, storedState(schema, state, stored));
    });
    return { newState, private: request.private, diagnostics: wireDiagnostics };
  },
);
