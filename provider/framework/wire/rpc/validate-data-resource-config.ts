import { providerRpc, reported } from './rpc';
import { diagnosticsToWire } from '../../conversion/diagnostics';
import { bodyFromWire } from '../../conversion/dynamic-value';
import { validateConfig } from '../../core/validate';
import { emptyBody } from '../../schema/body-values';
import { ValidateDataResourceConfig_Request, ValidateDataResourceConfig_Response } from '../generated/tfplugin6';

export const validateDataResourceConfig = providerRpc(
  'ValidateDataResourceConfig', ValidateDataResourceConfig_Request, ValidateDataResourceConfig_Response,
  async (session, request) => {
    const [, report] = await reported('validation', undefined, async (findings) => {
      const dataSource = session.dataSource(request.typeName);
      await validateConfig(dataSource, bodyFromWire(dataSource.schema, request.config) ?? emptyBody(dataSource.schema), findings);
    });
    return { diagnostics: diagnosticsToWire(report.diagnostics) };
  },
);
