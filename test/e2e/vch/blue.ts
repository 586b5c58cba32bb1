import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { docker } from '../engine/docker';

/** The virtual container host of these tests. The names of everything in it begin with this. */
export const BLUE = 'vch-blue';

export const BLUE_LABELS = [{ label: VIRTUAL_HOST_LABEL, value: BLUE }];

/** Returns rules as the attribute has them. */
export function rules(more: object = {}): string {
  return JSON.stringify({ name: BLUE, ...more });
}

/** Returns the configuration of a container of the host. */
export function blueContainer(name: string, more: object = {}) {
  return {
    name: `${BLUE}-${name}`,
    image: 'busybox:latest',
    command: ['sleep', '100000'],
    network_mode: 'none',
    must_run_for: 0,
    destroy_grace_seconds: 0,
    labels: BLUE_LABELS,
    virtual_host: rules(),
    ...more,
  };
}

/** Returns what quotas left on the engine: locks, and their images. */
export async function leftByQuotas(): Promise<string[]> {
  const containers = await docker.listContainers({ all: true, filters: { label: ['berth.lock'] } });
  const images = await docker.listImages({ filters: { reference: ['berth-probe'] } });
  return [...containers.flatMap(({ Names: names }) => names), ...images.flatMap(({ RepoTags: tags }) => tags ?? [])];
}
