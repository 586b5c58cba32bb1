import { CAPABILITIES } from './capabilities';
import { withDiagnostics, Rpc } from './rpc';
import { schemaToWire } from '../../conversion/schema';
import { Session } from '../../core/session';
import { Schema } from '../../schema/schema';
import { GetProviderSchema_Response } from '../generated/tfplugin6';

const EMPTY: GetProviderSchema_Response = {
  resourceSchemas: {},
  dataSourceSchemas: {},
  functions: {},
  ephemeralResourceSchemas: {},
  diagnostics: [],
  serverCapabilities: CAPABILITIES,
};

/** Encodes the schema at the first call only, and keeps the result: it is large and never changes. */
export const getProviderSchema: Rpc = {
  path: '/tfplugin6.Provider/GetProviderSchema',
  handler: (session) => {
    let encoded: Promise<Uint8Array> | undefined;
    return () => encoded ??= encodeSchema(session);
  },
};

async function encodeSchema({ provider }: Session): Promise<Uint8Array> {
  const byType = (types: readonly { readonly type: string; readonly schema: Schema }[]) => (
    Object.fromEntries(types.map(({ type, schema }) => [type, schemaToWire(schema)]))
  );
  const [response, diagnostics] = await withDiagnostics('schema conversion', EMPTY, () => ({
    ...EMPTY,
    provider: schemaToWire(provider.schema),
    resourceSchemas: byType(provider.resources),
    dataSourceSchemas: byType(provider.dataSources),
  }));
  return GetProviderSchema_Response.encode({ ...response, diagnostics }).finish();
}
