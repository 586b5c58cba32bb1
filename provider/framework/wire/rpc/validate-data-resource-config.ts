import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire } from '../../conversion/dynamic-value';
import { validateConfig } from '../../core/validate';
import { emptyBody } from '../../schema/body-values';
import { ValidateDataResourceConfig_Request, ValidateDataResourceConfig_Response } from '../generated/tfplugin6';

export const validateDataResourceConfig = providerRpc(
  'ValidateDataResourceConfig', ValidateDataResourceConfig_Request, ValidateDataResourceConfig_Response,
  async (session, request) => {
    const [, wireDiagnostics] = await withDiagnostics('validation', undefined, async (diagnostics) => {
      const dataSource = session.dataSource(request.typeName);
      await validateConfig(dataSource, bodyFromWire(dataSource.schema, request.config) ?? emptyBody(dataSource.schema), diagnostics);
    });
    return { diagnostics: wireDiagnostics };
  },
);
