import { containers, checkOneContainer, NAME, PREFIX, web } from './interrupted-creation';
import { docker } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';
import { killWhen } from '../support/kill';
import { onlyError } from '../support/only-error';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(PREFIX);
let proxy: EngineProxy;

beforeEach(async () => {
  proxy = await EngineProxy.start();
});

afterEach(() => proxy.stop());

/** Applies until the provider sends a request (after another one), and then kills it so that it can't clean up. */
async function killAt(terraform: Workspace, step: RegExp, after = /^/): Promise<void> {
  let isHeld = false;
  proxy.fate = (request) => {
    if (!step.test(request) || !proxy.requests.some((earlier) => after.test(earlier))) return 'pass';
    isHeld = true;
    return 'hold';
  };
  await killWhen(terraform, () => isHeld);
  proxy.fate = () => 'pass';
}

describe('a provider that is killed with -9', () => {
  const START = /^POST \/containers\/[0-9a-f]+\/start/;

  test('between create and start leaves a container that the next apply replaces with a running one', async () => {
    const terraform = await workspaceWith(web(proxy));
    await killAt(terraform, START);
    const [left] = await containers();
    expect(left!.State).toBe('created');
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await checkOneContainer(terraform);
  });

  test('leaves a container with volumes and networks that the next apply replaces, even if the configuration has changed', async () => {
    await docker.createNetwork({ Name: `${PREFIX}-one` });
    await docker.createNetwork({ Name: `${PREFIX}-two` });
    const networks = { network_mode: undefined, networks_advanced: [{ name: `${PREFIX}-one` }, { name: `${PREFIX}-two` }] };
    const before = (await docker.listVolumes()).Volumes.length;
    const terraform = await workspaceWith(web(proxy, { ...networks, volumes: [{ container_path: '/data' }] }));
    await killAt(terraform, START);
    terraform.configure(web(proxy, { ...networks, env: ['A=1'] }));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await checkOneContainer(terraform);
    expect((await docker.listVolumes()).Volumes.length).toBe(before);
    await terraform.destroy();
  });

  test('before the engine received the request leaves nothing', async () => {
    const terraform = await workspaceWith(web(proxy));
    await killAt(terraform, /^POST \/containers\/create/);
    expect(await containers()).toEqual([]);
    expect(await terraform.apply()).toMatchObject({ ok: true });
    await checkOneContainer(terraform);
  });

  const health = { wait: true, healthcheck: [{ test: ['CMD', 'true'], interval: '1s' }] };
  test.each<[string, object, RegExp, object, RegExp]>([
    ['while it waits for a running container', health, /^GET \/events/, { State: 'running' }, START],
    [
      'after it created a container that it does not start',
      { start: false, must_run: false },
      /^GET \/containers\/[0-9a-f]{64}\/json/,
      { State: 'created' },
      /^/,
    ],
  ])('%s leaves a container that the next apply replaces', async (_when, more, step, expected, after) => {
    const terraform = await workspaceWith(web(proxy, more));
    await killAt(terraform, step, after);
    const [left] = await containers();
    expect(left).toMatchObject(expected);
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    const [one, ...others] = await containers();
    expect(others).toEqual([]);
    expect(one).toMatchObject(expected);
    expect(one!.Id).not.toBe(left!.Id);
    expect((await terraform.state())['docker_container.web']!.id).toBe(one!.Id);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  test('does not affect a finished container, even if it was removed from the state', async () => {
    const terraform = await workspaceWith(web(proxy));
    await terraform.apply();
    const [finished] = await containers();
    await terraform.terraform('state', 'rm', 'docker_container.web');
    expect(onlyError(await terraform.apply())).toContain('is taken by another container');
    expect((await containers()).map(({ Id }) => Id)).toEqual([finished!.Id]);
  });

  test('does not affect a leftover that was imported, even if it was removed from the state', async () => {
    const terraform = await workspaceWith(web(proxy, health));
    await killAt(terraform, /^GET \/events/, START);
    const [left] = await containers();
    await terraform.terraform('import', 'docker_container.web', NAME);
    await terraform.terraform('state', 'rm', 'docker_container.web');
    expect(onlyError(await terraform.apply())).toContain('is taken by another container');
    expect((await containers()).map(({ Id }) => Id)).toEqual([left!.Id]);
  });

  test('after it created a network leaves a network that the next apply replaces', async () => {
    const networks = () => docker.listNetworks({ filters: { name: [PREFIX] } });
    const terraform = await workspaceWith({
      provider: { docker: { host: proxy.address } }, resource: { docker_network: { net: { name: `${PREFIX}-net` } } },
    });
    await killAt(terraform, /^GET \/networks\/[0-9a-f]{64}/);
    const [left] = await networks();
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    const [one, ...others] = await networks();
    expect(others).toEqual([]);
    expect(one!.Id).not.toBe(left!.Id);
    expect((await terraform.state())['docker_network.net']!.id).toBe(one!.Id);
  });

  test('before it got the answer leaves a network and a volume, which the next apply replaces', async () => {
    const terraform = await workspaceWith({
      provider: { docker: { host: proxy.address } },
      resource: { docker_network: { net: { name: `${PREFIX}-net` } }, docker_volume: { data: { name: `${PREFIX}-data` } } },
    });
    proxy.fate = (request) => /^POST \/(networks|volumes)\/create/.test(request) ? 'keep' : 'pass';
    await killWhen(terraform, () => proxy.kept === 2);
    proxy.fate = () => 'pass';
    const [left] = await docker.listNetworks({ filters: { name: [PREFIX] } });
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    const { 'docker_network.net': net, 'docker_volume.data': volume } = await terraform.state();
    expect(net!.id).not.toBe(left!.Id);
    expect(volume).toMatchObject({ name: `${PREFIX}-data` });
    expect((await docker.listNetworks({ filters: { name: [PREFIX] } })).map(({ Id }) => Id)).toEqual([net!.id]);
  });

  test('after it created a volume leaves the volume: if it has data, the next apply fails, and it can be imported', async () => {
    const name = `${PREFIX}-data`;
    const terraform = await workspaceWith({
      provider: { docker: { host: proxy.address } }, resource: { docker_volume: { data: { name } } },
    });
    await killAt(terraform, /^GET \/volumes/, /^POST \/volumes\/create/);
    expect(await terraform.state()).toEqual({});
    const writer = await docker.createContainer({
      name: `${PREFIX}-writer`, Image: 'busybox:latest', Cmd: ['sh', '-c', 'echo 1 > /data/file'], HostConfig: { Binds: [`${name}:/data`] },
    });
    await writer.start();
    await writer.wait();
    await writer.remove();
    expect(onlyError(await terraform.apply())).toMatch(/is taken by another volume[^]*terraform import/);
    await terraform.terraform('import', 'docker_volume.data', name);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  test('does not affect a container that was created by hand with the same configuration', async () => {
    const made = await docker.createContainer({
      name: NAME, Image: 'busybox:latest', Cmd: ['sh', '-c', 'echo starting; exec sleep 100000'], HostConfig: { NetworkMode: 'none' },
    });
    const terraform = await workspaceWith(web(proxy));
    expect(onlyError(await terraform.apply())).toContain(`The name "${NAME}" is taken by another container`);
    expect((await made.inspect()).State.Status).toBe('created');
  });

  test('does not affect a container that an apply in another folder left', async () => {
    const another = await workspaceWith(web(proxy));
    await killAt(another, START);
    const [left] = await containers();
    const terraform = await workspaceWith(web(proxy));
    expect(onlyError(await terraform.apply())).toContain('is taken by another container');
    expect((await containers()).map(({ Id }) => Id)).toEqual([left!.Id]);
    // The folder where it was left recognizes it.
    expect(await another.apply()).toMatchObject({ ok: true });
    await checkOneContainer(another);
  });

  test('does not merge two resources with one name', async () => {
    const terraform = await workspaceWith(web(proxy, { count: 2 }));
    const { ok, diagnostics } = await terraform.apply();
    expect(ok).toBe(false);
    expect(diagnostics.map(({ summary }) => summary)).toEqual([`The name "${NAME}" is taken by another container`]);
    expect(await containers()).toHaveLength(1);
  });
});
