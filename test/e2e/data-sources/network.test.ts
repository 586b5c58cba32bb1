import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-data-network';

const workspaceWith = workspacePerTest(NAME);

const data = (name: string) => ({ data: { docker_network: { one: { name } } } });

test('finds a network by name and by ID', async () => {
  const ipam = { Subnet: '10.213.9.0/24', IPRange: '10.213.9.128/25', Gateway: '10.213.9.1', AuxiliaryAddresses: { router: '10.213.9.7' } };
  const { id } = await docker.createNetwork({
    Name: NAME, Internal: true, Options: { 'com.docker.network.driver.mtu': '1400' }, IPAM: { Driver: 'default', Config: [ipam] },
  });
  const terraform = await workspaceWith({});
  for (const name of [NAME, id]) {
    terraform.configure(data(name));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect((await terraform.state())['data.docker_network.one']).toEqual({
      engine: null,
      name,
      id,
      driver: 'bridge',
      internal: true,
      scope: 'local',
      options: { 'com.docker.network.driver.mtu': '1400' },
      containers: [],
      ipam_config: [{ subnet: '10.213.9.0/24', ip_range: '10.213.9.128/25', gateway: '10.213.9.1', aux_address: { router: '10.213.9.7' } }],
    });
  }
});

test('lists the containers on a network', async () => {
  await docker.createNetwork({ Name: NAME, IPAM: { Driver: 'default', Config: [{ Subnet: '10.213.9.0/24' }] } });
  const container = await docker.createContainer({
    name: NAME, Image: 'busybox:latest', Cmd: ['sleep', '100000'], HostConfig: { NetworkMode: NAME },
  });
  await container.start();
  const { NetworkSettings: { Networks: { [NAME]: endpoint } } } = await container.inspect();
  const terraform = await workspaceWith(data(NAME));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await terraform.state())['data.docker_network.one']!.containers).toEqual([{
    container_id: container.id,
    endpoint_id: endpoint!.EndpointID,
    ipv4_address: `${endpoint!.IPAddress}/24`,
    ipv6_address: '',
    mac_address: endpoint!.MacAddress,
    name: NAME,
  }]);
});

test('fails for a missing network, with advice', async () => {
  const { ok, diagnostics } = await (await workspaceWith(data('e2e-data-none'))).apply();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([
    { summary: 'The engine has no network "e2e-data-none"', detail: expect.stringContaining('resource `docker_network`') as string },
  ]);
});
