import { providerRpc, reported } from './rpc';
import { diagnosticsToWire } from '../../conversion/diagnostics';
import { bodyToWire } from '../../conversion/dynamic-value';
import { rawStateToJson } from '../../conversion/raw-state';
import { upgradeState } from '../../core/upgrade';
import { UpgradeResourceState_Request, UpgradeResourceState_Response } from '../generated/tfplugin6';

export const upgradeResourceState = providerRpc(
  'UpgradeResourceState', UpgradeResourceState_Request, UpgradeResourceState_Response,
  async (session, request) => {
    const [upgradedState, report] = await reported('the upgrade of the state', undefined, () => {
      const resource = session.resource(request.typeName);
      return bodyToWire(resource.schema, upgradeState(resource, rawStateToJson(request.rawState), request.version));
    });
    return { upgradedState, diagnostics: diagnosticsToWire(report.diagnostics) };
  },
);
