import { Backend, Mount, Network, NetworkLevel, Volume } from '../../src';
import { Synthesized, anImage, refusal, testHost } from '../assertions';

const joined = (host = testHost(), options = {}) => {
  const proxy = Network.fromName(host, 'Proxy', { host, name: 'proxy', ...options });
  return { host, proxy, web: host.addContainer('Web', { image: anImage, networks: [proxy] }) };
};

const mounted = (host = testHost()) => {
  const models = Volume.fromName(host, 'Models', { host, name: 'models' });
  host.addContainer('Web', { image: anImage, mounts: [Mount.volume(models, '/models', { readOnly: true })] });
  return Synthesized.of(host);
};

describe.each([Backend.BERTH, Backend.KREUZWERKER])('a network of the engine, with %s', (backend) => {
  test('is found by a data source, and joined by its name', () => {
    const { host } = joined(testHost({ backend }));
    const { json, ...stack } = Synthesized.of(host);
    const [[id, found]] = Object.entries(json.data.docker_network as object);
    expect(found).toEqual({ name: 'proxy' });
    expect(stack).not.toHaveProperty('resource');
    const web = Object.values(json.resource.docker_container as Record<string, any>)[0];
    expect(json.resource).not.toHaveProperty('docker_network');
    expect(web.networks_advanced).toEqual([{ name: `\${data.docker_network.${id}.name}` }]);
    // Terraform accepts only resources there.
    expect(web.lifecycle?.replace_triggered_by).toBeUndefined();
  });

  test('has an address for each member', () => {
    const { host, proxy, web } = joined(testHost({ backend }));
    host.addContainer('Client', { image: anImage, environment: { SERVER: web.ipAddress(proxy) } });
    const containers = Object.values(Synthesized.of(host).resources('docker_container'));
    const [variable] = containers.flatMap(({ env = [] }) => env as string[]);
    expect(variable).toMatch(/^SERVER=\$\{one\(.* == data\.docker_network\.Host_Proxy_Data_\w+\.name\]\)\}$/);
  });
});

test('a network of the engine allows published ports and fixed addresses', () => {
  const { host, proxy, web } = joined();
  web.addPort({ containerPort: 80, hostPort: 8080 });
  host.addContainer('Other', { image: anImage }).connectTo(proxy, { ipv4Address: '10.1.2.3' });
  expect(Synthesized.of(host).json.resource).not.toHaveProperty('docker_network');
});

test('a container gets another network for its ports if the author says that this one allows none', () => {
  const { host, web } = joined(undefined, { level: NetworkLevel.PEERS });
  web.addPort({ containerPort: 80, hostPort: 8080 });
  expect(Object.keys(Synthesized.of(host).resources('docker_network'))).toHaveLength(1);
});

test('two containers on a network of the engine reach each other by name', () => {
  const { host, proxy, web } = joined();
  host.addContainer('Client', { image: anImage, networks: [proxy], environment: { URL: `http://${web.name}` } });
  expect(Synthesized.of(host).warnings).toEqual([]);
});

test('a volume of the engine is found by a data source, so that the engine creates none', () => {
  const { json } = mounted();
  const [[id, found]] = Object.entries(json.data.docker_volume as object);
  expect(found).toEqual({ name: 'models' });
  expect(json.resource).not.toHaveProperty('docker_volume');
  const web = Object.values(json.resource.docker_container as Record<string, any>)[0];
  expect(web.mounts[0]).toMatchObject({ type: 'volume', source: `\${data.docker_volume.${id}.name}`, target: '/models', read_only: true });
});

test('a volume of the engine is mounted by its name if the back end can\'t find volumes', () => {
  const { json } = mounted(testHost({ backend: Backend.KREUZWERKER }));
  expect(json).not.toHaveProperty('data');
  expect(Object.values(json.resource.docker_container as Record<string, any>)[0].mounts[0].source).toBe('models');
});

test('the name of a volume of the engine is checked', () => {
  const host = testHost();
  expect(refusal(() => Volume.fromName(host, 'Models', { host, name: '/srv/models' }))).toBe('[stack/Host/Models] "/srv/models" can\'t be '
    + 'the name of a volume: a name has at least two characters, begins with a letter or digit, and goes on with letters, digits, "_", "." '
    + 'and "-".');
});
