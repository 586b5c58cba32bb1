import Dockerode from 'dockerode';
import { parseAnswers } from './answers';
import { removeProgramImage } from './leftovers';
import { InterfaceAddress, interfaceAddresses, MAX_TARGETS, socketAddress, statusesOf } from './reach';
import { ISOLATED, removeProbe } from './run';
import { readWhole } from '../engine/connection/answers';
import { Engine } from '../engine/engine';
import { isConflict } from '../engine/errors';
import { framesOf } from '../engine/output-tail';

/** In milliseconds: the maximum duration of an attempt to reach others. The program itself gives up after 2.5 seconds. */
const TIMEOUT = 60_000;

/** The label with the id of the network from which others are probed. It identifies the neighbours of a proof. */
const PROOF = 'berth.probe.network';

const INTERFACES = '/proc/net/if_inet6';

/** Where a neighbour is. */
export interface Place {
  /** The id of a network, or `host`. */
  readonly network: string;
  /** The address at which it listens. */
  readonly listensAt: '::' | '::1';
  readonly port: number;
}

/**
 * A container with only the probes in it. It listens at a port over IPv6 for two minutes and then ends, and tries to reach others. It
 * has no capability, and neither sends nor receives anything.
 */
export class Neighbour {
  /**
   * Starts neighbours from the image of the probes, passes them to `use`, and always removes them afterwards.
   *
   * @param proof  the id of the network from which others are probed
   */
  public static async with<T, const Places extends readonly Place[]>(
    engine: Engine, image: string, proof: string, places: Places, use: (neighbours: { [K in keyof Places]: Neighbour }) => Promise<T>,
  ): Promise<T> {
    const created = await Promise.allSettled(places.map((place) => Neighbour.create(engine, image, proof, place)));
    const neighbours = created.flatMap((each) => each.status === 'fulfilled' ? [each.value] : []);
    try {
      for (const each of created) if (each.status === 'rejected') throw each.reason;
      await Promise.all(neighbours.map((each) => each.start()));
      return await use(neighbours as { [K in keyof Places]: Neighbour });
    } finally {
      await allDone(neighbours.map(({ id }) => removeProbe(engine, id)));
    }
  }

  /** Removes the neighbours of a proof that was killed, and their image. */
  public static async removeLeftovers(engine: Engine, proof: string): Promise<void> {
    const filters = { label: [`${PROOF}=${proof}`] };
    const left = await engine.call('list probes of the network', (docker) => docker.listContainers({ all: true, filters }));
    await allDone(left.map(({ Id: id }) => removeProbe(engine, id)));
    for (const image of new Set(left.map(({ ImageID: id }) => id))) {
      await removeProgramImage(engine, image).catch((error: unknown) => isConflict(error) ? undefined : Promise.reject(error));
    }
  }

  private static async create(engine: Engine, image: string, proof: string, place: Place): Promise<Neighbour> {
    const isOnHost = place.network === 'host';
    const host: Dockerode.HostConfig = {
      ...ISOLATED,
      NetworkMode: place.network,
      SecurityOpt: ['no-new-privileges'],
      // An engine with `userns-remap` gives the host's network only to containers in the host's user namespace.
      ...(isOnHost && { UsernsMode: 'host' }),
    };
    const { id } = await engine.call('create a probe of the network', (docker) => docker.createContainer({
      Image: image,
      Entrypoint: ['/reach'],
      Cmd: ['listen', socketAddress(place.listensAt, place.port)],
      HostConfig: host,
      Labels: { 'berth.probe': 'true', [PROOF]: proof },
    }));
    return new Neighbour(engine, id, place.port);
  }

  /** Its IPv6 address on its network. Empty if it has none. */
  public address = '';

  private constructor(private readonly engine: Engine, private readonly id: string, private readonly port: number) {}

  /** Returns which of the addresses accept a connection. All listen at the same port. */
  public async reaches(addresses: readonly string[]): Promise<Set<string>> {
    const reached = new Set<string>();
    for (let at = 0; at < addresses.length; at += MAX_TARGETS) {
      const some = addresses.slice(at, at + MAX_TARGETS);
      const printed = await this.run(['/reach', 'connect', ...some.map((each) => socketAddress(each, this.port))]);
      const statuses = statusesOf(printed, some.length);
      some.filter((_, index) => statuses[index] === 0).forEach((each) => reached.add(each));
    }
    return reached;
  }

  /** Returns the IPv6 addresses in its network namespace. */
  public async interfaceAddresses(): Promise<InterfaceAddress[]> {
    const answer = parseAnswers(await this.run(['/probe', INTERFACES]), [INTERFACES]).get(INTERFACES)!;
    return interfaceAddresses(answer);
  }

  private async start(): Promise<void> {
    await this.engine.call('start a probe of the network', async (docker) => {
      const container = docker.getContainer(this.id);
      await container.start();
      const { NetworkSettings: { Networks: networks } } = await container.inspect();
      this.address = Object.values(networks)[0]?.GlobalIPv6Address ?? '';
    });
  }

  private async run(command: string[]): Promise<Buffer> {
    const frames = await this.engine.call('run a probe of the network', async (docker) => {
      const exec = await docker.getContainer(this.id).exec({ Cmd: command, AttachStdout: true, AttachStderr: false });
      return framesOf(await readWhole(await exec.start({}), 'the output of the probe'));
    }, { timeout: TIMEOUT });
    return Buffer.concat(frames.map(({ content }) => content));
  }
}

/** Waits for all, and rejects if one did. */
async function allDone(work: readonly Promise<unknown>[]): Promise<void> {
  for (const each of await Promise.allSettled(work)) if (each.status === 'rejected') throw each.reason;
}
