import { Value } from '../../../../../provider/framework/value/value';
import { endpointOf, NetworkRequest, requestedNetworks } from '../../../../../provider/resources/container/fields/attachment';
import { Facts, formOf, Inspect } from '../../../../../provider/resources/container/fields/fact';
import { fromEngine, toEngine } from '../../../../../provider/resources/container/fields/model';
import { ContainerModel, facts } from '../../../../../provider/resources/container/fields/schema';
import { rows } from '../../../../e2e/resources/container-rows';
import { modelOf, NAMES } from '../support';

const ID = '0123456789ab'.padEnd(64, 'c');

const bare = { name: 'one', image: 'busybox:latest' };

/** Defaults that an engine adds. */
const ENGINE_DEFAULTS = {
  NetworkMode: 'default', IpcMode: 'private', Runtime: 'runc', ShmSize: 67108864, LogConfig: { Type: 'json-file', Config: {} }, Binds: null,
};

/** Returns the answer of an engine that made a container as requested, with the defaults that a real engine adds. */
function inspectOf(model: ContainerModel): Inspect {
  const { HostConfig: host, name, Image: image, ...config } = toEngine(model);
  const networks = requestedNetworks(model.network_mode ?? 'bridge', model.networks_advanced as NetworkRequest[]);
  const attached = networks.map((network) => [network.name, {
    ...endpointOf(network), NetworkID: network.name, Aliases: [...network.aliases ?? [], ID.slice(0, 12)],
  }]);
  return {
    Id: ID,
    Name: `/${name}`,
    Image: `sha256:${'a'.repeat(64)}`,
    State: { Running: true, Paused: model.suspended === true, ExitCode: 0, FinishedAt: '0001-01-01T00:00:00Z' },
    Config: { Hostname: ID.slice(0, 12), Env: null, Labels: {}, ...config, Image: image },
    HostConfig: { ...ENGINE_DEFAULTS, ...host },
    NetworkSettings: { Networks: Object.fromEntries(attached), Ports: {} },
  } as unknown as Inspect;
}

const cases = Object.entries(rows(NAMES)).flatMap(([name, row]) =>
  [...row.same, row.other].map((value, index) => [name, index, { ...bare, ...row.alongside, [name]: value }] as const));

test.each(cases)('%s (%i): a container created from a model is read back as that model', (name, _, config) => {
  const model = modelOf(config);
  const seen = fromEngine(inspectOf(model), model) as unknown as Record<string, Value>;
  const row = (facts as Facts)[name]!;
  const form = (value: Value) => 'block' in row && Array.isArray(value) ? value.map(formOf(row)) : formOf(row)(value);
  expect(form(seen[name]!)).toEqual(form((model as unknown as Record<string, Value>)[name]!));
});

test('omits unset attributes from the create request', () => {
  expect(toEngine(modelOf(bare))).toEqual({ name: 'one', Image: 'busybox:latest', HostConfig: { RestartPolicy: { Name: 'no' } } });
});

test('systempaths=unconfined becomes empty lists of paths, which the engine knows, and is read back', () => {
  const option = ['no-new-privileges', 'systempaths:unconfined'];
  const model = modelOf({ ...bare, security_opts: option });
  expect(toEngine(model).HostConfig).toMatchObject({ SecurityOpt: ['no-new-privileges'], MaskedPaths: [], ReadonlyPaths: [] });
  const inspect = inspectOf(model);
  expect(fromEngine(inspect, model)).toMatchObject({ security_opts: option, masked_paths: null, readonly_paths: null });
  const masked = { ...inspect, HostConfig: { ...inspect.HostConfig, MaskedPaths: ['/proc/kcore'] } };
  expect(fromEngine(masked as Inspect, model)).toMatchObject({ security_opts: ['no-new-privileges'] });
  // What judges a created container reads all of it.
  expect(fromEngine(inspect)).toMatchObject({ security_opts: ['no-new-privileges'], masked_paths: [], readonly_paths: [] });
});

test('reads an answer that lacks parts', () => {
  const answer = { Id: ID, Name: '/one', Image: 'sha256:a', State: {}, Config: {}, HostConfig: {}, NetworkSettings: {} };
  const inspect = answer as unknown as Inspect;
  const model = fromEngine(inspect, modelOf(bare));
  expect(model).toMatchObject({ id: ID, name: 'one', memory: 0, env: [], networks_advanced: [], ports: [] });
  expect(fromEngine(inspect)).toMatchObject({ id: ID, name: 'one', healthcheck: [], volumes: [] });
});

test('reports configured swap, but not the engine\'s default', () => {
  const inspect = inspectOf(modelOf({ ...bare, memory: 64 }));
  const swap = (mebibytes: number, known: object, memory = inspect.HostConfig.Memory) => {
    const host = { ...inspect.HostConfig, Memory: memory, MemorySwap: mebibytes < 0 ? mebibytes : mebibytes * 1024 * 1024 };
    return fromEngine({ ...inspect, HostConfig: host }, modelOf({ ...bare, memory: 64, ...known })).memory_swap;
  };
  expect(swap(128, {})).toBe(0);
  expect(swap(128, { memory_swap: 128 })).toBe(128);
  expect(swap(256, {})).toBe(256);
  expect(swap(-1, {})).toBe(-1);
  expect(swap(-1, {}, 0)).toBe(0);
  expect(swap(-1, { memory_swap: -1 }, 0)).toBe(-1);
});

test('reports host ports that the engine chose, and keeps them while the container is stopped', () => {
  const known = modelOf({ ...bare, ports: [{ internal: 80, external: null }, { internal: 80, external: 8080, ip: '127.0.0.1' }] });
  const inspect = inspectOf(known);
  const bound = { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }, { HostIp: '0.0.0.0', HostPort: '49153' }] };
  const running = { ...inspect, NetworkSettings: { ...inspect.NetworkSettings, Ports: bound } };
  const first = fromEngine(running, known);
  expect(first.ports.map(({ external }) => external)).toEqual([49153, 8080]);
  expect(fromEngine(inspect, first).ports).toEqual(first.ports);
});
