import { providerRpc, withReport } from './rpc';
import { bodyFromWire } from '../../conversion/dynamic-value';
import { validateConfig } from '../../core/validate';
import { emptyBody } from '../../schema/body-values';
import { ValidateDataResourceConfig_Request, ValidateDataResourceConfig_Response } from '../generated/tfplugin6';

export const validateDataResourceConfig = providerRpc(
  'ValidateDataResourceConfig', ValidateDataResourceConfig_Request, ValidateDataResourceConfig_Response,
  async (session, request) => {
    const [, diagnostics] = await withReport('validation', undefined, async (report) => {
      const dataSource = session.dataSource(request.typeName);
      await validateConfig(dataSource, bodyFromWire(dataSource.schema, request.config) ?? emptyBody(dataSource.schema), report);
    });
    return { diagnostics };
  },
);
