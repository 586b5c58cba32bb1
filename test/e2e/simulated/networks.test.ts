import Docker from 'dockerode';
import { KINDS, onBothEngines, refusal } from './engines';
import { normalized } from './normalized';

const NAME = 'e2e-same-network';
const engines = onBothEngines(NAME);
const SUBNET = '10.213.77.0/24';

describe.each(KINDS)('%s engine', (kind) => {
  const createNetwork = (body: object = {}) => engines[kind].docker.createNetwork({ Name: NAME, ...body } as Docker.NetworkCreateOptions);
  const createContainer = (more: Docker.ContainerCreateOptions = {}) => engines[kind].docker.createContainer({
    name: NAME, Image: 'busybox:latest', Cmd: ['sleep', '1000'], HostConfig: {}, ...more,
  });

  test('a network is created, listed and removed', async () => {
    const { docker } = engines[kind];
    const network = await createNetwork({ Labels: { a: 'b' }, CheckDuplicate: true });
    expect(await refusal(createNetwork({ CheckDuplicate: true }))).toEqual([409, `network with name ${NAME} already exists`]);
    for (const reference of [NAME, network.id, network.id.slice(0, 12)]) {
      expect((await docker.getNetwork(reference).inspect() as { Id: string }).Id).toBe(network.id);
    }
    const found = async (filters: Record<string, string[]>) => (await docker.listNetworks({ filters })).map(({ Name }) => Name).sort();
    expect(await found({ name: [NAME] })).toEqual([NAME]);
    expect(await found({ label: ['a=b'] })).toEqual([NAME]);
    expect(await found({ label: ['a=c'] })).toEqual([]);
    expect(await found({ id: [network.id] })).toEqual([NAME]);
    expect(await found({ driver: ['host'] })).toEqual(['host']);
    expect(await found({ type: ['builtin'] })).toEqual(['bridge', 'host', 'none']);
    expect(await refusal(found({ x: ['x'] }))).toEqual([400, 'Invalid filter \'x\'']);
    await network.remove();
    expect(await refusal(network.inspect())).toEqual([404, `network ${network.id} not found`]);
    expect(await refusal(docker.getNetwork(NAME).remove())).toEqual([404, `network ${NAME} not found`]);
    expect(await refusal(docker.getNetwork('bridge').remove())).toEqual([403, 'bridge is a pre-defined network and cannot be removed']);
    expect(await refusal(createNetwork({ Driver: 'x' }))).toEqual([404, 'plugin "x" not found']);
    const range = { IPAM: { Config: [{ Subnet: SUBNET }] } };
    await createNetwork(range);
    expect(await refusal(createNetwork({ ...range, Name: `${NAME}-2` })))
      .toEqual([403, 'Pool overlaps with other one on this address space']);
  });

  test('a running container joins and leaves networks', async () => {
    const { docker } = engines[kind];
    const network = await createNetwork();
    const container = await createContainer({ Hostname: 'web' });
    await container.start();
    const networks = async () => Object.keys((await container.inspect()).NetworkSettings.Networks).sort();
    await network.connect({ Container: container.id, EndpointConfig: { Aliases: ['alias'] } });
    expect(await networks()).toEqual(['bridge', NAME]);
    expect((await container.inspect()).NetworkSettings.Networks[NAME]!.Aliases).toEqual(['alias', container.id.slice(0, 12), 'web']);
    expect(await refusal(network.connect({ Container: NAME })))
      .toEqual([403, `endpoint with name ${NAME} already exists in network ${NAME}`]);
    expect(await refusal(network.connect({ Container: 'e2e-none' }))).toEqual([404, 'No such container: e2e-none']);
    expect(await refusal(docker.getNetwork('e2e-none').connect({ Container: NAME }))).toEqual([404, 'network e2e-none not found']);
    expect(await refusal(network.connect({ Container: NAME, EndpointConfig: { IPAMConfig: { IPv4Address: '172.30.0.7' } } }))).toEqual([400,
      'user specified IP address is supported only when connecting to networks with user configured subnets']);
    expect(Object.keys((await network.inspect() as { Containers: object }).Containers)).toEqual([container.id]);
    expect(await refusal(network.remove()))
      .toEqual([403, `error while removing network: network ${NAME} id ${network.id} has active endpoints`]);
    await network.disconnect({ Container: NAME });
    expect(await networks()).toEqual(['bridge']);
    expect(await refusal(network.disconnect({ Container: NAME })))
      .toEqual([500, `container ${container.id} is not connected to network ${NAME}`]);
    await docker.getNetwork('bridge').disconnect({ Container: NAME });
    expect(await networks()).toEqual([]);
  });

  test('a container that does not run joins and leaves networks', async () => {
    const network = await createNetwork();
    const container = await createContainer();
    const endpoint = async () => (await container.inspect()).NetworkSettings.Networks[NAME];
    await network.connect({ Container: NAME });
    expect(await endpoint()).toMatchObject({ NetworkID: '', IPAddress: '', Aliases: [container.id.slice(0, 12)] });
    expect((await network.inspect() as { Containers: object }).Containers).toEqual({});
    await container.start();
    expect(await endpoint()).toMatchObject({ NetworkID: network.id, IPAddress: expect.stringMatching(/^[\d.]+$/) as string });
    await container.stop({ t: 0 });
    expect(await endpoint()).toMatchObject({ NetworkID: network.id, IPAddress: '', EndpointID: '' });
    await network.disconnect({ Container: NAME });
    expect(await endpoint()).toBeUndefined();
    expect(await refusal(network.disconnect({ Container: NAME })))
      .toEqual([500, `container ${container.id} is not connected to the network ${NAME}`]);
  });

  test('an address that is taken is refused, and so is a port', async () => {
    const { docker } = engines[kind];
    await createNetwork({ IPAM: { Config: [{ Subnet: SUBNET }] } });
    const make = (name: string, port: string, address: string) => docker.createContainer({
      name: `${NAME}-${name}`,
      Image: 'busybox:latest',
      Cmd: ['sleep', '1000'],
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { NetworkMode: NAME, PortBindings: { '80/tcp': [{ HostPort: port }] } },
      NetworkingConfig: { EndpointsConfig: { [NAME]: { IPAMConfig: { IPv4Address: address } } } },
    });
    const first = await make('1', '20123', '10.213.77.7');
    await first.start();
    expect((await first.inspect()).NetworkSettings.Networks[NAME]).toMatchObject({
      IPAddress: '10.213.77.7', IPPrefixLen: 24, Gateway: '10.213.77.1', MacAddress: '02:42:0a:d5:4d:07',
    });
    const second = await make('2', '20124', '10.213.77.7');
    expect(await refusal(second.start())).toEqual([403, 'Address already in use']);
    expect((await second.inspect()).State).toMatchObject({ Status: 'created', ExitCode: 128, Error: 'Address already in use' });
    const third = await make('3', '20123', '10.213.77.8');
    const [status, message] = await refusal(third.start());
    expect([status, message!.replace(/[0-9a-f]{64}/, '<id>')]).toEqual([500, 'driver failed programming external connectivity on endpoint '
      + `${NAME}-3 (<id>): Bind for 0.0.0.0:20123 failed: port is already allocated`]);
    await first.remove({ force: true });
    await third.start();
    await second.start();
    expect((await third.inspect()).NetworkSettings.Ports['80/tcp']).toContainEqual({ HostIp: '0.0.0.0', HostPort: '20123' });
    const lost = await createContainer({ HostConfig: { NetworkMode: 'e2e-none' } });
    expect(await refusal(lost.start())).toEqual([404, 'network e2e-none not found']);
    const joined = await createContainer({ name: `${NAME}-4`, HostConfig: { NetworkMode: 'container:e2e-none' } });
    expect(await refusal(joined.start())).toEqual([404, 'No such container: e2e-none']);
  });
});

test('both engines report the same about networks and the containers in them', async () => {
  const seen = await Promise.all(KINDS.map(async (kind) => {
    const { docker } = engines[kind];
    const network = await docker.createNetwork({
      Name: NAME,
      Internal: true,
      Attachable: true,
      Labels: { a: 'b' },
      Options: { 'com.docker.network.driver.mtu': '1400' },
      IPAM: { Config: [{ Subnet: SUBNET, Gateway: '10.213.77.9' }] },
    });
    const container = await docker.createContainer({
      name: NAME,
      Image: 'busybox:latest',
      Cmd: ['sleep', '1000'],
      HostConfig: { NetworkMode: NAME },
      NetworkingConfig: { EndpointsConfig: { [NAME]: { IPAMConfig: { IPv4Address: '10.213.77.7' }, Aliases: ['alias'] } } },
    });
    const created = await container.inspect();
    await container.start();
    const own = await network.inspect() as { Containers: object };
    const listed = (await docker.listNetworks({ filters: { name: [NAME] } })).filter(({ Name: name }) => name === NAME);
    const ids = [container.id, network.id];
    return normalized({ created: created.NetworkSettings, started: (await container.inspect()).NetworkSettings, own, listed }, ids);
  }));
  expect(seen[1]).toEqual(seen[0]);
});
