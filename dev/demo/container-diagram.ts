import Docker from 'dockerode';

interface ContainerNode {
  readonly name: string;
  readonly image: string;
  /** As reported by the engine: `healthy`, or `running` without a health check. */
  readonly state: string;
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

/**
 * Draws a chain of containers and the networks between them, as reported by the engine rather than as declared. The first
 * container publishes the address.
 */
export async function drawContainers(docker: Docker, ids: readonly string[], address: string): Promise<string> {
  const inspected = await Promise.all(ids.map((id) => docker.getContainer(id).inspect()));
  // Each container waited for the one behind it, so the first of the chain started last.
  inspected.sort((one, other) => other.State.StartedAt.localeCompare(one.State.StartedAt));
  const nodes = await Promise.all(inspected.map(async ({ Name, Image, State, NetworkSettings, Mounts }): Promise<ContainerNode> => ({
    name: Name.slice(1),
    image: (await docker.getImage(Image).inspect()).RepoTags[0] ?? Image,
    state: State.Health?.Status ?? State.Status,
    networks: Object.keys(NetworkSettings.Networks),
    volumes: Mounts.flatMap(({ Name: volume, Destination }) => (volume === undefined ? [] : [`volume ${volume} at ${Destination}`])),
  })));
  return [
    'you',
    ...arrow(address),
    ...nodes.flatMap((node, index) => [
      describe(node),
      ...(index === nodes.length - 1 ? [] : arrow(sharedNetworks(node, nodes[index + 1]!))),
    ]),
  ].join('\n');
}

function describe({ name, image, state, volumes }: ContainerNode): string {
  return [`[${name}]`.padEnd(14), image.padEnd(13), state, ...volumes.map((volume) => `── ${volume}`)].join(' ');
}

function sharedNetworks(one: ContainerNode, other: ContainerNode): string {
  return one.networks.filter((network) => other.networks.includes(network)).map((network) => `network ${network}`).join(', ');
}

function arrow(label: string): string[] {
  return [` │  ${label}`, ' ▼'];
}
