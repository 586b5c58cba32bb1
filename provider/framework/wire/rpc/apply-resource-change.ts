import { providerRpc, reported } from './rpc';
import { diagnosticsToWire } from '../../conversion/diagnostics';
import { bodyFromWire, bodyToWire } from '../../conversion/dynamic-value';
import { applyResource } from '../../core/apply';
import { ApplyResourceChange_Request, ApplyResourceChange_Response } from '../generated/tfplugin6';

export const applyResourceChange = providerRpc(
  'ApplyResourceChange', ApplyResourceChange_Request, ApplyResourceChange_Response,
  async (session, request) => {
    const nothing = { newState: request.priorState, private: request.plannedPrivate };
    const [applied, report] = await reported('applying', nothing, async (findings) => {
      const resource = session.resource(request.typeName);
      const result = await applyResource(session, resource, {
        prior: bodyFromWire(resource.schema, request.priorState),
        planned: bodyFromWire(resource.schema, request.plannedState),
        config: bodyFromWire(resource.schema, request.config),
        plannedPrivate: request.plannedPrivate,
      }, findings);
      return { newState: bodyToWire(resource.schema, result.state), private: Buffer.from(result.private) };
    });
    return { ...applied, diagnostics: diagnosticsToWire(report.diagnostics), legacyTypeSystem: false };
  },
);
