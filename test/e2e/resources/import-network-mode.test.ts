import { block, differences, importedContainer, NETWORK, networkPerTest, PREFIX, SLEEP } from './imported';
import { docker } from '../engine/docker';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(PREFIX);

networkPerTest();

test('a network of `docker run --network` can be written as the mode alone, without a change to the container', async () => {
  const name = `${PREFIX}-mode`;
  const id = (await run('docker', ['run', '-d', '--name', name, '--network', NETWORK, 'busybox:latest', ...SLEEP])).trim();
  const { State: before, NetworkSettings: networks } = await docker.getContainer(id).inspect();
  const terraform = await workspaceWith(importedContainer('mode', `network_mode = "${NETWORK}"`));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['update'] } }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await differences(terraform)).toEqual({});
  expect(await docker.getContainer(id).inspect()).toMatchObject({ State: before, NetworkSettings: networks });
});

test.each([
  ['is replaced', 'another network as its mode', 'network_mode = "bridge"', [['delete', 'create']], ['bridge']],
  ['is replaced', 'no mode', '', [['delete', 'create']], ['bridge']],
  ['is connected again', 'the network as a block', block('networks_advanced', `name = "${NETWORK}"`), [['update']], [NETWORK]],
  ['is connected', 'another network as a block', block('networks_advanced', `name = "${NETWORK}-two"`), [['update']], [`${NETWORK}-two`]],
])('a container disconnected from the network of its mode %s if its configuration has %s', async (_done, _has, body, actions, networks) => {
  const name = `${PREFIX}-apart`;
  await docker.createNetwork({ Name: `${NETWORK}-two` });
  await run('docker', ['run', '-d', '--name', name, '--network', NETWORK, 'busybox:latest', ...SLEEP]);
  await docker.getNetwork(NETWORK).disconnect({ Container: name });
  const terraform = await workspaceWith(importedContainer('apart', `destroy_grace_seconds = 1\n ${body}`));
  const plan = await terraform.plan();
  expect(plan.changes.map(({ change }) => change.actions)).toEqual(actions);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(Object.keys((await docker.getContainer(name).inspect()).NetworkSettings.Networks)).toEqual(networks);
  expect(await differences(terraform)).toEqual({});
});
