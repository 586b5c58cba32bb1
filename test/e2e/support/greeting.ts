import { BaseImage, Port, Size, SwarmCluster } from '../../../src';

/** The port that each node publishes. */
export const GREETING_PORT = 8_080;

/** A server that asks the other one. */
const FRONT = `mkdir -p /tmp/cgi-bin
  printf '#!/bin/sh\\necho\\nwget -qO- http://server/a\\n' >/tmp/cgi-bin/a
  chmod +x /tmp/cgi-bin/a
  exec httpd -f -p ${GREETING_PORT} -h /tmp`;

/** Adds a server with a greeting to a cluster, and one on each node, which asks that server and publishes what it says. */
export function addGreeting(cluster: SwarmCluster, image: BaseImage, greeting: string): void {
  const memory = Size.mebibytes(64);
  const server = cluster.addContainer('server', {
    image, memory, command: ['sh', '-c', `echo ${greeting} >/tmp/a; exec httpd -f -h /tmp`],
  });
  const front = cluster.addContainerOnEachNode('front', {
    image,
    memory,
    command: ['sh', '-c', FRONT],
    ports: [{ containerPort: GREETING_PORT, hostPort: GREETING_PORT, hostIp: '0.0.0.0' }],
  });
  front.connections.allowTo(server, Port.tcp(80));
}

/** Returns what each node answers, by the overlay network from the node with the server. @param nodes  as `HOST:PORT` */
export function greetingsOf(nodes: readonly string[]): Promise<string[]> {
  return Promise.all(nodes.map(async (node) => (
    (await fetch(`http://${node}/cgi-bin/a`).then((response) => response.text(), String)).trim())));
}
