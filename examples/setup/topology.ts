import type Docker from 'dockerode';

/** A container as the picture shows it. */
interface Place {
  readonly name: string;
  readonly image: string;
  /** As the engine reports it: `healthy`, or `running` where there is no health check. */
  readonly state: string;
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

/**
 * A picture of a chain of containers, from what the engine reports and not from what was asked for. The first is the one that
 * is asked from outside; between two stands the network that they share.
 */
export async function drawTopology(docker: Docker, ids: readonly string[], address: string): Promise<string> {
  const inspected = await Promise.all(ids.map((id) => docker.getContainer(id).inspect()));
  // They were started from the back to the front, since each waits for the one behind it.
  inspected.sort((one, other) => other.State.StartedAt.localeCompare(one.State.StartedAt));
  const places = await Promise.all(inspected.map(async ({ Name, Image, State, NetworkSettings, Mounts }): Promise<Place> => ({
    name: Name.slice(1),
    image: (await docker.getImage(Image).inspect()).RepoTags[0] ?? Image,
    state: State.Health?.Status ?? State.Status,
    networks: Object.keys(NetworkSettings.Networks),
    volumes: Mounts.flatMap(({ Name: volume, Destination }) => (volume === undefined ? [] : [`volume ${volume} at ${Destination}`])),
  })));
  return [
    'you',
    ...arrow(address),
    ...places.flatMap((place, index) => [
      describe(place),
      ...(index === places.length - 1 ? [] : arrow(shared(place, places[index + 1]!))),
    ]),
  ].join('\n');
}

function describe({ name, image, state, volumes }: Place): string {
  return [`[${name}]`.padEnd(14), image.padEnd(13), state, ...volumes.map((volume) => `── ${volume}`)].join(' ');
}

function shared(one: Place, other: Place): string {
  return one.networks.filter((network) => other.networks.includes(network)).map((network) => `network ${network}`).join(', ');
}

function arrow(label: string): string[] {
  return [` │  ${label}`, ' ▼'];
}
