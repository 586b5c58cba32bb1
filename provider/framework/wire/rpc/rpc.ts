import { diagnosticsToWire } from '../../conversion/diagnostics';
import { Session } from '../../core/session';
import { Report } from '../../report';
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
export async function withReport<T>(
  during: string, fallback: T, run: (report: Report) => Promise<T> | T,
): Promise<readonly [T, WireDiagnostic[]]> {
  const report = new Report();
  const result = await report.guard(during, () => run(report));
  return [result === undefined ? fallback : result, diagnosticsToWire(report.diagnostics)];
}
