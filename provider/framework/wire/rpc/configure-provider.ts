import { providerRpc, reported } from './rpc';
import { diagnosticsToWire } from '../../conversion/diagnostics';
import { bodyFromWire } from '../../conversion/dynamic-value';
import { configureProvider as configure } from '../../core/configure';
import { emptyBody } from '../../schema/body-values';
import { ConfigureProvider_Request, ConfigureProvider_Response } from '../generated/tfplugin6';

export const configureProvider = providerRpc(
  'ConfigureProvider', ConfigureProvider_Request, ConfigureProvider_Response,
  async (session, request) => {
    const { schema } = session.provider;
    const [, report] = await reported('configuration of the provider', undefined, async (findings) => {
      await configure(session, bodyFromWire(schema, request.config) ?? emptyBody(schema), findings);
    });
    return { diagnostics: diagnosticsToWire(report.diagnostics) };
  },
);
