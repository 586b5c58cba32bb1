import { writeSync } from 'node:fs';
import { selfSignedCertificate } from '../../provider/framework/wire/certificate';
import {
  ApplyResourceChange_Request, ApplyResourceChange_Response, PlanResourceChange_Request, PlanResourceChange_Response,
  ReadResource_Request, ReadResource_Response, UpgradeResourceState_Request, UpgradeResourceState_Response,
} from '../../provider/framework/wire/generated/tfplugin6';
import { Handler } from '../../provider/framework/wire/grpc/server';
import { clientCertificate, handshakeLine } from '../../provider/framework/wire/handshake';
import { listen } from '../../provider/framework/wire/listen';

/*
 * A provider with the same schema as ours that does nothing: it returns the bytes that it receives and has no engine. The time
 * that terraform takes with it is terraform's own time for resources of that schema.
 */

/** The response to GetProviderSchema in base64, defined by the bundler. */
declare const SCHEMA: string;

const STDOUT = 1;
const nothing: Handler = () => new Uint8Array();

const provider: Record<string, Handler> = {
  GetProviderSchema: () => Buffer.from(SCHEMA, 'base64'),
  ValidateProviderConfig: nothing,
  ValidateResourceConfig: nothing,
  ConfigureProvider: nothing,
  UpgradeResourceState: (bytes) => {
    const { rawState } = UpgradeResourceState_Request.decode(bytes);
    const upgradedState = { json: rawState!.json, msgpack: Buffer.alloc(0) };
    return UpgradeResourceState_Response.encode({ upgradedState, diagnostics: [] }).finish();
  },
  ReadResource: (bytes) => {
    const { currentState: newState, private: same } = ReadResource_Request.decode(bytes);
    return ReadResource_Response.encode({ newState, private: same, diagnostics: [] }).finish();
  },
  PlanResourceChange: (bytes) => {
    const { proposedNewState: plannedState, priorPrivate: plannedPrivate } = PlanResourceChange_Request.decode(bytes);
    const response = { plannedState, plannedPrivate, requiresReplace: [], diagnostics: [], legacyTypeSystem: false };
    return PlanResourceChange_Response.encode(response).finish();
  },
  ApplyResourceChange: (bytes) => {
    const { plannedState: newState, plannedPrivate: same } = ApplyResourceChange_Request.decode(bytes);
    return ApplyResourceChange_Response.encode({ newState, private: same, diagnostics: [], legacyTypeSystem: false }).finish();
  },
};

const unary = new Map<string, Handler>([
  ...Object.entries(provider).map(([name, handler]) => [`/tfplugin6.Provider/${name}`, handler] as const),
  ['/plugin.GRPCController/Shutdown', () => process.exit(0)],
]);
const silent = new Set(['/plugin.GRPCStdio/StreamStdio', '/plugin.GRPCBroker/StartStream']);
const own = selfSignedCertificate();

void listen(() => ({ unary, silent }), { own, client: clientCertificate(process.env)! }).then(({ address, server }) => {
  server.on('session', (session) => session.on('close', () => process.exit(0)));
  writeSync(STDOUT, `${handshakeLine(address, own.der)}\n`);
});
