import { diagnosticsToWire } from '../../conversion/diagnostics';
import { Session } from '../../core/session';
import { Diagnostics } from '../../diagnostics';
import { Diagnostic as WireDiagnostic, MessageFns } from '../generated/tfplugin6';
import { Handler } from '../grpc/server';

/** One call of the protocol: its path, and the function that creates its handler. */
export interface Rpc {
  readonly path: string;
  handler(session: Session): Handler;
}

/** Defines a call of the provider service. */
export function providerRpc<Request, Response>(
  name: string,
  request: MessageFns<Request>,
  response: MessageFns<Response>,
  answer: (session: Session, request: Request) => Promise<Response> | Response,
): Rpc {
  return {
    path: `/tfplugin6.Provider/${name}`,
    handler: (session) => async (bytes) => response.encode(await answer(session, request.decode(bytes))).finish(),
  };
}

/** Runs an operation. Returns its result, or the fallback if it threw, and its diagnostics. */
export async function withDiagnostics<T>(
  during: string, fallback: T, run: (diagnostics: Diagnostics) => Promise<T> | T,
): Promise<readonly [T, WireDiagnostic[]]> {
  const diagnostics = new Diagnostics();
  const result = await diagnostics.capture(during, () => run(diagnostics));
  return [result === undefined ? fallback : result, diagnosticsToWire(diagnostics.all)];
}
