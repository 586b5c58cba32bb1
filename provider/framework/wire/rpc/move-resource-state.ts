import { providerRpc, withDiagnostics } from './rpc';
import { bodyToWire } from '../../conversion/dynamic-value';
import { rawStateToJson } from '../../conversion/raw-state';
import { moveState } from '../../core/move';
import { MoveResourceState_Request, MoveResourceState_Response } from '../generated/tfplugin6';

export const moveResourceState = providerRpc(
  'MoveResourceState', MoveResourceState_Request, MoveResourceState_Response,
  async (session, request) => {
    const [targetState, wireDiagnostics] = await withDiagnostics('state move', undefined, () => {
      const resource = session.resource(request.targetTypeName);
      return bodyToWire(resource.schema, moveState(resource, {
        provider: request.sourceProviderAddress,
        type: request.sourceTypeName,
        version: request.sourceSchemaVersion,
      }, rawStateToJson(request.sourceState)));
    });
    // The private state of another resource type means nothing to this one.
    return { targetState, targetPrivate: Buffer.alloc(0), diagnostics: wireDiagnostics };
  },
);
