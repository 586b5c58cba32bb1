import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire } from '../../conversion/dynamic-value';
import { validateConfig } from '../../core/validate';
import { emptyBody } from '../../schema/body-values';
import { ValidateProviderConfig_Request, ValidateProviderConfig_Response } from '../generated/tfplugin6';

export const validateProviderConfig = providerRpc(
  'ValidateProviderConfig', ValidateProviderConfig_Request, ValidateProviderConfig_Response,
  async ({ provider }, request) => {
    const [, wireDiagnostics] = await withDiagnostics('validation', undefined, async (diagnostics) => {
      const config = bodyFromWire(provider.schema, request.config) ?? emptyBody(provider.schema);
      await validateConfig(provider, config, diagnostics);
    });
    return { diagnostics: wireDiagnostics };
  },
);
