import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire } from '../../conversion/dynamic-value';
import { configureProvider as configure } from '../../core/configure';
import { emptyBody } from '../../schema/body-values';
import { ConfigureProvider_Request, ConfigureProvider_Response } from '../generated/tfplugin6';

export const configureProvider = providerRpc(
  'ConfigureProvider', ConfigureProvider_Request, ConfigureProvider_Response,
  async (session, request) => {
    const { schema } = session.provider;
    const [, wireDiagnostics] = await withDiagnostics('provider configuration', undefined, async (diagnostics) => {
      await configure(session, bodyFromWire(schema, request.config) ?? emptyBody(schema), diagnostics);
    });
    return { diagnostics: wireDiagnostics };
  },
);
