import { containers, running, service } from './services';
import { waitUntil } from '../../dev/machine/wait-until';
import { succeeds } from '../../test/e2e/support/succeeds';
import { TestSwarm } from '../../test/e2e/support/test-swarm';
import { Workspace } from '../../test/e2e/support/workspace';
import { median, run, sideBySide, timed } from '../measure';
import { Table } from '../report';

const REPLICAS = 100;
const ROUNDS = 3;
const COMMAND = ['sleep', '100000'];
const NAME = 'bench';

interface Life {
  readonly create: number;
  readonly remove: number;
}

/** Measures the creation and the removal of many tasks, beside the Engine API, `docker service create` and a set of clones. */
export async function replicas(swarm: TestSwarm): Promise<Table> {
  const host = swarm.engines[0]!.host;
  const provider = { provider: { docker: { host } } };
  const ofService = await Workspace.create({
    ...provider, resource: { docker_service: { bench: service(swarm.image, { name: NAME, replicas: REPLICAS, command: COMMAND }) } },
  });
  const ofClones = await Workspace.create({
    ...provider,
    resource: {
      docker_clone_set: {
        bench: {
          name: NAME,
          replicas: REPLICAS,
          host: { name: 'host' },
          template: { image: swarm.image, command: COMMAND, stop_timeout: 1, must_run_for: 0 },
        },
      },
    },
  });
  const docker = (...args: readonly string[]) => run('docker', ['--host', host, ...args]);
  const lived = async (create: () => Promise<unknown>, remove: () => Promise<unknown>): Promise<Life> => {
    const life = {
      create: await timed(create),
      remove: await timed(async () => {
        await remove();
        await waitUntil('all containers are gone', async () => (await containers(swarm)) === 0, 300);
      }),
    };
    return { create: life.create / 1000, remove: life.remove / 1000 };
  };
  const allRun = () => waitUntil('all tasks run', async () => (await running(swarm, NAME)) === REPLICAS, 300);
  const terraform = (workspace: Workspace) => lived(() => succeeds(workspace.apply()), () => succeeds(workspace.destroy()));
  try {
    const runs = await sideBySide<Life>(ROUNDS, {
      'Engine API, until all run': () => lived(async () => {
        await swarm.createService(NAME, {}, REPLICAS);
        await allRun();
      }, () => swarm.docker.getService(NAME).remove()),
      '`docker service create`': () => lived(
        () => docker('service', 'create', '--quiet', '--name', NAME, '--replicas', `${REPLICAS}`, '--stop-grace-period', '1s', swarm.image,
          ...COMMAND),
        () => docker('service', 'rm', NAME)),
      'docker_service': () => terraform(ofService),
      'docker_clone_set, on one node': () => terraform(ofClones),
    });
    const medianOf = (lives: readonly Life[], part: keyof Life) => median(lives.map((each) => each[part])).toFixed(1);
    return {
      title: `${REPLICAS} tasks on a swarm of ${swarm.engines.length} engines (median of ${ROUNDS}), in seconds`,
      columns: ['', 'created', 'removed'],
      rows: Object.entries(runs).map(([name, lives]) => [name, medianOf(lives, 'create'), medianOf(lives, 'remove')]),
      note: '`sleep` in busybox. Created: until all run. `docker service create` then watches them for 5 s more. Removed: until no node '
        + 'has a container of it. The engines share two cores, so a swarm gains nothing by having several.',
    };
  } finally {
    await Promise.all([ofService.remove(), ofClones.remove()]);
  }
}
