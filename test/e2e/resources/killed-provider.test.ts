import { containers, isOne, NAME, PREFIX, theError, web } from './half-way';
import { docker } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';
import { killedWhen } from '../support/kill';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(PREFIX);
let proxy: EngineProxy;

beforeEach(async () => {
  proxy = await EngineProxy.start();
});

afterEach(() => proxy.stop());

/** Applies until the provider sends a request (after another one), and then kills it so that it can't clean up. */
async function killedAt(terraform: Workspace, step: RegExp, after = /^/): Promise<void> {
  let isHeld = false;
  proxy.fate = (asked) => {
    if (!step.test(asked) || !proxy.asked.some((one) => after.test(one))) return 'pass';
    isHeld = true;
    return 'hold';
  };
  await killedWhen(terraform, () => isHeld);
  proxy.fate = () => 'pass';
}

describe('a provider that is killed with -9', () => {
  const START = /^POST \/containers\/[0-9a-f]+\/start/;

  test('between create and start leaves a container that the next apply replaces with a running one', async () => {
    const terraform = await workspaceWith(web(proxy));
    await killedAt(terraform, START);
    const [left] = await containers();
    expect(left!.State).toBe('created');
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await isOne(terraform);
  });

  test('is recovered from with volumes, networks and a configuration that was fixed meanwhile, too', async () => {
    await docker.createNetwork({ Name: `${PREFIX}-one` });
    await docker.createNetwork({ Name: `${PREFIX}-two` });
    const networks = { network_mode: undefined, networks_advanced: [{ name: `${PREFIX}-one` }, { name: `${PREFIX}-two` }] };
    const before = (await docker.listVolumes()).Volumes.length;
    const terraform = await workspaceWith(web(proxy, { ...networks, volumes: [{ container_path: '/data' }] }));
    await killedAt(terraform, START);
    terraform.configure(web(proxy, { ...networks, env: ['A=1'] }));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await isOne(terraform);
    expect((await docker.listVolumes()).Volumes.length).toBe(before);
    await terraform.destroy();
  });

  test('before the engine received the request leaves nothing', async () => {
    const terraform = await workspaceWith(web(proxy));
    await killedAt(terraform, /^POST \/containers\/create/);
    expect(await containers()).toEqual([]);
    expect(await terraform.apply()).toMatchObject({ ok: true });
    await isOne(terraform);
  });

  const health = { wait: true, healthcheck: [{ test: ['CMD', 'true'], interval: '1s' }] };
  test.each<[string, object, RegExp, object]>([
    ['while it waits for the container, which runs', health, /^GET \/events/, { State: 'running' }],
    [
      'when it has made one that is not to be started',
      { start: false, must_run: false },
      /^GET \/containers\/[0-9a-f]{64}\/json/,
      { State: 'created' },
    ],
  ])('%s: the next apply replaces it', async (_when, more, step, seen) => {
    const terraform = await workspaceWith(web(proxy, more));
    await killedAt(terraform, step);
    const [left] = await containers();
    expect(left).toMatchObject(seen);
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    const [one, ...others] = await containers();
    expect(others).toEqual([]);
    expect(one).toMatchObject(seen);
    expect(one!.Id).not.toBe(left!.Id);
    expect((await terraform.state())['docker_container.web']!.id).toBe(one!.Id);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  test('leaves a finished container untouched, even if it was removed from the state', async () => {
    const terraform = await workspaceWith(web(proxy));
    await terraform.apply();
    const [finished] = await containers();
    await terraform.terraform('state', 'rm', 'docker_container.web');
    expect(theError(await terraform.apply())).toContain('is taken by another container');
    expect((await containers()).map(({ Id }) => Id)).toEqual([finished!.Id]);
  });

  test('leaves a leftover that was imported untouched, even if it was removed from the state', async () => {
    const terraform = await workspaceWith(web(proxy, health));
    await killedAt(terraform, /^GET \/events/);
    const [left] = await containers();
    await terraform.terraform('import', 'docker_container.web', NAME);
    await terraform.terraform('state', 'rm', 'docker_container.web');
    expect(theError(await terraform.apply())).toContain('is taken by another container');
    expect((await containers()).map(({ Id }) => Id)).toEqual([left!.Id]);
  });

  test('after it created a network: the next apply replaces it, and there is one', async () => {
    const networks = () => docker.listNetworks({ filters: { name: [PREFIX] } });
    const terraform = await workspaceWith({
      provider: { docker: { host: proxy.address } }, resource: { docker_network: { net: { name: `${PREFIX}-net` } } },
    });
    await killedAt(terraform, /^GET \/networks\/[0-9a-f]{64}/);
    const [left] = await networks();
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    const [one, ...others] = await networks();
    expect(others).toEqual([]);
    expect(one!.Id).not.toBe(left!.Id);
    expect((await terraform.state())['docker_network.net']!.id).toBe(one!.Id);
  });

  test('after it created a volume, which may contain data: the next apply refuses it, and it can be imported', async () => {
    const name = `${PREFIX}-data`;
    const terraform = await workspaceWith({
      provider: { docker: { host: proxy.address } }, resource: { docker_volume: { data: { name } } },
    });
    await killedAt(terraform, /^GET \/volumes/, /^POST \/volumes\/create/);
    expect(await terraform.state()).toEqual({});
    expect(theError(await terraform.apply())).toMatch(/is taken by another volume[^]*terraform import/);
    await terraform.terraform('import', 'docker_volume.data', name);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  test('leaves a container untouched that was created by hand with the same configuration', async () => {
    const made = await docker.createContainer({
      name: NAME, Image: 'busybox:latest', Cmd: ['sh', '-c', 'echo starting; exec sleep 100000'], HostConfig: { NetworkMode: 'none' },
    });
    const terraform = await workspaceWith(web(proxy));
    expect(theError(await terraform.apply())).toContain(`The name "${NAME}" is taken by another container`);
    expect((await made.inspect()).State.Status).toBe('created');
  });

  test('leaves a container untouched that was left in another folder', async () => {
    const another = await workspaceWith(web(proxy));
    await killedAt(another, START);
    const [left] = await containers();
    const terraform = await workspaceWith(web(proxy));
    expect(theError(await terraform.apply())).toContain('is taken by another container');
    expect((await containers()).map(({ Id }) => Id)).toEqual([left!.Id]);
    // The folder where it was left recognizes it.
    expect(await another.apply()).toMatchObject({ ok: true });
    await isOne(another);
  });

  test('does not merge two resources with one name', async () => {
    const terraform = await workspaceWith(web(proxy, { count: 2 }));
    const { ok, diagnostics } = await terraform.apply();
    expect(ok).toBe(false);
    expect(diagnostics.map(({ summary }) => summary)).toEqual([`The name "${NAME}" is taken by another container`]);
    expect(await containers()).toHaveLength(1);
  });
});
