import { LISTENS_ON } from './levels';
import { Surroundings } from './surroundings';
import { Container } from '../../../../src';
import { NamespacedEngine } from '../../support/namespaced-engine';
import { attempt } from '../../support/run';
import { Attempt, declaredReach, networksOf } from '../declared-reach';

interface Place {
  readonly container: Container;
  readonly id: string;
  readonly address: string;
  /** The addresses of the host on the bridge of its network, with the interface where they need one. */
  readonly gateways: readonly string[];
}

/** What containers and the host reach over IPv6, one line for each attempt. */
export interface Reach {
  readonly measured: readonly string[];
  readonly declared: readonly string[];
}

/** Makes all attempts between containers, the host and the outside over IPv6. */
export async function measureReach(engine: NamespacedEngine, containers: readonly Container[]): Promise<Reach> {
  const places = await Promise.all(containers.map((each) => locate(engine, each)));
  const attempts = [
    ...places.map((from) => [...toOthers(from, places), ...toPlaces(from, places)]),
    places.map((to): Attempt => ({
      from: 'host',
      to: to.id,
      address: to.address,
      port: LISTENS_ON,
      answer: to.id,
      declared: declaredReach.fromHost(networksOf(to.container)[0]!),
    })),
  ];
  const reached: boolean[] = [];
  for (const each of attempts) reached.push(...await ask(engine, each));
  const table = (isReached: (each: Attempt, index: number) => boolean) =>
    attempts.flat().map((each, index) => `${each.from} → ${each.to}: ${isReached(each, index) ? 'reached' : 'not reached'}`);
  return { measured: table((_, index) => reached[index]!), declared: table(({ declared }) => declared) };
}

function toOthers(from: Place, places: readonly Place[]): Attempt[] {
  return places.filter((to) => to !== from).map((to) => ({
    from: from.id,
    to: to.id,
    address: to.address,
    port: LISTENS_ON,
    answer: to.id,
    declared: declaredReach.containerAt(from.container, networksOf(to.container)[0]!),
  }));
}

/** Returns attempts to reach the host at each of its addresses, those on other networks included, and the outside. */
function toPlaces(from: Place, places: readonly Place[]): Attempt[] {
  const others = places.filter((each) => networksOf(each.container)[0] !== networksOf(from.container)[0]).flatMap((each) => each.gateways);
  const addresses = new Set([...from.gateways, ...others.filter((each) => !each.includes('%')), Surroundings.HOST]);
  const declared = declaredReach.outside(from.container);
  return [
    ...[...addresses].map((address) => (
      { from: from.id, to: `host at ${address}`, address, port: Surroundings.PORT, answer: 'host', declared })),
    { from: from.id, to: 'outside', address: Surroundings.OUTSIDE, port: Surroundings.PORT, answer: 'outside', declared },
  ];
}

/** Makes all attempts at once from one place, which all have in common. */
async function ask(engine: NamespacedEngine, attempts: readonly Attempt[]): Promise<boolean[]> {
  const from = attempts[0]!.from;
  // The containers have busybox, and the host of the tests has curl.
  const request = ({ address, port }: Attempt) => from === 'host'
    ? `curl --silent --globoff --max-time 5 'http://[${address}]:${port}/id'`
    : `printf 'GET /id HTTP/1.0\\r\\n\\r\\n' | timeout 10 busybox nc -w 3 ${address} ${port} 2>/dev/null`;
  const script = `${attempts.map((each, index) => `echo "${index} $(${request(each)} | tail -n 1)" &`).join('\n')}\nwait`;
  const { stdout } = from === 'host'
    ? await engine.host.attempt('sh', ['-c', script])
    : await attempt('docker', ['-H', engine.address, 'exec', from, 'sh', '-c', script]);
  const answers = new Map(stdout.split('\n').map((line) => line.split(' ') as [string, string]));
  return attempts.map(({ answer }, index) => answers.get(`${index}`)?.trim() === answer);
}

async function locate(engine: NamespacedEngine, container: Container): Promise<Place> {
  const id = container._model.name;
  const { NetworkSettings } = await engine.docker.getContainer(id).inspect();
  const { NetworkID: network, GlobalIPv6Address: address } = Object.values(NetworkSettings.Networks)[0]!;
  const listed = await engine.host.run('ip', ['-6', '-oneline', 'address', 'show', 'dev', `br-${network.slice(0, 12)}`]);
  const gateways = [...listed.matchAll(/inet6 ([^/]+)\//g)].map(([, each]) => each!.startsWith('fe80') ? `${each}%eth0` : each!);
  return { container, id, address, gateways };
}
