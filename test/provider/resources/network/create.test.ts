import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { network } from '../../../../provider/resources/network/network';
import answers from '../../../fixtures/engine/answers.json';
import { FakeEngine } from '../../engine/fake-engine';

let server: FakeEngine;

beforeEach(async () => { server = await new FakeEngine().start(); });
afterEach(() => server.stop());

/** Creates a network on an engine that refuses it with a message, and returns what Terraform then prints. */
async function refused(message: string): Promise<object> {
  server.answer = (request, response) => request.method === 'GET'
    ? response.end(JSON.stringify({ ...answers.network, Name: 'other', Id: 'abc' }))
    : response.writeHead(403).end(JSON.stringify({ message }));
  return refusal();
}

/** Creates a network, and returns what Terraform prints. */
async function refusal(record: () => void = () => undefined): Promise<object> {
  const desired = { name: 'net', driver: 'bridge', options: {}, labels: [], ipam_config: [] };
  const error: unknown = await network.create({ client: server.connect(), record } as never, desired as never)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DiagnosticError);
  return (error as DiagnosticError).diagnostics[0]!;
}

test('a network on the bridge of another one is refused with the name of that one', async () => {
  const message = 'cannot create network 123 (brx): conflicts with network abc (brx): networks have same bridge name';
  expect(await refused(message)).toMatchObject({
    summary: 'Could not create network "net": the bridge "brx" is that of the network "other"',
    detail: expect.stringContaining('com.docker.network.bridge.name') as string,
    path: ['options'],
  });
});

test.each([
  'Pool overlaps with other one on this address space',
  'invalid pool request: Pool overlaps with other one on this address space',
  'cannot create network 123 (br-1): conflicts with network abc (br-2): networks have overlapping IPv4',
])('a network with a subnet in use is refused with what to change: %s', async (message) => {
  expect(await refused(message)).toMatchObject({
    summary: 'Could not create network "net": its subnet overlaps with that of another network', path: ['ipam_config'],
  });
});

test('another refusal is one of the engine', async () => {
  expect(await refused('forbidden')).toMatchObject({ summary: 'Could not create network "net": forbidden' });
});

/** An engine that has just created the network "own", beside others. */
function createdBeside(others: readonly object[], removal = 204): void {
  const listed = [{ Id: 'own', Name: 'net' }, ...others].map((each) => ({ ...answers.network, ...each }));
  server.answer = ({ method, url = '' }, response) => {
    if (method === 'POST') response.writeHead(201).end(JSON.stringify({ Id: 'own' }));
    else if (method === 'DELETE') response.writeHead(removal).end(JSON.stringify({ message: 'no' }));
    else response.end(JSON.stringify(/\/networks\?/.test(url) ? listed : listed[0]));
  };
}

test('a network whose name another apply gave to one at the same time is removed and refused', async () => {
  createdBeside([{ Id: 'other', Name: 'net' }]);
  const record = jest.fn();
  expect(await refusal(record)).toMatchObject({
    summary: 'The name "net" is taken by another network', detail: expect.stringContaining('It was removed.') as string, path: ['name'],
  });
  expect(server.asked.filter((request) => request.startsWith('DELETE'))).toEqual(['DELETE /v1.41/networks/own']);
  expect(record).not.toHaveBeenCalled();
});

test('one that can\'t be removed then is in the state', async () => {
  createdBeside([{ Id: 'other', Name: 'net' }], 500);
  const record = jest.fn();
  expect(await refusal(record)).toMatchObject({ detail: expect.stringContaining('It could not be removed') as string });
  expect(record).toHaveBeenCalledTimes(1);
});

test('a network with a longer name, or the same one in the swarm, is no other one', async () => {
  createdBeside([{ Id: 'longer', Name: 'net-2' }, { Id: 'swarm', Name: 'net', Scope: 'swarm' }]);
  const desired = { name: 'net', driver: 'bridge', options: {}, labels: [], ipam_config: [] };
  const created = await network.create({ client: server.connect(), record: () => undefined } as never, desired as never);
  expect(created.id).toBe('own');
});
