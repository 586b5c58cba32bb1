import { TerraformStack } from 'cdktf';
import { HOST_KEY } from './public-keys';
import { CloneSet, ContainerHost, HostPool, SshHost, SwarmCluster } from '../../src';
import { anImage, Synthesized, testStack } from '../assertions';
import { NODE_DEFAULTS } from '../swarm/cluster-hosts';

type Hosts = { readonly [name: string]: ContainerHost };

test.each<[string, (stack: TerraformStack, hosts: Hosts) => void]>([
  ['cluster', (stack, managers) => {
    new SwarmCluster(stack, 'Several', { managers, nodeDefaults: NODE_DEFAULTS }).addContainer('Web', { image: anImage });
  }],
  ['pool', (stack, hosts) => {
    new CloneSet(stack, 'Web', { host: new HostPool(stack, 'Several', { hosts }), replicas: 2, image: anImage });
  }],
])('everything in a %s waits until its machines are bootstrapped', (_, addTo) => {
  const stack = testStack();
  addTo(stack, Object.fromEntries(['a', 'b'].map((name) => (
    [name, new SshHost(stack, name, { hostname: `${name}.example.com`, hostKey: HOST_KEY })]))));
  const { resource, data = {} } = Synthesized.of(stack).json;
  const bootstraps = Object.keys(resource.docker_host_bootstrap).map((id) => `docker_host_bootstrap.${id}`);
  const inSeveral = [...Object.values<any>(resource), ...Object.values<any>(data)].flatMap((each) => Object.values<any>(each))
    .filter(({ provider }) => provider === 'docker.Several');
  expect(bootstraps).toHaveLength(2);
  expect(inSeveral.length).toBeGreaterThan(0);
  for (const { depends_on: others } of inSeveral) expect(others).toEqual(expect.arrayContaining(bootstraps));
});
