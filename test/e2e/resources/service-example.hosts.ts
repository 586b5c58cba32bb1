import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changes } from './terraform-container';
import { BUSYBOX } from '../support/busybox';
import { NamespacedEngine } from '../support/namespaced-engine';
import { startSwarm } from '../support/swarm-engine';
import { workspacePerTest } from '../support/workspace-per-test';

const EXAMPLE = join(__dirname, '../../../examples/provider/resources/docker_service');
const newWorkspace = workspacePerTest();

let engine: NamespacedEngine;

beforeAll(async () => {
  engine = await startSwarm('e2e-example');
  await provideImage();
});
afterAll(() => engine.remove());

/** Makes an image with the name of the example's, which needs no registry. Its health check succeeds. */
async function provideImage(): Promise<void> {
  const container = await engine.docker.createContainer({
    Image: BUSYBOX, Cmd: ['sh', '-c', 'echo "#!/bin/sh" >/bin/curl && chmod +x /bin/curl'],
  });
  await container.start();
  await container.wait();
  await container.commit({ repo: 'nginx', tag: '1.27', changes: 'CMD ["sleep", "100000"]' });
  await container.remove();
}

test('the example of a service is applied, plans no change, and is imported as documented', async () => {
  const example = readFileSync(join(EXAMPLE, 'resource.tf'), 'utf8');
  const env = { DOCKER_HOST: engine.address };
  const terraform = await newWorkspace(example, { env });
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await terraform.state())['docker_service.web']).toMatchObject({ running_tasks: 3, desired_tasks: 3 });
  expect(await changes(terraform)).toEqual({});

  const [, command] = /^terraform (import .*)$/m.exec(readFileSync(join(EXAMPLE, 'import.sh'), 'utf8'))!;
  const other = await newWorkspace(example, { env });
  await other.terraform(...command!.split(' '));
  expect(await changes(other)).toEqual({});

  expect(await other.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await engine.docker.listContainers({ all: true })).toEqual([]);
});
