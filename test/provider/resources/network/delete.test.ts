import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { network } from '../../../../provider/resources/network/network';
import { FakeEngine } from '../../engine/fake-engine';

// No real engine can be made to miscount.
let server: FakeEngine;

beforeEach(async () => { server = await new FakeEngine().start(); });
afterEach(() => server.stop());

/** @param refusals  how often the engine refuses to remove the network */
function destroy(refusals: number): Promise<void> {
  let left = refusals;
  server.answer = (request, response) => {
    if (request.method === 'GET') return response.end(JSON.stringify({ Name: 'net', Id: 'abc', Containers: {} }));
    response.statusCode = left-- > 0 ? 403 : 204;
    return response.end(response.statusCode === 403 ? JSON.stringify({ message: 'network net id abc has active endpoints' }) : '');
  };
  return network.delete!({ client: server.connect() } as never, { id: 'abc', name: 'net' } as never);
}

test('removes a network whose last container leaves it in the meantime', async () => {
  await destroy(1);
  expect(server.asked.filter((request) => request.startsWith('DELETE'))).toHaveLength(2);
});

test('advises to restart an engine that counts connections which do not exist', async () => {
  const error = await destroy(2).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DiagnosticError);
  expect((error as DiagnosticError).diagnostics).toMatchObject([{
    summary: 'Network "net" is still in use, but the engine lists no container in it',
    detail: 'The engine reports: network net id abc has active endpoints\n\n'
      + 'The engine counts a connection that no longer exists. Restart it, which makes it count again. Then destroy again.',
  }]);
});
