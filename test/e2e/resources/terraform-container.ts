import { ContainerInspectInfo } from 'dockerode';
import { docker } from '../engine/docker';
import { Workspace } from '../support/workspace';

/** The name prefix of everything that the tests of containers under Terraform create. */
export const PREFIX = 'e2e-terraform';

export function inspect(name: string): Promise<ContainerInspectInfo> {
  return docker.getContainer(`${PREFIX}-${name}`).inspect();
}

/** A container by the name of its resource, with the settings that do not matter to the test. */
export function container(name: string, body: string): string {
  return `
    resource "docker_container" "${name}" {
      name                  = "${PREFIX}-${name}"
      image                 = "busybox:latest"
      command               = ["sleep", "100000"]
      destroy_grace_seconds = 0
      ${body}
    }`;
}

/** Applies, and requires that there are no warnings. */
export async function apply(terraform: Workspace): Promise<void> {
  const outcome = await terraform.apply();
  expect(outcome).toMatchObject({ ok: true, diagnostics: [] });
}

/** Returns the planned actions by address. */
export async function changes(terraform: Workspace): Promise<Record<string, readonly string[]>> {
  const plan = await terraform.plan();
  expect(plan).toMatchObject({ ok: true });
  return Object.fromEntries(plan.changes.map(({ address, change }) => [address, change.actions]));
}
