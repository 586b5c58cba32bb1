import { text } from 'node:stream/consumers';
import { Managed, refusal } from './managed';
import { debianRoot } from '../support/debian-root';
import { NamespacedEngine } from '../support/namespaced-engine';

/* `npm run test:matrix` runs this. The first run makes the root file systems. */

const NAMES = ['one', 'two'];
const MAC = '02:42:ac:11:00:77';
const OTHER_MAC = '02:42:ac:11:00:78';

interface Endpoint { readonly MacAddress: string; readonly GwPriority?: number; readonly Gateway: string }

describe.each([
  ['Engine 28 and newer (Debian sid)', 'sid', true],
  ['Engine 26.1 (Debian 13)', 'trixie', false],
])('%s', (_, release, hasPriorities) => {
  let engine: NamespacedEngine;
  let container: Managed;

  beforeAll(async () => {
    engine = await NamespacedEngine.start(`nets-${release}`, [], await debianRoot(release));
    for (const Name of NAMES) await engine.docker.createNetwork({ Name });
  });

  beforeEach(() => { container = new Managed('docker_container', engine.address); });
  afterEach(async () => container.destroy());
  afterAll(async () => engine?.remove());

  const configOf = (first: object, more: object = {}) => ({
    name: 'nets',
    image: 'busybox:latest',
    command: ['sleep', '100000'],
    networks_advanced: [{ name: 'one', ...first }, { name: 'two' }],
    ...more,
  });

  /** Returns the default gateway that the kernel uses in the container. */
  async function defaultGateway(): Promise<string | undefined> {
    const exec = await engine.docker.getContainer(container.id).exec({ Cmd: ['ip', 'route'], AttachStdout: true, Tty: true });
    const routes = await text(await exec.start({ Tty: true }));
    return /^default via (\S+)/m.exec(routes)?.[1];
  }

  async function endpoints(): Promise<Record<string, Endpoint>> {
    const { NetworkSettings: settings } = await engine.docker.getContainer(container.id).inspect();
    return settings.Networks as unknown as Record<string, Endpoint>;
  }

  test('gives a container its MAC addresses, and replaces it for another one, but not for none', async () => {
    const both = { networks_advanced: [{ name: 'one', mac_address: MAC }, { name: 'two', mac_address: OTHER_MAC }] };
    await container.apply(configOf({}, both));
    expect(await endpoints()).toMatchObject({ one: { MacAddress: MAC }, two: { MacAddress: OTHER_MAC } });
    expect(await container.plan(configOf({}, both))).toMatchObject({ action: 'none' });

    const first = configOf({ mac_address: '02-42-AC-11-00-77' });
    expect(await container.plan(first)).toMatchObject({ action: 'update' });
    const { id } = container;
    await container.apply(first);
    expect(container.id).toBe(id);
    expect((await endpoints()).one!.MacAddress).toBe(MAC);
    expect((await endpoints()).two!.MacAddress).not.toBe(OTHER_MAC);
    expect(await container.plan(first)).toMatchObject({ action: 'none' });
    // The engine would connect it again, with another address.
    const aliased = configOf({ mac_address: MAC, aliases: ['store'] });
    expect(await container.plan(aliased)).toMatchObject({ action: 'replace', changed: ['networks_advanced'] });
    expect(await container.plan(configOf({ mac_address: OTHER_MAC }))).toMatchObject({ action: 'replace', changed: ['networks_advanced'] });

    await container.apply(configOf({}));
    expect((await endpoints()).one!.MacAddress).not.toBe(MAC);
    expect(await container.plan(configOf({}))).toMatchObject({ action: 'none' });
    expect(container.id).toBe(id);
  });

  test('knows the network of a MAC address by its id, too', async () => {
    await container.apply(configOf({ mac_address: MAC }));
    const { Id: network } = await engine.docker.getNetwork('one').inspect() as { Id: string };
    const byId = configOf({ name: network, mac_address: MAC });
    expect(await container.plan(byId)).toMatchObject({ action: 'update' });
    await container.apply(byId);
    expect((await endpoints()).one!.MacAddress).toBe(MAC);
  });

  test('keeps the MAC address of a container that does not run, and detects another one', async () => {
    const config = configOf({ mac_address: MAC }, { must_run: false });
    await container.apply(config);
    await engine.docker.getContainer(container.id).stop({ t: 0 });
    expect(await container.plan(config)).toMatchObject({ action: 'none' });
    await engine.docker.getContainer(container.id).start();
    expect((await endpoints()).one!.MacAddress).toBe(MAC);

    await engine.docker.getNetwork('one').disconnect({ Container: container.id });
    await engine.docker.getNetwork('one').connect({ Container: container.id });
    expect(await container.plan(config)).toMatchObject({ action: 'replace', changed: ['networks_advanced'] });
    await container.apply(config);
    expect((await endpoints()).one!.MacAddress).toBe(MAC);
  });

  if (!hasPriorities) {
    test('refuses a priority, since the engine would ignore it, also for a container that runs', async () => {
      const message = /gw_priority[^]*needs 1\.48 \(Docker Engine 28\.0\)\. Remove the attribute, or upgrade the engine/;
      expect(await refusal(container.apply(configOf({ gw_priority: 5 })))).toMatch(message);
      await container.apply(configOf({}));
      expect(await refusal(container.apply(configOf({ gw_priority: 5 })))).toMatch(message);
    });
    return;
  }

  test('chooses the default gateway by priority, also while the container runs', async () => {
    await container.apply(configOf({ gw_priority: 5 }));
    const { id } = container;
    expect(await defaultGateway()).toBe((await endpoints()).one!.Gateway);
    expect(await container.plan(configOf({ gw_priority: 5 }))).toMatchObject({ action: 'none' });

    await container.apply(configOf({ gw_priority: -5 }));
    expect((await endpoints()).one).toMatchObject({ GwPriority: -5 });
    expect(await defaultGateway()).toBe((await endpoints()).two!.Gateway);
    await container.apply(configOf({}));
    expect((await endpoints()).one).toMatchObject({ GwPriority: 0 });
    expect(await container.plan(configOf({ gw_priority: 0 }))).toMatchObject({ action: 'none' });
    expect(container.id).toBe(id);
  });
});
