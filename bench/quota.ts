import Docker from 'dockerode';
import { median, sideBySide } from './measure';
import { Table } from './report';
import { VIRTUAL_HOST_LABEL } from '../src/shared/virtual-host/rules';
import { Managed } from '../test/e2e/resources/managed';

const ROUNDS = 9;
const NAME = 'bench-quota';
const CLONES = 10;

/** Measures what the quota of a virtual container host costs, for one container and for several at once. */
export async function quota(): Promise<Table> {
  const [without, within] = [{ name: NAME }, { name: NAME, max_containers: 100 }];
  const runs = await sideBySide(ROUNDS, {
    'a container': () => milliseconds('docker_container', { name: `${NAME}-one`, ...container(without) }),
    'a container, with a quota': () => milliseconds('docker_container', { name: `${NAME}-one`, ...container(within) }),
    [`${CLONES} clones`]: () => milliseconds('docker_clone_set', clones(without)),
    [`${CLONES} clones, with a quota`]: () => milliseconds('docker_clone_set', clones(within)),
  });
  return {
    title: `A container of a virtual container host, without and with a quota (median of ${ROUNDS})`,
    columns: ['of', 'create'],
    rows: Object.entries(runs).map(([name, all]) => [name, `${Math.round(median(all))} ms`]),
    note: 'The time in the provider, without Terraform. A creation with a quota takes a lock, counts and removes the lock: three more '
      + 'calls. Creations that wait for each other run one after the other, and share one image for their locks, which is imported and '
      + 'removed once.',
  };
}

function container(rules: object) {
  return {
    image: 'busybox:latest',
    command: ['sleep', '100000'],
    network_mode: 'none',
    must_run_for: 0,
    destroy_grace_seconds: 0,
    labels: [{ label: VIRTUAL_HOST_LABEL, value: NAME }],
    virtual_host: JSON.stringify(rules),
  };
}

function clones(rules: object) {
  return { name: `${NAME}-set`, replicas: CLONES, host: [{ name: 'one' }], template: [container(rules)] };
}

/** Returns the milliseconds of a creation. */
async function milliseconds(type: string, config: object): Promise<number> {
  const managed = new Managed(type);
  try {
    const start = performance.now();
    await managed.apply({ ...config });
    const duration = performance.now() - start;
    await managed.destroy();
    return duration;
  } finally {
    const docker = new Docker();
    for (const { Id: id } of await docker.listContainers({ all: true, filters: { name: [NAME] } })) {
      await docker.getContainer(id).remove({ force: true });
    }
  }
}
