import { providerRpc, withDiagnostics } from './rpc';
import { bodyFromWire, bodyToWire } from '../../conversion/dynamic-value';
import { readDataSource as read } from '../../core/read-data';
import { emptyBody } from '../../schema/body-values';
import { ReadDataSource_Request, ReadDataSource_Response } from '../generated/tfplugin6';

export const readDataSource = providerRpc(
  'ReadDataSource', ReadDataSource_Request, ReadDataSource_Response,
  async (session, request) => {
    const [state, wireDiagnostics] = await withDiagnostics('read', undefined, async (diagnostics) => {
      const dataSource = session.dataSource(request.typeName);
      const config = bodyFromWire(dataSource.schema, request.config) ?? emptyBody(dataSource.schema);
      const data = await read(session, dataSource, config, diagnostics);
      return data && bodyToWire(dataSource.schema, data);
    });
    return { state, diagnostics: wireDiagnostics };
  },
);
