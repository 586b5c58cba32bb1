import { providerRpc, reported } from './rpc';
import { diagnosticsToWire } from '../../conversion/diagnostics';
import { bodyFromWire, bodyToWire } from '../../conversion/dynamic-value';
import { readDataSource as read } from '../../core/read-data';
import { emptyBody } from '../../schema/body-values';
import { ReadDataSource_Request, ReadDataSource_Response } from '../generated/tfplugin6';

export const readDataSource = providerRpc(
  'ReadDataSource', ReadDataSource_Request, ReadDataSource_Response,
  async (session, request) => {
    const [state, report] = await reported('reading', undefined, async (findings) => {
      const dataSource = session.dataSource(request.typeName);
      const config = bodyFromWire(dataSource.schema, request.config) ?? emptyBody(dataSource.schema);
      const found = await read(session, dataSource, config, findings);
      return found && bodyToWire(dataSource.schema, found);
    });
    return { state, diagnostics: diagnosticsToWire(report.diagnostics) };
  },
);
