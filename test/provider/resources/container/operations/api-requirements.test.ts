import { DiagnosticError } from '../../../../../provider/diagnostics/diagnostics';
import { Engine } from '../../../../../provider/engine/engine';
import { Inspect } from '../../../../../provider/resources/container/fields/fact';
import { fromEngine, toEngine } from '../../../../../provider/resources/container/fields/model';
import { requireApi, requireNetworkApi } from '../../../../../provider/resources/container/operations/api-requirements';
import { attachFirst } from '../../../../../provider/resources/container/operations/networks';
import { modelOf } from '../support';

const bare = { name: 'one', image: 'busybox:latest' };
const bind = { type: 'bind', source: '/tmp', target: '/host', read_only: true };

function engineWithApi(apiVersion: string): Engine {
  return { version: async () => ({ apiVersion, version: '', os: 'linux', arch: 'amd64' }) } as unknown as Engine;
}

type Newer = readonly [name: string, config: object, sent: object, api: string];

/** Attributes that an engine may be too old for, or that its kernel may not support (api ""): the configuration, and what is sent. */
const NEWER: readonly Newer[] = [
  ['console_size', { console_size: [40, 120] }, { ConsoleSize: [40, 120] }, '1.42'],
  ['create_mountpoint', { mounts: [{ ...bind, bind_options: [{ create_mountpoint: true }] }] }, {
    Mounts: [{ BindOptions: { CreateMountpoint: true } }],
  }, '1.42'],
  ['annotations', { annotations: { a: 'b' } }, { Annotations: { a: 'b' } }, '1.43'],
  ['read_only_non_recursive', { mounts: [{ ...bind, bind_options: [{ read_only_non_recursive: true }] }] }, {
    Mounts: [{ BindOptions: { ReadOnlyNonRecursive: true } }],
  }, '1.44'],
  ['read_only_force_recursive', { mounts: [{ ...bind, bind_options: [{ read_only_force_recursive: true }] }] }, {
    Mounts: [{ BindOptions: { ReadOnlyForceRecursive: true } }],
  }, '1.44'],
  ['subpath', { mounts: [{ type: 'volume', source: 'data', target: '/data', volume_options: [{ subpath: 'a' }] }] }, {
    Mounts: [{ VolumeOptions: { Subpath: 'a' } }],
  }, '1.45'],
  ['options of a tmpfs', { mounts: [{ type: 'tmpfs', target: '/run', tmpfs_options: [{ options: ['uid=1', 'noexec'] }] }] }, {
    Mounts: [{ TmpfsOptions: { Options: [['noexec'], ['uid', '1']] } }],
  }, '1.46'],
  ['blkio_weight', { blkio_weight: 300 }, { BlkioWeight: 300 }, ''],
  ['blkio_weight_device', { blkio_weight_device: [{ path: '/dev/sda', weight: 200 }] }, {
    BlkioWeightDevice: [{ Path: '/dev/sda', Weight: 200 }],
  }, ''],
  ['storage_opts', { storage_opts: { size: '10G' } }, { StorageOpt: { size: '10G' } }, ''],
];

test.each(NEWER)('sends %s, and reads it back as written', (_, config, sent) => {
  const model = modelOf({ ...bare, ...config });
  const body = toEngine(model);
  expect(body.HostConfig).toMatchObject(sent);
  const inspect = {
    Id: 'a'.repeat(64), Name: '/one', Image: 'sha256:a', State: {}, Config: body, HostConfig: body.HostConfig, NetworkSettings: {},
  } as unknown as Inspect;
  const [name] = Object.keys(config) as [keyof typeof model];
  const seen = JSON.parse(JSON.stringify(fromEngine(inspect, model)[name])) as unknown;
  expect(seen).toEqual(JSON.parse(JSON.stringify(model[name])));
});

test.each(NEWER.filter(([, , , api]) => api !== ''))('refuses %s for an engine that would ignore it', async (_, config, __, api) => {
  const model = modelOf({ ...bare, ...config });
  const older = `1.${Number(api.slice(2)) - 1}`;
  const refusal = await requireApi(engineWithApi(older), model).catch((error: unknown) => error) as DiagnosticError;
  expect(refusal.diagnostics).toHaveLength(1);
  expect(refusal.diagnostics[0]!.detail).toContain(`It uses API version ${older}, and the attribute needs ${api} (Docker Engine`);
  expect(Object.keys(config)).toContain(refusal.diagnostics[0]!.path![0]);
  await expect(requireApi(engineWithApi(api), model)).resolves.toBeUndefined();
});

test.each([
  ['gw_priority', { gw_priority: -1 }, '1.48', 'Remove the attribute, or upgrade the engine.'],
  ['mac_address', { mac_address: '02:42:ac:11:00:77' }, '1.44', 'Or use the container\'s own `mac_address`, and set `network_mode`'],
])('refuses %s of a network for an engine that would ignore it, also for a container that exists', async (name, settings, api, advice) => {
  const model = modelOf({ ...bare, networks_advanced: [{ name: 'net', ...settings }] });
  const older = engineWithApi(`1.${Number(api.slice(2)) - 1}`);
  for (const require of [requireApi, requireNetworkApi]) {
    const { diagnostics: [problem] } = await require(older, model).catch((error: unknown) => error) as DiagnosticError;
    expect(problem).toMatchObject({
      summary: `This engine does not support \`networks_advanced.${name}\``,
      detail: expect.stringContaining(advice) as string,
      path: ['networks_advanced'],
    });
    await expect(require(engineWithApi(api), model)).resolves.toBeUndefined();
  }
});

test('does not ask for an API because of a priority of 0 or no MAC address', async () => {
  const model = modelOf({ ...bare, networks_advanced: [{ name: 'net', gw_priority: 0, mac_address: '' }] });
  await expect(requireApi(engineWithApi('1.41'), model)).resolves.toBeUndefined();
});

test.each([
  ['1.43', { MacAddress: '02:42:ac:11:00:77' }, {}],
  ['1.44', {}, { MacAddress: '02:42:ac:11:00:77' }],
])('puts a MAC address where an engine with API %s expects it', async (apiVersion, config, endpoint) => {
  const model = modelOf({ ...bare, mac_address: '02-42-AC-11-00-77', network_mode: 'net', networks_advanced: [{ name: 'net' }] });
  const body = toEngine(model);
  await attachFirst(engineWithApi(apiVersion), body, model);
  expect({ MacAddress: body.MacAddress }).toEqual({ MacAddress: undefined, ...config });
  expect(body.NetworkingConfig).toEqual({ EndpointsConfig: { net: endpoint } });
});

test('connects the networks with a MAC address on creation, since the engine ignores it later', async () => {
  const networks_advanced = [{ name: 'a' }, { name: 'b', mac_address: '02:42:ac:11:00:77' }, { name: 'c' }];
  const model = modelOf({ ...bare, networks_advanced });
  const body = toEngine(model);
  expect(await attachFirst(engineWithApi('1.44'), body, model)).toMatchObject([{ name: 'c' }]);
  expect(body.NetworkingConfig).toEqual({ EndpointsConfig: { a: {}, b: { MacAddress: '02:42:ac:11:00:77' } } });
});
