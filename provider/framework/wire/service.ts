import { Session } from '../core/session';
import { isLevelEnabled, log } from '../log';
import { HealthCheckResponse, HealthCheckResponse_ServingStatus } from './generated/health';
import { Handler, Service } from './grpc/server';
import { applyResourceChange } from './rpc/apply-resource-change';
import { callFunction } from './rpc/call-function';
import { configureProvider } from './rpc/configure-provider';
import { getFunctions } from './rpc/get-functions';
import { getMetadata } from './rpc/get-metadata';
import { getProviderSchema } from './rpc/get-provider-schema';
import { importResourceState } from './rpc/import-resource-state';
import { moveResourceState } from './rpc/move-resource-state';
import { planResourceChange } from './rpc/plan-resource-change';
import { readDataSource } from './rpc/read-data-source';
import { readResource } from './rpc/read-resource';
import { stopProvider } from './rpc/stop-provider';
import { upgradeResourceState } from './rpc/upgrade-resource-state';
import { validateDataResourceConfig } from './rpc/validate-data-resource-config';
import { validateProviderConfig } from './rpc/validate-provider-config';
import { validateResourceConfig } from './rpc/validate-resource-config';

/** The provider's own calls. Any other (for ephemeral resources) fails as unimplemented, which Terraform accepts. */
const PROVIDER_RPCS = [
  getMetadata,
  getProviderSchema,
  validateProviderConfig,
  validateResourceConfig,
  validateDataResourceConfig,
  upgradeResourceState,
  configureProvider,
  readResource,
  planResourceChange,
  applyResourceChange,
  importResourceState,
  moveResourceState,
  readDataSource,
  getFunctions,
  callFunction,
  stopProvider,
];

/** Returns the handlers of all calls, by Terraform and by its plugin library, go-plugin. */
export function providerService(session: Session, shutDown: () => void): Service {
  return {
    unary: new Map<string, Handler>([
      ...PROVIDER_RPCS.map(({ path, handler }) => [path, withTraceLog(path, handler(session))] as const),
      ['/plugin.GRPCController/Shutdown', () => {
        shutDown();
        return new Uint8Array();
      }],
      ['/grpc.health.v1.Health/Check', () => HealthCheckResponse.encode({ status: HealthCheckResponse_ServingStatus.SERVING }).finish()],
    ]),
    // go-plugin opens these streams at every start. The provider has no output to mirror and opens no second connection.
    silent: new Set(['/plugin.GRPCStdio/StreamStdio', '/plugin.GRPCBroker/StartStream']),
  };
}

/** Logs how long each call took, but nothing of its content. */
function withTraceLog(path: string, handler: Handler): Handler {
  if (!isLevelEnabled('trace')) {
    return handler;
  }
  return async (request) => {
    const start = performance.now();
    const response = await handler(request);
    log('trace', 'Answered', { path, milliseconds: Math.round(performance.now() - start), bytes: response.length });
    return response;
  };
}
