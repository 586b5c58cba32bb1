import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Leak, leaksIn, Seen, Settings } from './judge';
import { withOtherNetwork } from './other-network';
import { goBool } from '../../../../src/shared/go-bool';
import { Engine } from '../../../engine/engine';
import { limited } from '../../../probe/at-once';
import { withProbeImage } from '../../../probe/image';
import { Neighbour, Place } from '../../../probe/neighbour';
import { REACH } from '../../../probe/reach-program';

const BRIDGE = 'bridge';
const ICC = 'com.docker.network.bridge.enable_icc';
const BRIDGE_NAME = 'com.docker.network.bridge.name';

/** How often it is checked whether the probes listen, before it is given up. */
const ATTEMPTS = 10;

/** In milliseconds: the pause between the checks. */
const PAUSE = 200;

/** A network, as the engine reports it. */
export interface ProvedNetwork {
  readonly Id: string;
  readonly Driver: string;
  readonly Internal: boolean;
  readonly Options?: { readonly [name: string]: string } | null | undefined;
}

const proved = new WeakMap<Engine, Map<string, Promise<readonly Leak[]>>>();

/**
 * Returns what a network lets through over IPv6 and should not. Rejects if that can't be seen. Networks with the same settings share one
 * proof while the provider runs, since an engine treats them alike. Others wait for each other.
 */
export function leaksOf(engine: Engine, network: ProvedNetwork): Promise<readonly Leak[]> {
  const settings = Object.entries(network.Options ?? {}).sort(([a], [b]) => a < b ? -1 : 1);
  const key = JSON.stringify([network.Driver, network.Internal, settings]);
  const known = proved.get(engine) ?? new Map<string, Promise<readonly Leak[]>>();
  proved.set(engine, known);
  let leaks = known.get(key);
  if (leaks === undefined) {
    leaks = limited(engine, 'proof', 1, () => prove(engine, network));
    known.set(key, leaks);
    leaks.catch(() => known.delete(key));
  }
  return leaks;
}

async function prove(engine: Engine, network: ProvedNetwork): Promise<readonly Leak[]> {
  const settings: Settings = { internal: network.Internal, peers: network.Driver !== BRIDGE || goBool(network.Options?.[ICC]) !== false };
  // Above the range from which Linux chooses ports by itself.
  const port = randomInt(61_000, 65_536);
  const on = (id: string): Place => ({ network: id, listensAt: '::', port });
  // What the host offers matters for internal networks only.
  const onHost: Place = { network: 'host', listensAt: settings.internal ? '::' : '::1', port };
  const seen = await withProbeImage(engine, (image) => withOtherNetwork(engine, (otherId) =>
    Neighbour.with(engine, image, otherId, [on(network.Id), on(network.Id), on(otherId), onHost], ([member, peer, other, host]) =>
      look({ member, peer, other, host, network, settings }))), { reach: REACH });
  return leaksIn(seen, settings);
}

interface Scene {
  readonly member: Neighbour;
  readonly peer: Neighbour;
  readonly other: Neighbour;
  readonly host: Neighbour;
  readonly network: ProvedNetwork;
  readonly settings: Settings;
}

async function look(scene: Scene): Promise<Seen> {
  const { member, peer, other, host, settings } = scene;
  if ([member, peer, other].some(({ address }) => address === '')) throw new Error('the containers got no IPv6 address');
  const before = await untilListening(scene);
  const [fromMember, fromOther, fromHost] = await Promise.all([
    member.reaches([other.address, peer.address, ...before.hostAddresses]),
    other.reaches([member.address, peer.address]),
    host.reaches([member.address, peer.address]),
  ]);
  // They listened all the time only if they still do.
  const after = await listening(scene);
  if (after.missing !== undefined) throw new Error(after.missing);
  return {
    reachedOther: fromMember.has(other.address),
    reachedFromOther: fromOther.size > 0,
    reachedPeer: fromMember.has(peer.address),
    reachedFromHost: fromHost.size > 0,
    hostAnsweredAt: settings.internal ? before.hostAddresses.filter((each) => fromMember.has(each)) : [],
    bridgeAddresses: after.bridgeAddresses,
  };
}

interface Listening {
  /** What should be reached, and is not. */
  readonly missing?: string;
  /** The addresses at which the host answers itself. */
  readonly hostAddresses: readonly string[];
  readonly bridgeAddresses: readonly string[];
}

async function untilListening(scene: Scene): Promise<Listening> {
  for (let attempt = 1; ; attempt++) {
    const found = await listening(scene);
    if (found.missing === undefined) return found;
    if (attempt === ATTEMPTS) throw new Error(found.missing);
    await setTimeout(PAUSE);
  }
}

/**
 * Checks that what should be reached is reached. Otherwise, what is not reached would be no evidence: the probes may not listen, or the
 * engine's machine may have no IPv6.
 */
async function listening({ member, peer, other, host, network, settings }: Scene): Promise<Listening> {
  const interfaces = await host.interfaceAddresses();
  const bridge = network.Options?.[BRIDGE_NAME] ?? `br-${network.Id.slice(0, 12)}`;
  const bridgeAddresses = interfaces.filter((each) => each.interface === bridge).map(({ address }) => address);
  const hostAddresses = settings.internal ? interfaces.filter(({ isGlobal }) => isGlobal).map(({ address }) => address) : [];
  // Engine 20.10 with a filter drops this traffic on an internal network. Such a network is refused for its bridge's address.
  const isPeerReached = settings.peers && !(settings.internal && bridgeAddresses.length > 0);
  const isReachedByHost = network.Driver === BRIDGE && !settings.internal;
  const members = [member.address, peer.address];
  const [fromHost, fromMember, fromPeer, fromOther] = await Promise.all([
    host.reaches(['::1', other.address, ...(isReachedByHost ? members : []), ...hostAddresses]),
    member.reaches(isPeerReached ? members : [member.address]),
    peer.reaches([peer.address]),
    other.reaches([other.address]),
  ]);
  const answering = hostAddresses.filter((each) => fromHost.has(each));
  const problems: readonly (string | false)[] = [
    !fromHost.has('::1') && 'the host does not reach itself',
    !fromHost.has(other.address) && 'the host does not reach a container on an ordinary network',
    isReachedByHost && members.some((each) => !fromHost.has(each)) && 'the host does not reach a container on the network',
    !fromMember.has(member.address) && 'a container on the network does not reach itself',
    isPeerReached && !fromMember.has(peer.address) && 'two containers on the network do not reach each other',
    !fromPeer.has(peer.address) && 'a container on the network does not reach itself',
    !fromOther.has(other.address) && 'a container on an ordinary network does not reach itself',
    settings.internal && answering.length === 0 && 'the host does not answer at any of its addresses',
  ];
  const missing = problems.find((each) => each !== false);
  return { hostAddresses: answering, bridgeAddresses, ...(missing && { missing: `over IPv6, ${missing}` }) };
}
