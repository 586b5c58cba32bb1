import { docker } from '../engine/docker';
import { Workspace } from '../support/workspace';

/** The name prefix of everything that the tests of imports create. */
export const PREFIX = 'e2e-import';
export const NETWORK = `${PREFIX}-net`;
/** The command of containers that run until they are removed. */
export const SLEEP = ['sleep', '100000'];

/** Creates the network before each test. `workspacePerTest(PREFIX)` removes it. */
export function networkPerTest(): void {
  beforeEach(() => docker.createNetwork({ Name: NETWORK, IPAM: { Driver: 'default', Config: [{ Subnet: '10.213.11.0/24' }] } }));
}

/** A nested block in HCL. */
export function block(name: string, ...lines: readonly string[]): string {
  return `${name} {\n${lines.map((line) => `        ${line}`).join('\n')}\n      }`;
}

/** A resource and the `import` block for it. */
export function imported(address: string, id: string, body: string): string {
  const [type, name] = address.split('.');
  return `
    import {
      to = ${address}
      id = "${id}"
    }
    resource "${type}" "${name}" {
      ${body}
    }`;
}

/** A container and the `import` block for it. */
export function importedContainer(name: string, body: string, command: readonly string[] = SLEEP): string {
  return imported(`docker_container.${name}`, `${PREFIX}-${name}`, `
      name    = "${PREFIX}-${name}"
      image   = "busybox:latest"
      command = ${JSON.stringify(command)}
      ${body}`);
}

/** Plans, and returns the changes that the plan shows for each address. Omits addresses without a change. */
export async function differences(terraform: Workspace): Promise<Record<string, readonly string[]>> {
  const plan = await terraform.plan();
  expect(plan).toMatchObject({ ok: true });
  return Object.fromEntries(plan.changes.map(({ address, change: { actions, before, after } }) => {
    const differing = Object.keys(after ?? {}).filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
    return [
      address, [...actions, ...differing.map((name) => `${name}: ${JSON.stringify(before?.[name])} -> ${JSON.stringify(after?.[name])}`)],
    ];
  }));
}
