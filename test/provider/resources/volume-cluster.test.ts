import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { Engine } from '../../../provider/engine/engine';
import { fromModel, toModel } from '../../../provider/framework/schema/body-values';
import { applyDefaults } from '../../../provider/framework/schema/defaults';
import { Cluster, clusterOf, InspectedVolume, requireCluster, specOf } from '../../../provider/resources/volume/cluster';
import { volume } from '../../../provider/resources/volume/volume';

function blocks(settings: object): Cluster[] {
  const { schema } = volume;
  return (toModel(schema, applyDefaults(schema, fromModel(schema, { cluster: [settings] }))) as { cluster: Cluster[] }).cluster;
}

const full = {
  availability: 'pause',
  group: 'fast',
  scope: 'multi',
  sharing: 'onewriter',
  type: 'mount',
  limit_bytes: '2GiB',
  required_bytes: '128MiB',
  topology_preferred: 'zone=a,rack=2',
  topology_required: 'zone=a',
};

/** The answer of an engine that stores the specification as requested. */
function answer(settings: object): InspectedVolume {
  return { Name: 'data', Driver: 'csi', ClusterVolume: { ID: 'abc', Spec: specOf(blocks(settings)[0]!) } } as unknown as InspectedVolume;
}

test('sends every setting, and the defaults for what is not set', () => {
  expect(specOf(blocks(full)[0]!)).toEqual({
    Group: 'fast',
    AccessMode: { Scope: 'multi', Sharing: 'onewriter', MountVolume: {} },
    CapacityRange: { RequiredBytes: 128 * 1024 ** 2, LimitBytes: 2 * 1024 ** 3 },
    AccessibilityRequirements: { Requisite: [{ Segments: { zone: 'a' } }], Preferred: [{ Segments: { zone: 'a', rack: '2' } }] },
    Availability: 'pause',
  });
  expect(specOf(blocks({})[0]!)).toEqual({
    AccessMode: { Scope: 'single', Sharing: 'none', BlockVolume: {} }, Availability: 'active',
  });
});

test.each([['every setting', full], ['none', {}], ['the defaults', { availability: 'active', scope: 'single', limit_bytes: '' }]])(
  'reads back %s as configured', (_, settings) => {
    const known = blocks(settings);
    expect(clusterOf(answer(settings), known)).toEqual([{ ...known[0], id: 'abc' }]);
  },
);

test('reports what differs, and everything after an import', () => {
  expect(clusterOf(answer(full), blocks({}))).toMatchObject([{ availability: 'pause', limit_bytes: String(2 * 1024 ** 3), type: 'mount' }]);
  expect(clusterOf(answer(full), undefined)).toMatchObject([{ ...full, limit_bytes: '2147483648', required_bytes: '134217728' }].map(
    (one) => ({ ...one, topology_preferred: 'rack=2,zone=a' }),
  ));
  expect(clusterOf({ Name: 'data' } as InspectedVolume, blocks(full))).toEqual([]);
});

test.each([
  ['1.41', { ControlAvailable: true }, /needs? 1\.42 \(Docker Engine 23\.0\)\. Remove the block/],
  ['1.42', { ControlAvailable: false, LocalNodeState: 'inactive' }, /not part of a swarm[^]*docker swarm init/],
  ['1.42', undefined, /not part of a swarm/],
  ['1.42', { ControlAvailable: false, LocalNodeState: 'active' }, /worker of a swarm[^]*docker node promote/],
])('refuses a cluster volume for an engine with API %s and swarm %j', async (apiVersion, swarm, message) => {
  const engine = { version: async () => ({ apiVersion }), info: async () => ({ Swarm: swarm }) } as unknown as Engine;
  const refusal = await requireCluster(engine, blocks({})).catch((error: unknown) => error) as DiagnosticError;
  expect(refusal.diagnostics).toMatchObject([{ path: ['cluster'], detail: expect.stringMatching(message) as string }]);
  await expect(requireCluster(engine, [])).resolves.toBeUndefined();
});
