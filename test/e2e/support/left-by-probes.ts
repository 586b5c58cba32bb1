import Docker from 'dockerode';
import { docker as defaultEngine } from '../engine/docker';

/** Returns what programs of the provider that ran on an engine could have left there. */
export async function leftByProbes(docker: Docker = defaultEngine): Promise<unknown[]> {
  const filters = { label: ['berth.probe'] };
  const containers = await docker.listContainers({ all: true, filters });
  const networks = await docker.listNetworks({ filters });
  return [...containers, ...networks, ...await docker.listImages({ filters: { reference: ['berth-probe'] } })];
}
