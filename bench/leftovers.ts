import Docker from 'dockerode';
import pMap from 'p-map';

/** How the names of the measured containers begin. */
const MEASURED = /^\/berth-(?:fleet|run|compose|scale|bench)-/;

/** More removals at once can deadlock Docker Engine 20.10. */
const AT_ONCE = 10;

/** Removes the containers of a measurement that ended before it had removed them. */
export async function removeLeftovers(docker = new Docker()): Promise<void> {
  const all = await docker.listContainers({ all: true });
  const left = all.filter(({ Names }) => Names.some((name) => MEASURED.test(name)));
  await pMap(left, ({ Id }) => docker.getContainer(Id).remove({ force: true, v: true }), { concurrency: AT_ONCE });
}
