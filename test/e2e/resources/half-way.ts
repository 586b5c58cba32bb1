import { docker } from '../engine/docker';
import { Outcome, Workspace } from '../support/workspace';

/** The name prefix of everything that the tests of interrupted creations create. */
export const PREFIX = 'e2e-halfway';
export const NAME = `${PREFIX}-web`;

/** A container on an engine, or behind a proxy for it, with the settings that do not matter to a test. */
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

/** Returns the only error of a failed apply. */
export function theError({ ok, diagnostics }: Outcome): string {
  expect(ok).toBe(false);
  expect(diagnostics).toHaveLength(1);
  return `${diagnostics[0]!.summary}\n${diagnostics[0]!.detail}`;
}

/** Checks that there is one container, that it runs, and that it is the one in the state. */
export async function isOne(terraform: Workspace): Promise<void> {
  const all = await containers();
  expect(all.map(({ Names, State }) => [Names[0], State])).toEqual([[`/${NAME}`, 'running']]);
  expect((await terraform.state())['docker_container.web']!.id).toBe(all[0]!.Id);
  expect((await terraform.plan()).changes).toEqual([]);
}
