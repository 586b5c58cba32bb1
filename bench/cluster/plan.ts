import { service } from './services';
import { succeeds } from '../../test/e2e/support/succeeds';
import { TestSwarm } from '../../test/e2e/support/test-swarm';
import { Workspace } from '../../test/e2e/support/workspace';
import { median, sideBySide, timed } from '../measure';
import { Table } from '../report';

const SERVICES = 50;
const ROUNDS = 5;
const COMMAND = ['sleep', '100000'];

/** Measures the plan of services that have not changed, beside that of as many containers. */
export async function planOfServices(swarm: TestSwarm): Promise<Table> {
  const { docker, image, engines: [{ host }] } = swarm;
  const names = Array.from({ length: SERVICES }, (_, index) => `bench-${index}`);
  const of = async (type: string, resources: object) => {
    const workspace = await Workspace.create({ provider: { docker: { host } }, resource: { [type]: resources } });
    await succeeds(workspace.apply());
    return workspace;
  };
  const services = await of('docker_service', Object.fromEntries(names.map((name) => (
    [name, service(image, { name, replicas: 1, command: COMMAND })]))));
  const containers = await of('docker_container', Object.fromEntries(names.map((name) => (
    [name, { name: `${name}-alone`, image, command: COMMAND, stop_timeout: 1 }]))));
  try {
    const runs = await sideBySide<number>(ROUNDS, {
      'list and inspect them by the Engine API': () => timed(async () => {
        await Promise.all((await docker.listServices()).map(({ ID }: { ID: string }) => docker.getService(ID).inspect()));
      }),
      [`terraform plan of ${SERVICES} docker_service`]: () => timed(() => services.terraform('plan', '-input=false')),
      [`terraform plan of ${SERVICES} docker_container`]: () => timed(() => containers.terraform('plan', '-input=false')),
    });
    return {
      title: `Plan of ${SERVICES} services of a swarm that have not changed (median of ${ROUNDS})`,
      columns: ['', 'seconds'],
      rows: Object.entries(runs).map(([name, times]) => [name, (median(times) / 1000).toFixed(2)]),
      note: 'Each has one task. The plans include the start of Terraform and of the provider.',
    };
  } finally {
    await Promise.all([services.remove(), containers.remove()]);
  }
}
