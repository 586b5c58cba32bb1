import { providerRpc, withDiagnostics } from './rpc';
import { bodyToWire } from '../../conversion/dynamic-value';
import { rawStateToJson } from '../../conversion/raw-state';
import { upgradeState } from '../../core/upgrade';
import { UpgradeResourceState_Request, UpgradeResourceState_Response } from '../generated/tfplugin6';

export const upgradeResourceState = providerRpc(
  'UpgradeResourceState', UpgradeResourceState_Request, UpgradeResourceState_Response,
  async (session, request) => {
    const [upgradedState, wireDiagnostics] = await withDiagnostics('state upgrade', undefined, () => {
      const resource = session.resource(request.typeName);
      return bodyToWire(resource.schema, upgradeState(resource, rawStateToJson(request.rawState), request.version));
    });
    return { upgradedState, diagnostics: wireDiagnostics };
  },
);
