import { Managed, refusal } from './managed';
import { debianRoot } from '../support/debian-root';
import { NamespacedEngine } from '../support/namespaced-engine';

/* `npm run test:matrix` runs this. No CSI plugin is needed: without one, a swarm has the volume, but creates nothing for it yet. */

let engine: NamespacedEngine;
let volume: Managed;

beforeAll(async () => { engine = await NamespacedEngine.start('volume-sid', [], await debianRoot('sid')); });
afterAll(async () => engine?.remove());

const config = {
  name: 'cluster-data',
  driver: 'example',
  cluster: [{ group: 'fast', scope: 'multi', sharing: 'onewriter', type: 'mount', required_bytes: '128MiB', topology_required: 'zone=a' }],
};

test('a manager of a swarm creates a cluster volume, and any other engine refuses it', async () => {
  volume = new Managed('docker_volume', engine.address);
  expect(await refusal(volume.apply(config))).toMatch(/`cluster`[^]*not part of a swarm[^]*docker swarm init/);

  await engine.docker.swarmInit({ ListenAddr: '127.0.0.1:2377', AdvertiseAddr: '127.0.0.1' });
  volume = new Managed('docker_volume', engine.address);
  await volume.apply(config);
  const inspect = await engine.docker.getVolume('cluster-data').inspect() as unknown as { ClusterVolume: { ID: string; Spec: object } };
  expect(inspect.ClusterVolume.Spec).toMatchObject({
    Group: 'fast',
    AccessMode: { Scope: 'multi', Sharing: 'onewriter', MountVolume: {} },
    CapacityRange: { RequiredBytes: 134217728 },
    AccessibilityRequirements: { Requisite: [{ Segments: { zone: 'a' } }] },
    Availability: 'active',
  });
  const stored = { ...config.cluster[0], id: inspect.ClusterVolume.ID, availability: '' };
  expect(volume.values).toMatchObject({ id: 'cluster-data', cluster: [stored] });
  expect(await volume.plan(config)).toEqual({ action: 'none', changed: [] });
  const spelled = { ...config.cluster[0], required_bytes: '134217728' };
  expect(await volume.plan({ ...config, cluster: [spelled] })).toEqual({ action: 'none', changed: [] });
  const drained = { ...config.cluster[0], availability: 'drain' };
  expect(await volume.plan({ ...config, cluster: [drained] })).toMatchObject({ action: 'replace', changed: ['cluster'] });

  const imported = new Managed('docker_volume', engine.address);
  await imported.import('cluster-data');
  expect(await imported.plan(config)).toMatchObject({ action: 'none' });
  await volume.destroy();
});
