import Docker from 'dockerode';
import { docker, SOCKET } from './docker';
import { NamespacedEngine } from '../support/namespaced-engine';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-named';
const MEBIBYTE = 1024 * 1024;
const workspaceWith = workspacePerTest(NAME);

let other: NamespacedEngine;
beforeAll(async () => {
  other = await NamespacedEngine.start(NAME, ['--storage-driver', 'overlay2']);
});
afterAll(() => other.remove());

const engine = (name: string, host: string) => ({ name, host });
const here = engine('here', `unix://${SOCKET}`);
const there = () => engine('there', other.address);

/** One object of each kind on an engine. */
function objects(on: string | null): Record<string, Record<string, object>> {
  const one = { engine: on, name: NAME };
  return {
    docker_network: { one },
    docker_volume: { one },
    docker_image: { one: { ...one, name: 'busybox:latest', keep_locally: true } },
    docker_tag: { one: { engine: on, source_image: 'busybox:latest', target_image: `${NAME}:tagged` } },
    docker_container: {
      one: {
        ...one,
        image: 'busybox:latest',
        command: ['sleep', '1000'],
        destroy_grace_seconds: 0,
        networks_advanced: [{ name: NAME }],
        depends_on: ['docker_network.one'],
      },
    },
  };
}

const stack = (resource: object, ...engines: readonly object[]) => ({ provider: { docker: { engine: engines } }, resource });

/** Returns the names of the containers on each engine. */
function found(): Promise<string[][]> {
  const containersOn = (on: Docker) => on.listContainers({ all: true, filters: { name: [NAME] } });
  return Promise.all([docker, other.docker].map(async (on) => (await containersOn(on)).flatMap(({ Names: names }) => names)));
}

async function expectNoChange(workspace: Workspace): Promise<void> {
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
}

test('one provider manages objects on several engines, and moves them', async () => {
  const workspace = await workspaceWith(stack(objects('there'), here, there()));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await found()).toEqual([[], [`/${NAME}`]]);
  expect(await other.docker.getVolume(NAME).inspect()).toMatchObject({ Name: NAME });
  expect(await other.docker.getImage(`${NAME}:tagged`).inspect()).toBeDefined();
  await expectNoChange(workspace);

  workspace.configure(stack(objects('here'), here, there()));
  const { changes } = await workspace.plan();
  expect(changes.map(({ change }) => change.actions)).toEqual(changes.map(() => ['delete', 'create']));
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  expect(await found()).toEqual([[`/${NAME}`], []]);
  await expect(other.docker.getVolume(NAME).inspect()).rejects.toMatchObject({ statusCode: 404 });
  await expectNoChange(workspace);

  expect(await workspace.destroy()).toMatchObject({ ok: true });
  expect(await found()).toEqual([[], []]);
});

test('changes from outside are seen on each engine, and an import names its engine', async () => {
  const workspace = await workspaceWith(stack(objects('there'), here, there()));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  await other.docker.getContainer(NAME).update({ Memory: MEBIBYTE * 64, MemorySwap: MEBIBYTE * 128 });
  expect((await workspace.plan()).changes.map(({ address }) => address)).toEqual(['docker_container.one']);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });

  const { Id: id } = await other.docker.getContainer(NAME).inspect();
  const importing = { ...stack(objects('there'), here, there()), import: [{ to: 'docker_container.one', id: `engine:there:${id}` }] };
  await workspace.terraform('state', 'rm', 'docker_container.one');
  workspace.configure(importing);
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect((await workspace.state())['docker_container.one']).toMatchObject({ engine: 'there', id });
  workspace.configure(stack(objects('there'), here, there()));
  await expectNoChange(workspace);
});

test('an engine that does not answer, or that is no longer configured, fails only what is on it', async () => {
  const two = () => ({
    docker_volume: { here: { name: `${NAME}-here`, engine: 'here' }, there: { name: `${NAME}-there`, engine: 'there' } },
  });
  const workspace = await workspaceWith(stack(two(), here, there()));
  expect(await workspace.apply()).toMatchObject({ ok: true });

  const gone = engine('there', 'unix:///nowhere/docker.sock');
  workspace.configure(stack({ docker_volume: { ...two().docker_volume, more: { name: `${NAME}-more`, engine: 'here' } } }, here, gone));
  const failed = await workspace.apply('-refresh=false');
  expect(failed).toMatchObject({ ok: true });
  expect(await docker.getVolume(`${NAME}-more`).inspect()).toBeDefined();
  const { ok, diagnostics } = await workspace.plan();
  expect([ok, diagnostics.map(({ address }) => address)]).toEqual([false, ['docker_volume.there']]);
  expect(diagnostics[0]!.detail).toContain('(`host` of the engine "there")');

  workspace.configure(stack(two(), here));
  expect(await workspace.plan()).toMatchObject({
    ok: false, diagnostics: [{ address: 'docker_volume.there', summary: 'The provider has no engine "there"' }],
  });
  workspace.configure(stack(two(), here, there()));
  expect(await workspace.destroy()).toMatchObject({ ok: true });
});

test('an address that is known only after apply concerns only its engine', async () => {
  const later = { name: 'there', host: '${terraform_data.address.output}' };
  const resource = {
    terraform_data: { address: { input: other.address } },
    docker_volume: { here: { name: `${NAME}-here`, engine: 'here' }, there: { name: `${NAME}-there`, engine: 'there' } },
  };
  const workspace = await workspaceWith(stack(resource, here, later));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await other.docker.getVolume(`${NAME}-there`).inspect()).toBeDefined();
  await expectNoChange(workspace);

  // The address becomes unknown again. What is on the other engine is still compared.
  await docker.getVolume(`${NAME}-here`).remove();
  const replaced = { input: other.address, triggers_replace: ['again'] };
  workspace.configure(stack({ ...resource, terraform_data: { address: replaced } }, here, later));
  const { changes } = await workspace.plan();
  expect(changes.map(({ address, change }) => [address, change.actions])).toEqual([
    ['docker_volume.here', ['create']],
    ['terraform_data.address', ['delete', 'create']],
  ]);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  await expectNoChange(workspace);
  expect(await workspace.destroy()).toMatchObject({ ok: true });
});

test('a data source reads from its engine', async () => {
  await other.docker.createVolume({ Name: NAME });
  const reading = (from: string) => ({
    ...stack({ docker_volume: { one: { name: `${NAME}-own`, engine: 'here' } } }, here, there()),
    data: { docker_volume: { one: { name: NAME, engine: from } } },
  });
  const workspace = await workspaceWith(reading('there'));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(reading('here'));
  expect((await workspace.plan()).diagnostics).toMatchObject([{ summary: `The engine has no volume "${NAME}"` }]);
  await other.docker.getVolume(NAME).remove();
});
