import { docker } from '../engine/docker';
import { Workspace } from '../support/workspace';

/** The name prefix of everything that the tests of interrupted creations create. */
export const PREFIX = 'e2e-halfway';
export const NAME = `${PREFIX}-web`;

/** Returns a configuration with one container on the engine at an address, which may be that of a proxy. */
export function web({ address: host }: { readonly address: string }, more: object = {}): object {
  return {
    provider: { docker: { host } },
    resource: {
      docker_container: {
        web: {
          name: NAME,
          image: 'busybox:latest',
          command: ['sh', '-c', 'echo starting; exec sleep 100000'],
          network_mode: 'none',
          destroy_grace_seconds: 0,
          ...more,
        },
      },
    },
  };
}

export const containers = () => docker.listContainers({ all: true, filters: { name: [PREFIX] } });

/** Checks that exactly one container exists, that it runs and is in the state, and that no changes are planned. */
export async function checkOneContainer(terraform: Workspace): Promise<void> {
  const all = await containers();
  expect(all.map(({ Names, State }) => [Names[0], State])).toEqual([[`/${NAME}`, 'running']]);
  expect((await terraform.state())['docker_container.web']!.id).toBe(all[0]!.Id);
  expect((await terraform.plan()).changes).toEqual([]);
}
