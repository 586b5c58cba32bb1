import { TerraformVariable } from 'cdktf';
import { addApp, testCluster } from './support';
import { CloneSet, KubernetesCluster, Mount, RemovalPolicy, Volume } from '../../src';
import { anImage, Synthesized } from '../assertions';

type Users = (cluster: KubernetesCluster, volume: Volume) => unknown;

/** Returns what is said of a claim with some users, or undefined. */
function problem(users: Users, accessMode?: string): string | undefined {
  const cluster = testCluster();
  const driverOptions = accessMode === undefined ? undefined : { accessMode };
  users(cluster, cluster.addVolume('data', { removalPolicy: RemovalPolicy.DESTROY, driverOptions }));
  try {
    Synthesized.of(cluster);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

const mounting = (volume: Volume) => ({ image: anImage, mounts: [Mount.volume(volume, '/data')] });

test.each<[string, Users, string]>([
  ['clones', (cluster, volume) => cluster.addCloneSet('set', { replicas: 3, ...mounting(volume) }), 'Up to 3 pods of stack/cluster/set'],
  ['two containers', (cluster, volume) => ['a', 'b'].map((id) => cluster.addContainer(id, mounting(volume))),
    'Up to 2 pods of stack/cluster/a and stack/cluster/b'],
  ['a clone and the one that takes its place', (cluster, volume) => (
    cluster.addCloneSet('set', { replicas: 1, rollingUpdate: { maxSurge: 1 }, ...mounting(volume) })), 'Up to 2 pods'],
  ['a set that grows', (cluster, volume) => (
    cluster.addAutoscaling('scaled', {
      cloneSet: cluster.addCloneSet('set', { replicas: 1, ...mounting(volume) }), max: 4, cpuPercent: 80,
    })),
  'Up to 4 pods'],
  ['a number that Terraform knows', (cluster, volume) => (
    cluster.addCloneSet('set', { replicas: new TerraformVariable(cluster, 'n', { type: 'number' }).numberValue, ...mounting(volume) })),
  'Several pods of stack/cluster/set'],
  ['a mount that is added later', (cluster, volume) => (
    cluster.addCloneSet('set', { replicas: 2, image: anImage }).template.addMount(Mount.volume(volume, '/data'))), 'Up to 2 pods'],
])('a volume for one node is refused for %s, unless its access mode is said', (_, users, message) => {
  expect(problem(users)).toContain(message);
  for (const mode of ['ReadWriteOnce', 'ReadWriteMany']) expect(problem(users, mode)).toBeUndefined();
});

test.each<[string, Users]>([
  ['one container', (cluster, volume) => addApp(cluster, mounting(volume))],
  ['one clone that ends before the next', (cluster, volume) => cluster.addCloneSet('set', { replicas: 1, ...mounting(volume) })],
  ['one of clones with an index, which end before the next', (cluster, volume) => (
    cluster.addCloneSet('set', {
      replicas: 1, rollingUpdate: { maxSurge: 1 }, environment: { INDEX: CloneSet.INDEX }, ...mounting(volume),
    }))],
])('a volume for one node is fine for %s', (_, users) => {
  expect(problem(users)).toBeUndefined();
});

test('a claim has the access mode of its volume', () => {
  const cluster = testCluster();
  cluster.addVolume('data', { removalPolicy: RemovalPolicy.DESTROY, driverOptions: { accessMode: 'ReadWriteMany' } });
  const { spec } = Synthesized.of(cluster).resource('kubernetes_persistent_volume_claim_v1');
  expect(spec.access_modes).toEqual(['ReadWriteMany']);
});
