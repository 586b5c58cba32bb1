import { configuredHostPaths, hostPathsOfNewVolumes } from '../../../provider/isolation/host-paths';
import { FakeEngine } from '../engine/fake-engine';

let fake: FakeEngine;

beforeAll(async () => {
  fake = await new FakeEngine().start();
});

afterAll(() => fake.stop());

/** An engine on which each volume binds a folder with these options. */
function engineWith(o: string) {
  fake.answer = (_, response) => response.setHeader('Content-Type', 'application/json')
    .end(JSON.stringify({ Name: 'data', Driver: 'local', Options: { type: 'none', o, device: '/srv' } }));
  return fake.connect();
}

const MOUNTED = [{ Type: 'volume', Name: 'data', Destination: '/data', RW: true }];

test.each([
  ['a mount', { Mounts: [{ Type: 'volume', Target: '/data/', VolumeOptions: {} }] }, true],
  ['a mount without options', { Mounts: [{ Type: 'volume', Target: '/data' }] }, true],
  ['a mount with `no_copy`', { Mounts: [{ Type: 'volume', Target: '/data/', VolumeOptions: { NoCopy: true } }] }, false],
  ['a bind', { Binds: ['data:/data'] }, true],
  ['a read-only bind', { Binds: ['data:/data/:ro'] }, true],
  ['a bind with "nocopy"', { Binds: ['data:/data:ro,nocopy'] }, false],
  ['another container', { VolumesFrom: ['other'] }, false],
])('whether the engine filled a volume that came by %s', async (_, settings, filled) => {
  const inspect = { HostConfig: settings, Mounts: MOUNTED } as never;
  const [path] = await configuredHostPaths(engineWith('bind,private'), inspect, { fresh: true });
  expect(path).toMatchObject({ path: '/srv', readOnly: false });
  expect(path!.filled ?? false).toBe(filled);
  const [readOnly] = await configuredHostPaths(engineWith('bind,ro,private'), inspect, { fresh: true });
  expect(readOnly!.filled ?? false).toBe(false);
});

test.each([true, false])('a new mount of a volume that exists may fill it: %j', async (noCopy) => {
  const [path] = await hostPathsOfNewVolumes(engineWith('bind,private'), [{ name: 'data', driver: null, options: null, noCopy }]);
  expect(path!.filled ?? false).toBe(!noCopy);
});

/** An engine with a volume of a plugin, which says that the volume is at this place. */
function engineWithPlugin(place: string) {
  const volume = { Name: 'data', Driver: 'persist', Options: { mountpoint: 'srv' }, Mountpoint: place };
  const info = { DockerRootDir: '/var/lib/docker' };
  fake.answer = ({ url = '' }, response) => response.setHeader('Content-Type', 'application/json')
    .end(JSON.stringify(url.includes('/volumes/') ? volume : info));
  return fake.connect();
}

test.each([
  ['at a path of the host', '/srv', ['/srv']],
  ['at a path with steps back', '/var/lib/docker/plugins/1/../../../../../etc', ['/etc']],
  ['at a path relative to the plugin', 'srv', ['/']],
  ['in the folder of a plugin that the engine manages', '/var/lib/docker/plugins/1/rootfs/data', []],
  ['nowhere, until a container runs', '', []],
])('a volume is where its plugin says, whatever its options look like: %s', async (_, place, shown) => {
  const volume = { name: 'data', driver: null, options: null, noCopy: true };
  const found = await hostPathsOfNewVolumes(engineWithPlugin(place), [volume]);
  expect(found.map(({ path, readOnly }) => [path, readOnly])).toEqual(shown.map((path) => [path, false]));
  const mounted = { HostConfig: {}, Mounts: [{ ...MOUNTED[0], Driver: 'persist', Source: place }] } as never;
  const paths = await configuredHostPaths(engineWithPlugin(''), mounted, { fresh: true });
  expect(paths.map(({ path }) => path)).toEqual(shown);
});
