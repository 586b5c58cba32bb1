import { describeIpv6 } from './engine-test';
import { Levels } from './levels';
import { measureReach } from './matrix';
import { NetworkLevel } from '../../../../src';
import { AppliedStack } from '../../constructs/stack';
import { killWhen } from '../../support/kill';
import { workspacePerTest } from '../../support/workspace-per-test';

/*
 * Engine 20.10 of Debian 12. It filters IPv6 only as an experiment. Newer engines: `npm run test:matrix`.
 */

const ISOLATED_BRIDGE = '`"com.docker.network.bridge.gateway_mode_ipv6" = "isolated"`. Older engines can\'t. Or remove `ipv6` from '
  + 'the network.';
const workspaceWith = workspacePerTest();

describeIpv6('v6-plain', {
  name: 'an engine that does not filter IPv6',
  options: [],
  holds: [],
  refusal: [
    'A container on it reached a container on another network.',
    'A container on another network reached a container on it.',
    'Two containers on it reached each other, although `enable_icc` is false.',
    'Its bridge has an IPv6 address (',
    'set `"ip6tables": true` in its daemon.json',
    ISOLATED_BRIDGE,
  ],
}, (engine) => {
  test('without a proof, lets everything through, whatever the level is', async () => {
    const stack = new AppliedStack('v6-unproved');
    let levels!: Levels;
    stack.synthesize((within) => { levels = new Levels(within, engine(), false); });
    try {
      await stack.apply();
      const { measured } = await measureReach(engine(), levels.containers);
      expect(measured.filter((line) => line.endsWith(': not reached'))).toEqual([]);
    } finally {
      await stack.destroy();
    }
  });

  test('refuses a network on the bridge of another one, whose containers would be on it, too', async () => {
    const options = { 'com.docker.network.bridge.name': 'docker0' };
    const net = { name: 'v6-shared', ipv6: true, ipam_config: { subnet: 'fd00:9::/64' }, options, prove_ipv6_isolation: true };
    const workspace = await workspaceWith({ resource: { docker_network: { net } } }, { env: { DOCKER_HOST: engine().address } });
    const { ok, diagnostics } = await workspace.apply();
    expect(ok).toBe(false);
    expect(diagnostics[0]!.detail).toContain('as the network "bridge" is');
    expect(await engine().docker.listNetworks({ filters: { name: ['v6-shared'] } })).toEqual([]);
  });

  test('keeps a network for which a proof is required later, and says that it does not hold', async () => {
    const configured = (proof: object) => ({
      resource: { docker_network: { net: { name: 'v6-later', ipv6: true, ipam_config: { subnet: 'fd00:9::/64' }, ...proof } } },
    });
    const workspace = await workspaceWith(configured({}), { env: { DOCKER_HOST: engine().address } });
    expect(await workspace.apply()).toMatchObject({ ok: true });
    const { id } = (await workspace.state())['docker_network.net']!;
    workspace.configure(configured({ prove_ipv6_isolation: true }));
    expect((await workspace.plan()).changes.map(({ change }) => change.actions)).toEqual([['update']]);
    const outcome = await workspace.applyLastPlan();
    expect(outcome.diagnostics).toMatchObject([{ summary: 'Network "v6-later" is not isolated over IPv6. It still exists as it was.' }]);
    expect((await workspace.state())['docker_network.net']).toMatchObject({ id, prove_ipv6_isolation: false });
    expect((await engine().docker.getNetwork(id as string).inspect()).Name).toBe('v6-later');
  });
});

describeIpv6('v6-filter', {
  name: 'an engine that filters IPv6',
  options: ['--experimental', '--ip6tables'],
  holds: [NetworkLevel.OUTBOUND, NetworkLevel.PUBLISHED, NetworkLevel.OPEN],
  refusal: ['A container on it reached a service of the host at ', 'Its bridge has an IPv6 address (', ISOLATED_BRIDGE],
}, (engine) => {
  test('is left clean by the next apply after the provider was killed during a proof', async () => {
    const workspace = await workspaceWith({
      resource: {
        docker_network: { net: { name: 'v6-killed', ipv6: true, ipam_config: { subnet: 'fd00:9::/64' }, prove_ipv6_isolation: true } },
      },
    }, { env: { DOCKER_HOST: engine().address } });
    const filters = { label: ['berth.probe'] };
    await killWhen(workspace, async () => (await engine().docker.listContainers({ filters })).length === 4);
    expect(await engine().docker.listNetworks({ filters })).toHaveLength(1);
    expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await engine().docker.listContainers({ all: true, filters })).toEqual([]);
    expect(await engine().docker.listNetworks({ filters })).toEqual([]);
    expect((await engine().docker.listImages()).flatMap(({ RepoTags }) => RepoTags ?? [])).toEqual(['busybox:latest']);
    expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
  });
});
