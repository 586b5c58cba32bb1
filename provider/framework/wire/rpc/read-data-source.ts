import { providerRpc, withReport } from './rpc';
import { bodyFromWire, bodyToWire } from '../../conversion/dynamic-value';
import { readDataSource as read } from '../../core/read-data';
import { emptyBody } from '../../schema/body-values';
import { ReadDataSource_Request, ReadDataSource_Response } from '../generated/tfplugin6';

export const readDataSource = providerRpc(
  'ReadDataSource', ReadDataSource_Request, ReadDataSource_Response,
  async (session, request) => {
    const [state, diagnostics] = await withReport('read', undefined, async (report) => {
      const dataSource = session.dataSource(request.typeName);
      const config = bodyFromWire(dataSource.schema, request.config) ?? emptyBody(dataSource.schema);
      const data = await read(session, dataSource, config, report);
      return data && bodyToWire(dataSource.schema, data);
    });
    return { state, diagnostics };
  },
);
