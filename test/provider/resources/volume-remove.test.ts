import { TASK_ID_LABEL } from '../../../provider/engine/swarm/labels';
import { removeVolume } from '../../../provider/resources/volume/remove';
import { FakeEngine } from '../engine/fake-engine';

let server: FakeEngine;

beforeEach(async () => { server = await new FakeEngine().start(); });
afterEach(() => server.stop());

const task = { Id: 'a', Names: ['/db.1.x'], Image: 'db', State: 'exited', Labels: { [TASK_ID_LABEL]: 'x' } };

/** Removes a volume that containers use, each time fewer. Returns how often the engine was asked to remove it. */
async function removed(users: ReadonlyArray<readonly object[]>): Promise<number> {
  let tries = 0;
  server.answer = (request, response) => {
    response.setHeader('Content-Type', 'application/json');
    const inUse = users[Math.max(0, tries - (request.method === 'DELETE' ? 0 : 1))] ?? [];
    if (request.method !== 'DELETE') return response.end(JSON.stringify(inUse));
    tries += 1;
    response.statusCode = inUse.length > 0 ? 409 : 204;
    return response.end(inUse.length > 0 ? JSON.stringify({ message: 'volume is in use' }) : undefined);
  };
  await removeVolume(server.connect(), 'data', new AbortController().signal);
  return tries;
}

test('waits while only containers of tasks that have ended use it', async () => {
  expect(await removed([[task], [task], []])).toBe(3);
});

test.each<[string, object]>([
  ['of a task that runs', { ...task, State: 'running' }], ['of no task', { ...task, Labels: {} }],
])('is refused while a container uses it %s', async (_, user) => {
  await expect(removed([[task, user]])).rejects.toThrow('Volume "data" is still in use, and was not removed');
});
