import { TestSwarm } from '../../test/e2e/support/test-swarm';
import { Table } from '../report';

const ENGINES = 3;

/** Measures something on a swarm whose engines run on this machine. */
export async function onCluster(measure: (swarm: TestSwarm) => Promise<Table>): Promise<Table> {
  const swarm = new TestSwarm();
  try {
    await swarm.swarm.start(ENGINES);
    await swarm.pushImage();
    await swarm.init();
    await swarm.join();
    return await measure(swarm);
  } finally {
    await swarm.swarm.remove();
  }
}
