import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire, bodyToWire } from '../../conversion/dynamic-value';
import { applyResource } from '../../core/apply';
import { ApplyResourceChange_Request, ApplyResourceChange_Response } from '../generated/tfplugin6';

export const applyResourceChange = providerRpc(
  'ApplyResourceChange', ApplyResourceChange_Request, ApplyResourceChange_Response,
  async (session, request) => {
    const fallback = { newState: request.priorState, private: request.plannedPrivate };
    const [applied, wireDiagnostics] = await withDiagnostics('apply', fallback, async (diagnostics) => {
      const resource = session.resource(request.typeName);
      const [prior, planned] = [bodyFromWire(resource.schema, request.priorState), bodyFromWire(resource.schema, request.plannedState)];
      diagnostics.about = { type: resource.type, name: (planned ?? prior)?.name };
      const result = await applyResource(session, resource, {
        prior,
        planned,
        config: bodyFromWire(resource.schema, request.config),
        plannedPrivate: request.plannedPrivate,
      }, diagnostics);
      return { newState: bodyToWire(resource.schema, result.state), private: Buffer.from(result.private) };
    });
    return { ...applied, diagnostics: wireDiagnostics, legacyTypeSystem: false };
  },
);
