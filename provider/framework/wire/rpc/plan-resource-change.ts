import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire, bodyToWire, isNull } from '../../conversion/dynamic-value';
import { pathToWire } from '../../conversion/path';
import { planResource } from '../../plan/pipeline';
import { AttributePath, PlanResourceChange_Request, PlanResourceChange_Response } from '../generated/tfplugin6';

/** Ignores the proposed state, Terraform's own estimate of the plan, except whether it is null. */
export const planResourceChange = providerRpc(
  'PlanResourceChange', PlanResourceChange_Request, PlanResourceChange_Response,
  async (session, request) => {
    const fallback = { plannedState: request.priorState, requiresReplace: [] as AttributePath[], plannedPrivate: request.priorPrivate };
    const [plan, wireDiagnostics] = await withDiagnostics('plan', fallback, async (diagnostics) => {
      const resource = session.resource(request.typeName);
      const [prior, config] = [
        bodyFromWire(resource.schema, request.priorState),
        isNull(request.proposedNewState) ? null : bodyFromWire(resource.schema, request.config),
      ];
      diagnostics.about = { type: resource.type, name: (config ?? prior)?.name };
      const { planned, requiresReplace, plannedPrivate } = await planResource(session, resource, {
        prior,
        config,
        priorPrivate: request.priorPrivate,
      }, diagnostics);
      return {
        plannedState: bodyToWire(resource.schema, planned),
        requiresReplace: requiresReplace.map(pathToWire),
        plannedPrivate: Buffer.from(plannedPrivate),
      };
    });
    return { ...plan, diagnostics: wireDiagnostics, legacyTypeSystem: false };
  },
);
