import { OPTIONS, VOLUME } from './docker-run-options';
import { differences, importedContainer, NETWORK, networkPerTest, PREFIX, SLEEP } from './imported';
import { docker } from '../engine/docker';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(PREFIX);

networkPerTest();
beforeEach(() => docker.createVolume({ Name: VOLUME }));

test('imports containers of `docker run` with each option, with an empty plan, and keeps them running', async () => {
  const ids = new Map<string, string>();
  for (const [name, { options, command = SLEEP, created = false }] of Object.entries(OPTIONS)) {
    const output = await run('docker', [
      ...created ? ['create'] : ['run', '-d'], '--name', `${PREFIX}-${name}`, ...options, 'busybox:latest', ...command,
    ]);
    ids.set(name, output.trim());
  }
  const entries = Object.entries(OPTIONS);
  const configuration = entries.map(([name, { command, body }]) => importedContainer(name, body, command));
  const terraform = await workspaceWith(configuration.join('\n'));
  expect(await differences(terraform)).toEqual({});
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await differences(terraform)).toEqual({});
  const state = await terraform.state();
  expect(Object.keys(OPTIONS).map((name) => [name, state[`docker_container.${name}`]!.id])).toEqual([...ids]);
  for (const [name, id] of ids) {
    const { State: { Running: running } } = await docker.getContainer(id).inspect();
    expect([name, running]).toEqual([name, OPTIONS[name]!.created !== true]);
  }
});

test('the configuration that Terraform generates for an import is valid, and its plan is empty', async () => {
  const options = {
    networks: ['--network', NETWORK, '--network-alias', 'one', '-p', '21706:80', '-e', 'A=${b}', '-l', 'com.docker.compose.project=shop'],
    host: ['--uts', 'host', '--network', 'host'],
    shared: ['--network', `container:${PREFIX}-networks`],
  };
  for (const [name, own] of Object.entries(options)) {
    await run('docker', ['run', '-d', '--name', `${PREFIX}-${name}`, ...own, 'busybox:latest', ...SLEEP]);
  }
  const terraform = await workspaceWith(
    Object.keys(options).map((name) => `import {\n to = docker_container.${name}\n id = "${PREFIX}-${name}"\n}`).join('\n'),
  );
  await terraform.terraform('plan', '-input=false', '-generate-config-out=generated.tf');
  expect(await differences(terraform)).toEqual({});
});
