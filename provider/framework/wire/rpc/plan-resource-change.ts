import { providerRpc, reported } from './rpc';
import { diagnosticsToWire } from '../../conversion/diagnostics';
import { bodyFromWire, bodyToWire, isNull } from '../../conversion/dynamic-value';
import { pathToWire } from '../../conversion/path';
import { planResource } from '../../plan/pipeline';
import { AttributePath, PlanResourceChange_Request, PlanResourceChange_Response } from '../generated/tfplugin6';

/** The proposed state that Terraform sends is its own guess at the plan; only whether it is null counts here. */
export const planResourceChange = providerRpc(
  'PlanResourceChange', PlanResourceChange_Request, PlanResourceChange_Response,
  async (session, request) => {
    const nothing = { plannedState: request.priorState, requiresReplace: [] as AttributePath[], plannedPrivate: request.priorPrivate };
    const [plan, report] = await reported('planning', nothing, async (findings) => {
      const resource = session.resource(request.typeName);
      const { planned, requiresReplace, plannedPrivate } = await planResource(session, resource, {
        prior: bodyFromWire(resource.schema, request.priorState),
        config: isNull(request.proposedNewState) ? null : bodyFromWire(resource.schema, request.config),
        priorPrivate: request.priorPrivate,
      }, findings);
      return {
        plannedState: bodyToWire(resource.schema, planned),
        requiresReplace: requiresReplace.map(pathToWire),
        plannedPrivate: Buffer.from(plannedPrivate),
      };
    });
    return { ...plan, diagnostics: diagnosticsToWire(report.diagnostics), legacyTypeSystem: false };
  },
);
