import { docker } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';
import { killWhen } from '../support/kill';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const LABEL = 'e2e-unnamed-volume';
const HOLDER = `${LABEL}-holder`;
const CREATION = /^POST \/volumes\/create/;

const workspaceWith = workspacePerTest(LABEL);
let proxy: EngineProxy;

const volumes = async () => (await docker.listVolumes({ filters: { label: [LABEL] } })).Volumes.map(({ Name }) => Name);

async function removeVolumes(): Promise<void> {
  for (const name of await volumes()) await docker.getVolume(name).remove();
}

beforeAll(removeVolumes);

beforeEach(async () => {
  proxy = await EngineProxy.start();
});

// At this point, the workspaces and containers are gone.
afterEach(async () => {
  proxy.stop();
  await removeVolumes();
});

const stack = () => ({
  provider: { docker: { host: proxy.address } },
  resource: { docker_volume: { data: { labels: [{ label: LABEL, value: '1' }] } } },
});

/** Applies, and kills the provider after the engine created the volume and before it gets the response. Returns the leftover. */
async function leaveVolume(terraform: Workspace): Promise<string> {
  const before = await volumes();
  proxy.fate = (request) => CREATION.test(request) ? 'keep' : 'pass';
  await killWhen(terraform, () => proxy.kept > 0);
  proxy.fate = () => 'pass';
  expect(await terraform.state()).toEqual({});
  const [left, ...others] = (await volumes()).filter((name) => !before.includes(name));
  expect(others).toEqual([]);
  return left!;
}

/** Returns the name of the volume in the state, and checks that no changes are planned. */
async function volumeInState(terraform: Workspace): Promise<unknown> {
  expect((await terraform.plan()).changes).toEqual([]);
  return (await terraform.state())['docker_volume.data']!.name;
}

test('the next apply removes a volume left by a provider that was killed with -9 before it got the response', async () => {
  const terraform = await workspaceWith(stack());
  const left = await leaveVolume(terraform);
  expect(left).toMatch(/^[0-9a-f]{64}$/);
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await volumes()).toEqual([await volumeInState(terraform)]);
  expect(await volumes()).not.toContain(left);
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await volumes()).toEqual([]);
});

test('the next apply removes a volume whose response was lost', async () => {
  const terraform = await workspaceWith(stack());
  proxy.loseOnce(CREATION);
  expect(await terraform.apply()).toMatchObject({ ok: false });
  expect(await volumes()).toHaveLength(1);
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await volumes()).toEqual([await volumeInState(terraform)]);
});

test('removes the leftover even if several volumes are created at once, and creates as many as configured', async () => {
  const terraform = await workspaceWith(stack());
  await leaveVolume(terraform);
  terraform.configure({ ...stack(), resource: { docker_volume: { data: { ...stack().resource.docker_volume.data, count: 5 } } } });
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await volumes()).toHaveLength(5);
});

test.each([
  ['it contains data', ['sh', '-c', 'echo 1 > /data/file'], false],
  ['a container uses it', ['true'], true],
] as const)('keeps the volume and warns about it if %s', async (_why, command, stays) => {
  const terraform = await workspaceWith(stack());
  const left = await leaveVolume(terraform);
  const holder = await docker.createContainer({
    name: HOLDER, Image: 'busybox:latest', Cmd: [...command], HostConfig: { Binds: [`${left}:/data`], NetworkMode: 'none' },
  });
  await holder.start();
  await holder.wait();
  if (!stays) await holder.remove();
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(true);
  expect(diagnostics).toMatchObject([{
    severity: 'warning',
    summary: `A volume that an interrupted apply left is in use or not empty: "${left}"`,
    detail: expect.stringContaining(`docker volume rm ${left}`),
  }]);
  expect((await volumes()).sort()).toEqual([left, await volumeInState(terraform)].sort());
  // After the warning, the user has to remove it.
  await terraform.destroy();
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await volumes()).toContain(left);
});

test('does not remove a volume that was imported, even if it was removed from the state', async () => {
  const terraform = await workspaceWith(stack());
  const left = await leaveVolume(terraform);
  await terraform.terraform('import', 'docker_volume.data', left);
  expect(await volumeInState(terraform)).toBe(left);
  await terraform.terraform('state', 'rm', 'docker_volume.data');
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await volumes()).sort()).toEqual([left, await volumeInState(terraform)].sort());
});

test('does not remove a volume that an apply in another folder left', async () => {
  const another = await workspaceWith(stack());
  const left = await leaveVolume(another);
  const terraform = await workspaceWith(stack());
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await volumes()).sort()).toEqual([left, await volumeInState(terraform)].sort());
  expect(await another.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await volumes()).not.toContain(left);
});
