import Docker from 'dockerode';
import { KINDS, onBothEngines } from './engines';
import { normalized } from './normalized';

const NAME = 'e2e-same-events';
const engines = onBothEngines(NAME);

/** What a container goes through. */
async function live(docker: Docker) {
  const network = await docker.createNetwork({ Name: NAME });
  const container = await docker.createContainer({
    name: NAME, Image: 'busybox:latest', Cmd: ['sleep', '1000'], Labels: { a: 'b' }, HostConfig: { Binds: [`${NAME}:/data`] },
  });
  await container.start();
  await container.pause();
  await container.unpause();
  await container.update({ CpuShares: 100 });
  await container.rename({ name: `${NAME}-new` });
  await network.connect({ Container: container.id });
  await network.disconnect({ Container: container.id });
  await container.restart({ t: 0 });
  await container.stop({ t: 0 });
  await container.start();
  await container.kill({ signal: 'SIGUSR1' });
  await container.kill();
  await container.wait();
  await container.start();
  await container.pause();
  await container.remove({ force: true });
  await network.remove();
  return [container.id, network.id];
}

interface Event { readonly Type: string; readonly Action: string; readonly Actor: { readonly ID: string } }

async function eventsOf(docker: Docker, options: object): Promise<Event[]> {
  const stream = await docker.getEvents(options as Docker.GetEventsOptions);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString().trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Event);
}

/** A real engine emits some events of networks twice, and those of networks, volumes and containers in no certain order. */
function byType(events: readonly Event[], ids: readonly string[]) {
  const types = ['container', 'network', 'volume'];
  return Object.fromEntries(types.map((type) => {
    const seen = events.filter((event) => event.Type === type)
      .map((event) => JSON.stringify(normalized({ ...event, time: 0, timeNano: 0 }, ids)));
    const once = seen.filter((event, index) => type !== 'network' || event !== seen[index - 1]);
    return [type, once.map((event) => JSON.parse(event) as Event)];
  }));
}

test('both engines tell of the same events', async () => {
  const [real, simulated] = await Promise.all(KINDS.map(async (kind) => {
    const { docker } = engines[kind];
    const since = Date.now() / 1000;
    const ids = await live(docker);
    const events = await eventsOf(docker, { since, until: Date.now() / 1000 });
    const bridge = await docker.getNetwork('bridge').inspect() as { Id: string };
    return byType(events, [...ids, bridge.Id]);
  }));
  expect(real!.container!.map(({ Action: action }) => action)).toContain('die');
  expect(simulated).toEqual(real);
});

describe.each(KINDS)('%s engine', (kind) => {
  test('events are filtered, as they come and afterwards', async () => {
    const { docker } = engines[kind];
    const since = Date.now() / 1000;
    const filters = { event: ['die', 'connect'] };
    const stream = await docker.getEvents({ filters });
    const lines: string[] = [];
    stream.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
    const [id] = await live(docker);
    const actions = (events: readonly Event[]) => events.map(({ Action: action }) => action);
    const until = Date.now() / 1000;
    const past = (wanted: object) => eventsOf(docker, { since, until, filters: wanted });
    const all = await past(filters);
    (stream as unknown as { destroy(): void }).destroy();
    expect(actions(lines.map((line) => JSON.parse(line) as Event))).toEqual(actions(all));
    expect(actions(await past({ container: [id], event: ['die', 'destroy'] }))).toEqual(['die', 'die', 'die', 'die', 'destroy']);
    expect(actions(await past({ container: [`${NAME}-new`], event: ['rename'] }))).toEqual(['rename']);
    expect(actions(await past({ type: ['volume'], event: ['create'] }))).toEqual(['create']);
    expect(actions(await past({ network: [NAME], type: ['network'], event: ['create', 'destroy'] }))).toEqual(['create', 'destroy']);
    expect(actions(await past({ network: [NAME], event: ['destroy'] }))).toEqual(['destroy', 'destroy']);
    expect(actions(await past({ label: ['a=b'], event: ['pause'] }))).toEqual(['pause', 'pause']);
    expect(actions(await past({ label: ['a=c'] }))).toEqual([]);
    expect(actions(await past({ container: ['e2e-none'] }))).toEqual([]);
  });
});
