import { running, service, ServiceOptions } from './services';
import { waitUntil } from '../../dev/machine/wait-until';
import { NodeEngine } from '../../dev/swarm/node-engine';
import { Requests, requestsWhile } from '../../test/e2e/support/lost-requests';
import { succeeds } from '../../test/e2e/support/succeeds';
import { TestSwarm } from '../../test/e2e/support/test-swarm';
import { Workspace } from '../../test/e2e/support/workspace';
import { timed } from '../measure';
import { Table } from '../report';

const WORKERS = 30;

/** The services, by their names: how many tasks they have, and at which port these answer, if they do. */
const SERVICES: { readonly [name: string]: Pick<ServiceOptions, 'replicas' | 'port' | 'onWorkers'> } = {
  workers: { replicas: WORKERS },
  // The node that is lost is none that manages the swarm.
  one: { replicas: 1, port: 8_001, onWorkers: true },
  two: { replicas: 2, port: 8_002 },
};

/** Answers with a text, and ends at once when it is told to. */
function serverAt(port: number): string[] {
  const script = `mkdir /tmp/www && echo ok > /tmp/www/index.html && httpd -f -p ${port} -h /tmp/www & trap "kill $!" TERM; wait`;
  return ['sh', '-c', script];
}

/** Measures what the drain and the loss of a node cost: the time, and requests to one server and to two. */
export async function lostNode(swarm: TestSwarm): Promise<Table> {
  const { engines } = swarm;
  const workspace = await Workspace.create(configuration(swarm));
  try {
    await succeeds(workspace.apply());
    const rows: string[][] = [];
    const measure = async (what: string, happens: () => Promise<unknown>) => {
      let [seconds, one] = [0, undefined as Requests | undefined];
      const two = await requestsTo('two', swarm, async () => {
        one = await requestsTo('one', swarm, async () => {
          seconds = await timed(happens) / 1000;
        });
      });
      rows.push([what, seconds.toFixed(1), shown(one!), shown(two)]);
    };
    const drained = await nodeOf('one', swarm);
    await measure('the node of the one server is drained (terraform apply)', async () => {
      workspace.configure(configuration(swarm, drained));
      await succeeds(workspace.apply());
      await allRun(swarm);
    });
    workspace.configure(configuration(swarm));
    await succeeds(workspace.apply());
    const lost = await nodeOf('one', swarm);
    await measure('the node of the one server is lost', async () => {
      await lost.kill();
      await allRun(swarm);
    });
    await lost.start();
    await waitUntil('the node is back', async () => (await lost.docker.info()).Swarm.LocalNodeState === 'active');
    return {
      title: `What a drained and a lost node cost, on a swarm of ${engines.length} engines`,
      columns: [
        '', 'seconds until all tasks run elsewhere', 'one server: requests lost, longest gap', 'two servers: requests lost, longest gap',
      ],
      rows,
      note: `One run. ${WORKERS} further tasks move, too. A client for each of the two services sends a request every 20 ms, to the next `
        + 'node if one does not answer; it is lost if none does. The ports are those of the nodes with a task. The swarm finds out that a '
        + 'node is lost when it has missed three heartbeats of 5 s.',
    };
  } finally {
    await workspace.remove();
  }
}

/** All services, and all nodes but the first, which stays active. */
function configuration({ image, engines }: TestSwarm, drained?: NodeEngine): object {
  const [manager, ...others] = engines as [NodeEngine, ...NodeEngine[]];
  return {
    provider: { docker: { host: manager.host, engine: others.map(({ name, host }) => ({ name, host })) } },
    resource: {
      docker_service: Object.fromEntries(Object.entries(SERVICES).map(([name, options]) => {
        const command = options.port === undefined ? ['sleep', '100000'] : serverAt(options.port);
        return [name, service(image, { name, command, ...options })];
      })),
      docker_swarm_node: Object.fromEntries(others.map(({ name }) => (
        [name, { engine: name, manager_engine: '', availability: name === drained?.name ? 'drain' : 'active' }]))),
    },
  };
}

function requestsTo(name: string, { engines }: TestSwarm, happens: () => Promise<unknown>): Promise<Requests> {
  return requestsWhile(engines.map(({ address }) => `http://${address}:${SERVICES[name]!.port}/`), happens);
}

/** Returns a node other than the first one with a task of a service. */
async function nodeOf(name: string, { engines }: TestSwarm): Promise<NodeEngine> {
  const filters = { label: [`com.docker.swarm.service.name=${name}`], status: ['running'] };
  for (const engine of engines.slice(1)) if ((await engine.docker.listContainers({ filters })).length > 0) return engine;
  throw new Error(`The service "${name}" runs on the first node, which has to stay.`);
}

async function allRun(swarm: TestSwarm): Promise<void> {
  for (const [name, { replicas }] of Object.entries(SERVICES)) {
    await waitUntil(`all tasks of "${name}" run`, async () => (await running(swarm, name)) === replicas, 300);
  }
}

function shown({ sent, lost, longestGap }: Requests): string {
  return `${lost.length} of ${sent}, ${(longestGap / 1000).toFixed(1)} s`;
}
