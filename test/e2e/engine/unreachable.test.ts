import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { docker, NOWHERE, SOCKET } from './docker';
import { onEngine } from '../support/on-engine';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-unreachable';
const DEAD = 'tcp://127.0.0.1:1';
const ALIVE = `unix://${SOCKET}`;

const newWorkspace = workspacePerTest(PREFIX);
const workspaceWith = (configuration: object) => newWorkspace(configuration, { env: NOWHERE });

/** One resource of each type, on one host. */
function resources(name: string, provider?: string): Record<string, Record<string, object>> {
  const at = provider === undefined ? {} : { provider };
  return {
    docker_image: { [name]: { ...at, name: 'busybox:latest', keep_locally: true } },
    docker_network: { [name]: { ...at, name: `${PREFIX}-${name}` } },
    docker_volume: { [name]: { ...at, name: `${PREFIX}-${name}` } },
    docker_container: {
      [name]: {
        ...at,
        name: `${PREFIX}-${name}`,
        image: `\${docker_image.${name}.image_id}`,
        command: ['sleep', '100000'],
        destroy_grace_seconds: 0,
        networks_advanced: [{ name: `\${docker_network.${name}.name}` }],
        volumes: [{ volume_name: `\${docker_volume.${name}.name}`, container_path: '/data' }],
      },
    },
  };
}

/** Two resources of each type, each on its own host. */
function both(one: ReturnType<typeof resources>, other: ReturnType<typeof resources>): object {
  return Object.fromEntries(Object.keys(one).map((type) => [type, { ...one[type], ...other[type] }]));
}

test('a plan that only creates works without any engine', async () => {
  const terraform = await workspaceWith({ provider: { docker: { host: DEAD } }, resource: resources('web') });
  const plan = await terraform.plan();
  expect(plan).toMatchObject({ ok: true, diagnostics: [] });
  expect(plan.changes.map(({ change }) => change.actions)).toEqual([['create'], ['create'], ['create'], ['create']]);
});

test('uses an endpoint that is known only at apply, with an empty next plan', async () => {
  const terraform = await workspaceWith({
    provider: { docker: { host: '${terraform_data.machine.output}' } },
    resource: { terraform_data: { machine: { input: ALIVE } }, ...resources('web') },
  });
  expect((await terraform.plan()).changes).toHaveLength(5);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await onEngine(PREFIX)).toEqual([`/${PREFIX}-web`, `${PREFIX}-web`, `${PREFIX}-web`]);
  expect((await terraform.plan()).changes).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await onEngine(PREFIX)).toEqual([]);
});

test('one host that is down does not stop the other', async () => {
  const terraform = await workspaceWith({
    provider: { docker: [{ host: ALIVE }, { alias: 'dead', host: DEAD }] },
    resource: both(resources('web'), resources('lost', 'docker.dead')),
  });
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  // Terraform does not try to create the container on the unreachable host, because it depends on the others.
  expect(diagnostics.map(({ address }) => address).sort()).toEqual(['docker_image.lost', 'docker_network.lost', 'docker_volume.lost']);
  for (const { summary, detail } of diagnostics) {
    expect(summary).toMatch(/^Could not connect to the Docker Engine: .*ECONNREFUSED/);
    expect(detail).toContain(`The Docker Engine at ${DEAD} (\`host\` of the provider)`);
    expect(detail).toContain(`Nothing listens at ${DEAD}`);
  }
  expect(await onEngine(PREFIX)).toEqual([`/${PREFIX}-web`, `${PREFIX}-web`, `${PREFIX}-web`]);
  expect(
    Object.keys(await terraform.state()).sort(),
  ).toEqual(['docker_container.web', 'docker_image.web', 'docker_network.web', 'docker_volume.web']);

  // Once the host is up (simulated by the other host), the rest is created, and nothing else changes.
  const { Id: id } = await docker.getContainer(`${PREFIX}-web`).inspect();
  terraform.configure({
    provider: { docker: [{ host: ALIVE }, { alias: 'dead', host: ALIVE }] },
    resource: both(resources('web'), resources('lost', 'docker.dead')),
  });
  expect((await terraform.plan()).changes.map(({ address }) => address).sort()).toEqual([
    'docker_container.lost', 'docker_image.lost', 'docker_network.lost', 'docker_volume.lost',
  ]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await docker.getContainer(`${PREFIX}-web`).inspect()).Id).toBe(id);
});

test('resources on a host that went down stay in the state, and the plan names the host', async () => {
  const stack = (host: string) => ({ provider: { docker: { host } }, resource: resources('web') });
  const terraform = await workspaceWith(stack(ALIVE));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  terraform.configure(stack(DEAD));
  const { ok, diagnostics } = await terraform.plan();
  expect(ok).toBe(false);
  expect(diagnostics[0]).toMatchObject({
    summary: expect.stringContaining('Could not connect to the Docker Engine'), detail: expect.stringContaining(DEAD),
  });
  expect(Object.keys(await terraform.state())).toHaveLength(4);
  terraform.configure(stack(ALIVE));
  expect((await terraform.plan()).changes).toEqual([]);
});

test('a path as DOCKER_HOST is refused with the address that was meant', async () => {
  const terraform = await newWorkspace({ resource: { docker_network: { web: { name: `${PREFIX}-web` } } } }, {
    env: { ...NOWHERE, DOCKER_HOST: SOCKET },
  });
  expect((await terraform.apply()).diagnostics).toMatchObject([{
    summary: `"${SOCKET}" is not a valid address of a Docker Engine: the path of a socket must follow "unix://"`,
    detail: `The address comes from the variable DOCKER_HOST. Use unix://${SOCKET}.`,
  }]);
});

test('a server that is no engine is named, with what to check', async () => {
  const server = createServer((_request, response) => response.writeHead(404).end('<html>404 Not Found</html>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const host = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const terraform = await workspaceWith({
      provider: { docker: { host } }, resource: { docker_network: { web: { name: `${PREFIX}-web` } } },
    });
    expect((await terraform.apply()).diagnostics).toMatchObject([{
      summary: `${host} does not answer like a Docker Engine`,
      detail: `GET /version of ${host} (\`host\` of the provider) answered with status 404. Check that the address and the port are those `
        + 'of a Docker Engine (usually 2375 without TLS and 2376 with TLS), and that no proxy answers instead.',
    }]);
  } finally {
    server.close();
  }
});
