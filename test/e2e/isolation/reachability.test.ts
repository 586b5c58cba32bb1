import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Attempt, declaredReach, networksOf } from './declared-reach';
import { Outside } from './outside';
import { LISTENS_ON, Neighbourhood } from '../../../examples/isolation/reachability';
import { Container, ContainerHost } from '../../../src';
import { Inventory } from '../../../src/workload/inventory/inventory';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { onEngine } from '../support/on-engine';
import { attempt } from '../support/run';

const NAME = 'e2e-reach';

/** The number of containers that are tested at the same time. Each makes all its attempts at once. */
const CONCURRENCY = 5;

interface Place {
  readonly container: Container;
  readonly name: string;
  /** The answer of its server. */
  readonly id: string;
  /** The addresses, in the order of the networks. */
  readonly addresses: readonly string[];
  readonly gateways: readonly string[];
  readonly published: ReadonlyArray<{ readonly ip: string; readonly port: number }>;
}

describe('the reach of each container', () => {
  const stack = new AppliedStack(NAME);
  let neighbourhood: Neighbourhood;
  let outside: Outside;
  let service: Server;
  let places: readonly Place[];

  const describeStack = () => stack.synthesize((within) => {
    neighbourhood = new Neighbourhood(ContainerHost.fromEnvironment(within, 'host'));
  });

  beforeAll(async () => {
    outside = await Outside.create();
    service = await listen('host');
    describeStack();
    await stack.apply();
    places = await Promise.all(neighbourhood.containers.map(locate));
  });

  afterAll(async () => {
    await stack.destroy();
    service?.close();
    await outside?.remove();
    expect(await onEngine(NAME)).toEqual([]);
  });

  test('covers at least twelve containers and every network level', () => {
    expect(places.length).toBeGreaterThanOrEqual(12);
    expect(new Set(places.flatMap(({ container }) => networksOf(container).map(({ level }) => level.name))).size).toBe(5);
  });

  test('a second plan is empty', async () => {
    describeStack();
    expect(await stack.isUpToDate()).toBe(true);
  });

  test('matches the declarations: to each other, to the host and to the outside', async () => {
    const attempts = places.flatMap((from) => [...toOthers(from), ...toPublished(from), ...toPlaces(from)]);
    expect(attempts.length).toBeGreaterThan(places.length * (places.length - 1));
    await compare(attempts);
  });

  test('matches the declarations from the host', async () => {
    await compare(places.flatMap((to): Attempt[] => [
      ...to.addresses.map((address, index): Attempt => ({
        from: 'host',
        to: `${to.id} at ${address}`,
        address,
        port: LISTENS_ON,
        answer: to.id,
        declared: declaredReach.fromHost(networksOf(to.container)[index]!),
      })),
      ...to.published.map(({ port }): Attempt => ({
        from: 'host', to: `${to.id} published`, address: '127.0.0.1', port, answer: to.id, declared: true,
      })),
    ]));
  });

  /** Returns attempts to reach all other containers, by name and at each address. */
  function toOthers(from: Place): Attempt[] {
    return places.filter((to) => to !== from).flatMap((to): Attempt[] => [
      {
        from: from.id,
        to: `${to.id} by name`,
        address: to.name,
        port: LISTENS_ON,
        answer: to.id,
        declared: declaredReach.container(from.container, to.container),
      },
      ...to.addresses.map((address, index): Attempt => ({
        from: from.id,
        to: `${to.id} at ${address}`,
        address,
        port: LISTENS_ON,
        answer: to.id,
        declared: declaredReach.containerAt(from.container, networksOf(to.container)[index]!),
      })),
    ]);
  }

  /** Returns attempts to reach the published ports of others, at an address of the host other than loopback. */
  function toPublished(from: Place): Attempt[] {
    return places.filter((to) => to !== from).flatMap((to) => to.published.map(({ ip, port }): Attempt => ({
      from: from.id,
      to: `${to.id} published on ${ip}`,
      address: Outside.HOST,
      port,
      answer: to.id,
      declared: declaredReach.published(from.container, ip),
    })));
  }

  function toPlaces(from: Place): Attempt[] {
    const { port } = service.address() as AddressInfo;
    const declared = declaredReach.outside(from.container);
    return [
      ...from.gateways.map((address, index): Attempt => ({
        from: from.id,
        to: 'host by gateway',
        address,
        port,
        answer: 'host',
        declared: networksOf(from.container)[index]!.level.reachesOutside,
      })),
      { from: from.id, to: 'host', address: Outside.HOST, port, answer: 'host', declared },
      { from: from.id, to: 'outside', address: Outside.ADDRESS, port: Outside.PORT, answer: 'outside', declared },
      { from: from.id, to: 'metadata', address: Outside.METADATA, port: Outside.PORT, answer: 'outside', declared },
    ];
  }

  async function compare(attempts: readonly Attempt[]): Promise<void> {
    const reached = new Map<Attempt, boolean>();
    const origins = [...new Set(attempts.map(({ from }) => from))];
    const measure = async (origin: string) => {
      const own = attempts.filter(({ from }) => from === origin);
      const answers = await ask(places.find(({ id }) => id === origin), own);
      own.forEach((each, index) => reached.set(each, answers[index] === each.answer));
    };
    while (origins.length > 0) await Promise.all(origins.splice(0, CONCURRENCY).map(measure));
    const table = (isReached: (each: Attempt) => boolean) =>
      attempts.map((each) => `${each.from} → ${each.to}: ${isReached(each) ? 'reached' : 'not reached'}`);
    expect(table((each) => reached.get(each)!)).toEqual(table(({ declared }) => declared));
  }
});

/** Makes all attempts at once, from a container or else from the host, and returns their answers. */
async function ask(from: Place | undefined, attempts: readonly Attempt[]): Promise<string[]> {
  // The containers have busybox, and the host of the tests has curl.
  const request = (address: string, port: number) => from === undefined
    ? `curl --silent --max-time 5 http://${address}:${port}/id`
    : `printf 'GET /id HTTP/1.0\\r\\n\\r\\n' | timeout 10 busybox nc -w 3 ${address} ${port} 2>/dev/null`;
  const tries = attempts.map(({ address, port }, index) => `echo "${index} $(${request(address, port)} | tail -n 1)" &`);
  const script = `${tries.join('\n')}\nwait`;
  const { stdout } = from === undefined
    ? await attempt('sh', ['-c', script])
    : await attempt('docker', ['exec', from.name, 'sh', '-c', script]);
  const answers = new Map(stdout.split('\n').map((line) => line.split(' ') as [string, string]));
  return attempts.map((_, index) => answers.get(`${index}`)?.trim() ?? '');
}

async function locate(container: Container): Promise<Place> {
  const name = container._model.name;
  const { NetworkSettings } = await docker.getContainer(name).inspect();
  const joined = Object.values(NetworkSettings.Networks).filter(({ IPAddress }) => IPAddress !== '');
  const endpoints = await Promise.all(joined.map(async ({ NetworkID, IPAddress }) => {
    const { IPAM } = await docker.getNetwork(NetworkID).inspect();
    return { subnet: IPAM!.Config![0]!.Subnet!, address: IPAddress };
  }));
  const subnets = networksOf(container).map((network) => Inventory.of(container.host).subnetOf(network));
  const ordered = subnets.map((own) => endpoints.find(({ subnet }) => subnet === own)!);
  const bindings = Object.values(NetworkSettings.Ports ?? {}).flatMap((each) => each ?? []);
  return {
    container,
    name,
    id: name.replace(`${NAME}-host-`, ''),
    addresses: ordered.map(({ address }) => address),
    gateways: ordered.map(({ subnet }) => firstOf(subnet)),
    published: bindings.map(({ HostIp, HostPort }) => ({ ip: HostIp, port: Number(HostPort) })),
  };
}

/** Returns the first address of a subnet, which is the host's. */
function firstOf(subnet: string): string {
  return subnet.replace(/(\d+)\/\d+$/, (_, last: string) => `${Number(last) + 1}`);
}

function listen(answer: string): Promise<Server> {
  const server = createServer((_, response) => response.end(answer));
  return new Promise((resolve) => server.listen(0, '0.0.0.0', () => resolve(server)));
}

