import { TestSwarm } from '../../test/e2e/support/test-swarm';

type Json = Record<string, unknown>;

/** How long a benchmark waits for tasks. */
const TIMEOUT = '5m';

export interface ServiceOptions {
  readonly name: string;
  readonly replicas: number;
  readonly command: readonly string[];
  /** A port of the nodes that have a task. */
  readonly port?: number;
  /** Whether its tasks run on workers only. @default false */
  readonly onWorkers?: boolean;
}

/** Returns a `docker_service` of busybox. */
export function service(image: string, { name, replicas, command, port, onWorkers = false }: ServiceOptions): Json {
  return {
    name,
    mode: { replicated: { replicas } },
    task_spec: {
      container_spec: { image, command, stop_grace_period: '1s' },
      restart_policy: { condition: 'any' },
      ...onWorkers && { placement: { constraints: ['node.role==worker'] } },
    },
    ...port !== undefined && {
      endpoint_spec: { mode: 'dnsrr', ports: [{ target_port: port, published_port: port, publish_mode: 'host' }] },
    },
    converge_config: { delay: '100ms', timeout: TIMEOUT },
  };
}

/** Returns how many containers of a service run on the nodes that are up. */
export async function running(swarm: TestSwarm, name: string): Promise<number> {
  const filters = { label: [`com.docker.swarm.service.name=${name}`], status: ['running'] };
  const up = swarm.engines.filter(({ pid }) => pid !== undefined);
  return (await Promise.all(up.map(({ docker }) => docker.listContainers({ filters })))).flat().length;
}

/** Returns how many containers there are on the nodes, running or not. */
export async function containers(swarm: TestSwarm): Promise<number> {
  return (await Promise.all(swarm.engines.map(({ docker }) => docker.listContainers({ all: true })))).flat().length;
}
