import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire } from '../../conversion/dynamic-value';
import { validateConfig } from '../../core/validate';
import { emptyBody } from '../../schema/body-values';
import { ValidateResourceConfig_Request, ValidateResourceConfig_Response } from '../generated/tfplugin6';

export const validateResourceConfig = providerRpc(
  'ValidateResourceConfig', ValidateResourceConfig_Request, ValidateResourceConfig_Response,
  async (session, request) => {
    const [, wireDiagnostics] = await withDiagnostics('validation', undefined, async (diagnostics) => {
      const resource = session.resource(request.typeName);
      const config = bodyFromWire(resource.schema, request.config) ?? emptyBody(resource.schema);
      const allowsWriteOnly = request.clientCapabilities?.writeOnlyAttributesAllowed ?? false;
      await validateConfig(resource, config, diagnostics, { allowsWriteOnly });
    });
    return { diagnostics: wireDiagnostics };
  },
);
