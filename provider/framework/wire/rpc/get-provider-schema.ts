import { CAPABILITIES } from './capabilities';
import { reported, Rpc } from './rpc';
import { diagnosticsToWire } from '../../conversion/diagnostics';
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

/** The answer never changes, and is large: it is encoded when it is first asked for, and then kept. */
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
  const [response, report] = await reported('the reading of the schema', EMPTY, () => ({
    ...EMPTY,
    provider: schemaToWire(provider.schema),
    resourceSchemas: byType(provider.resources),
    dataSourceSchemas: byType(provider.dataSources),
  }));
  return GetProviderSchema_Response.encode({ ...response, diagnostics: diagnosticsToWire(report.diagnostics) }).finish();
}
