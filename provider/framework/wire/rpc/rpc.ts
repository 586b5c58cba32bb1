import { Session } from '../../core/session';
import { Report } from '../../report';
import { MessageFns } from '../generated/tfplugin6';
import { Handler } from '../grpc/server';

/** One call of the protocol: what it is called, and how it is answered. */
export interface Rpc {
  readonly path: string;
  handler(session: Session): Handler;
}

/** A call of the provider service. */
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

/** Runs an operation, and gives back what it says with its result, or `otherwise` where it threw. */
export async function reported<T>(during: string, otherwise: T, run: (report: Report) => Promise<T> | T): Promise<readonly [T, Report]> {
  const report = new Report();
  const result = await report.guard(during, () => run(report));
  return [result === undefined ? otherwise : result, report];
}
