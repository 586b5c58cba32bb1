import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire, bodyToWire } from '../../conversion/dynamic-value';
import { applyResource } from '../../core/apply';
import { applyDefaults } from '../../schema/defaults';
import { storedState } from '../../schema/stored';
import { ApplyResourceChange_Request, ApplyResourceChange_Response } from '../generated/tfplugin6';

export const applyResourceChange = providerRpc(
  'ApplyResourceChange', ApplyResourceChange_Request, ApplyResourceChange_Response,
  async (session, request) => {
    const fallback = { newState: request.priorState, private: request.plannedPrivate };
    const [applied, wireDiagnostics] = await withDiagnostics('apply', fallback, async (diagnostics) => {
      const resource = session.resource(request.typeName);
      const { schema } = resource;
      const [prior, planned] = [bodyFromWire(schema, request.priorState), bodyFromWire(schema, request.plannedState)];
      const result = await applyResource(session, resource, {
        prior: prior && applyDefaults(schema, prior),
        planned: planned && applyDefaults(schema, planned),
        config: bodyFromWire(schema, request.config),
        plannedPrivate: request.plannedPrivate,
      }, diagnostics);
      return { newState: bodyToWire(schema, storedState(schema, result.state, planned ?? prior)), private: Buffer.from(result.private) };
    });
    return { ...applied, diagnostics: wireDiagnostics, legacyTypeSystem: false };
  },
);
