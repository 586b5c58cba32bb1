import { providerRpc, reported } from './rpc';
import { diagnosticsToWire } from '../../conversion/diagnostics';
import { bodyToWire } from '../../conversion/dynamic-value';
import { rawStateToJson } from '../../conversion/raw-state';
import { moveState } from '../../core/move';
import { MoveResourceState_Request, MoveResourceState_Response } from '../generated/tfplugin6';

export const moveResourceState = providerRpc(
  'MoveResourceState', MoveResourceState_Request, MoveResourceState_Response,
  async (session, request) => {
    const [targetState, report] = await reported('the move of the state', undefined, () => {
      const resource = session.resource(request.targetTypeName);
      return bodyToWire(resource.schema, moveState(resource, {
        provider: request.sourceProviderAddress,
        type: request.sourceTypeName,
        version: request.sourceSchemaVersion,
      }, rawStateToJson(request.sourceState)));
    });
    // What another type has in its private state says nothing about this one.
    return { targetState, targetPrivate: Buffer.alloc(0), diagnostics: diagnosticsToWire(report.diagnostics) };
  },
);
