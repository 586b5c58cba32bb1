import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import {
  Backend, BaseImage, CloneSet, CloneSetOptions, ContainerHost, ContainerHosts, Endpoint, Front, HostFacts, Network, Port, Registry,
  VirtualContainerHost, VirtualContainerHostOptions,
} from '../../src';
import { CloneSet as RawCloneSet } from '../../src/targets/docker/generated/clone-set';
import { addTo, anImage, refusal, refusals, Synthesized, testHost, testStack } from '../assertions';
import { blueWith, IMAGE } from '../vch/blue';

const OPTIONS: CloneSetOptions = { replicas: 3, image: anImage };

const setOf = (host: ContainerHost, options: Partial<CloneSetOptions> = {}) => host.addCloneSet('set', { ...OPTIONS, ...options });
const synthesized = (scope: CloneSet) => Synthesized.of(scope).resource('docker_clone_set') as any;
const rulesOf = (set: { readonly template: { readonly virtual_host: string } }) => JSON.parse(set.template.virtual_host);

describe('on a host', () => {
  test('a set becomes one resource of its provider, with the image in its template', () => {
    const set = setOf(testHost(), { environment: { WORKER: CloneSet.INDEX } });
    const { provider, name, replicas, host, template } = synthesized(set);
    expect({ provider, name, replicas, host }).toEqual({
      provider: undefined, name: 'stack-host-set', replicas: 3, host: [{ name: 'host' }],
    });
    expect(template).toMatchObject({
      image: expect.stringMatching(/^\$\{docker_image\..*\.image_id\}$/) as string,
      env: ['WORKER={{clone.index}}'],
      isolation_policy: 'baseline@1',
    });
    expect(template).not.toHaveProperty('virtual_host');
  });

  test('clones stand by, and a change goes through the set in batches', () => {
    const rollingUpdate = { maxUnavailable: 2, maxSurge: 1, rollback: true };
    const set = setOf(testHost(), { standby: 2, rollingUpdate, ports: [{ containerPort: 80 }] });
    expect(synthesized(set)).toMatchObject({
      replicas: 3, standby: 2, rolling_update: { max_unavailable: 2, max_surge: 1, rollback: true },
    });
    expect([set.replicas, set.standby]).toEqual([3, 2]);
  });

  test('a creation that fails for some clones keeps the others, and fails', () => {
    const { keep_on_failure: keeps, lifecycle: { postcondition } } = synthesized(setOf(testHost()));
    expect({ keeps, postcondition }).toMatchObject({ keeps: true, postcondition: [{ condition: '${self.complete}' }] });
  });

  test.each<[Partial<CloneSetOptions>, string]>([
    [{ replicas: -1 }, '`replicas` must be a whole number from 0 to 1,000,000, not -1.'],
    [{ standby: 0.5 }, '`standby` must be a whole number from 0 to 1,000,000, not 0.5.'],
    [{ rollingUpdate: { maxSurge: -1 } }, '`maxSurge` must be a whole number from 0 to 1,000,000, not -1.'],
    [
      { rollingUpdate: { maxUnavailable: 0 } },
      '`maxUnavailable` and `maxSurge` are both 0, so no clone could be made anew. Set at least one of them to 1 or more.',
    ], [
      { rollingUpdate: { maxSurge: 1 }, ports: [{ containerPort: 80, hostPort: 8_000 }] },
      'With `maxSurge`, a clone runs before the old one is removed. Both would publish the port 8000. Set `maxSurge` to 0, or leave out '
      + '`hostPort` and have the clones found by their names.',
    ],
  ])('the options %j are refused', (options, problem) => {
    expect(refusal(() => setOf(testHost(), options))).toBe(`[stack/Host/set] ${problem}`);
  });

  test('a container has the name of no clone, not even of one that stands by', () => {
    const host = testHost();
    setOf(host, { name: 'web', standby: 1 });
    addTo(host, { name: 'web-3' });
    expect(refusals(TerraformStack.of(host))).toEqual([expect.stringContaining('web-3')]);
  });

  test('a set is on the engine of a host of several', () => {
    const hosts = new ContainerHosts(testStack(), 'Hosts', { hosts: { a: { endpoint: Endpoint.unix('/a.sock') } } });
    expect(synthesized(setOf(hosts.host('a')))).toMatchObject({ host: [{ name: 'a', engine: 'a' }] });
  });

  test('an override can\'t take a set to another engine', () => {
    const set = setOf(testHost());
    const resource = set.template.node.findChild('Resource') as RawCloneSet;
    resource.addOverride('host', [{ name: 'host', engine: 'other' }]);
    resource.addOverride('provider', 'docker.other');
    expect(refusals(set)).toEqual([expect.stringContaining('`provider`'), expect.stringContaining('`engine`')]);
  });

  test('clones have no address and no resource of a container', () => {
    const host = testHost();
    const network = new Network(host, 'Net', { host });
    const { template } = setOf(host, { networks: [network] });
    expect(refusal(() => template.resource)).toContain('does not become a `docker_container`');
    expect(refusal(() => template.ipAddress(network))).toContain('each clone has its own');
  });

  test('the facts of the host hold for each clone', () => {
    const host = testHost();
    new HostFacts(host, 'Facts', { host });
    const { lifecycle: { precondition } } = synthesized(setOf(host, { cpus: 2 }));
    expect(precondition.map((each: { error_message: string }) => each.error_message)).toContainEqual(
      expect.stringContaining('The host can\'t hold 2 CPUs'));
  });
});

describe('of what is unique on an engine, a set has a part for each clone:', () => {
  test('a port of a clone is taken', () => {
    const host = testHost();
    setOf(host, { ports: [{ containerPort: 80, hostPort: 8_000 }] });
    addTo(host, { ports: [{ containerPort: 80, hostPort: 8_002 }] });
    expect(refusals(host)).toEqual([expect.stringMatching(/8002\/tcp/)]);
  });

  test('a port after those of the clones is free', () => {
    const host = testHost();
    setOf(host, { ports: [{ containerPort: 80, hostPort: 8_000 }] });
    addTo(host, { ports: [{ containerPort: 80, hostPort: 8_003 }] });
    expect(() => Synthesized.of(host)).not.toThrow();
  });

  test.each([
    ['stack-host-set-2', 1], ['stack-host-set-3', 0], ['stack-host-set-02', 0],
  ])('the name %s is refused %d times', (name, times) => {
    const host = testHost();
    setOf(host);
    addTo(host, { name });
    if (times === 0) expect(() => Synthesized.of(host)).not.toThrow();
    else expect(refusals(host)).toEqual([expect.stringContaining(`"${name}"`)]);
  });
});

describe('with other containers of its host', () => {
  test('a connection makes a network with room for all clones, where they have the name of the set and an alias', () => {
    const host = testHost();
    const set = setOf(host, { replicas: 50 });
    const client = addTo(host);
    client.connections.allowTo(set.template, Port.tcp(80), { alias: 'workers' });
    const { networks_advanced: [network] } = synthesized(set).template;
    expect(network.aliases).toEqual(['stack-host-set', 'workers']);
    const [{ ipam_config: [{ subnet }] }] = Object.values(Synthesized.of(host).resources('docker_network')) as any[];
    expect(Number(subnet.split('/')[1])).toBeLessThanOrEqual(26);
  });

  test('a front finds the clones by their names, without published ports', () => {
    const host = testHost();
    const set = setOf(host);
    const front = new Front(host, 'Front', { host, image: anImage });
    const servers = set.serversFor(front, 80);
    front.addHttp(8_080, { servers });
    expect(servers.map(String)).toEqual([0, 1, 2].map((index) => `stack-host-set-${index}:80`));
    expect(synthesized(set).template.networks_advanced).toHaveLength(1);
  });

  test('a front on another host needs published ports, as in a pool', () => {
    const stack = testStack();
    const host = ContainerHost.fromSsh(stack, 'Remote', { hostname: 'remote.example.com' });
    const front = new Front(stack, 'Front', { host: ContainerHost.fromEnvironment(stack, 'Local'), image: anImage });
    const set = setOf(host, { replicas: 2, ports: [{ containerPort: 80, hostPort: 20_000, hostIp: '0.0.0.0' }] });
    expect(set.serversFor(front, 80).map(String)).toEqual(['remote.example.com:20000', 'remote.example.com:20001']);
  });
});

describe('with kreuzwerker/docker', () => {
  const standard = () => testHost({ backend: Backend.KREUZWERKER });
  const counted = (set: CloneSet) => Object.values(Synthesized.of(set).resources('docker_container'))
    .find(({ count }) => count !== undefined) as any;

  test('a set becomes one docker_container with count, whose clones have the same names and values', () => {
    const host = standard();
    const network = new Network(host, 'Net', { host });
    const set = setOf(host, {
      environment: { INDEX: CloneSet.INDEX, NUMBER: CloneSet.NUMBER, NAME: CloneSet.NAME },
      ports: [{ containerPort: 80, hostPort: 8_000 }],
      networks: [network],
      labels: { own: CloneSet.NAME },
    });
    expect(counted(set)).toMatchObject({
      count: 3,
      name: 'stack-host-set-${count.index}',
      env: ['INDEX=${count.index}', 'NUMBER=${count.index + 1}', 'NAME=stack-host-set-${count.index}'],
      ports: [{ internal: 80, external: '${(8000 + count.index)}' }],
      networks_advanced: expect.arrayContaining([expect.objectContaining({ aliases: ['stack-host-set'] })]) as object[],
      labels: [{ label: 'own', value: 'stack-host-set-${count.index}' }],
    });
    expect(Synthesized.of(set).resources('docker_clone_set')).toEqual({});
  });

  test('what only a clone set has is refused', () => {
    expect(refusal(() => setOf(standard(), { standby: 1 }))).toContain('`standby` of a set of clones');
    expect(refusal(() => setOf(standard(), { rollingUpdate: {} }))).toContain('`rollingUpdate` of a set of clones');
  });

  test('others reach the clones by the name of the set, and the hatch is the container', () => {
    const host = standard();
    const set = setOf(host);
    addTo(host).connections.allowTo(set.template, Port.tcp(80));
    set.template.resource.addOverride('cpu_set', '0');
    const { cpu_set: cpus, networks_advanced: [{ aliases }] } = counted(set);
    expect([cpus, aliases]).toEqual(['0', expect.arrayContaining(['stack-host-set'])]);
  });

  test('a volume for each clone is no path, and a path for each is refused', () => {
    const volumes = setOf(standard());
    volumes.template.resource.addOverride('volumes', [{ volume_name: 'data-${count.index}', container_path: '/data' }]);
    expect(() => Synthesized.of(volumes)).not.toThrow();
    const paths = setOf(standard());
    paths.template.resource.addOverride('volumes', [{ host_path: '/srv/${count.index}', container_path: '/data' }]);
    expect(refusals(paths)).toEqual([expect.stringContaining('What `volumes` will be is known only when Terraform runs')]);
  });
});

describe('in a virtual container host', () => {
  const inBlue = (options: VirtualContainerHostOptions = {}, set: Partial<CloneSetOptions> = {}) => {
    const blue = blueWith(options);
    return { blue, set: blue.addCloneSet('web', { replicas: 3, image: IMAGE, ...set }) };
  };

  test('the template has its rules and its pool, and the set its name', () => {
    const { set } = inBlue({ maxContainers: 3 });
    const resource = synthesized(set);
    expect(resource.name).toBe('blue-web');
    expect(resource.template.cgroup_parent).toContain('docker_resource_pool');
    expect(resource).not.toHaveProperty('virtual_host');
    expect(rulesOf(resource)).toMatchObject({ name: 'blue', max_containers: 3, pool: 'blue' });
  });

  test('an image that is made here has the name of the host in its own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'berth-clones-'));
    writeFileSync(join(folder, 'file'), 'content');
    const stack = testStack();
    const host = ContainerHost.fromEnvironment(stack, 'Machine');
    const image = BaseImage.fromRootFilesystem(folder, { name: undefined, id: 'files' });
    for (const name of ['blue', 'green']) {
      new VirtualContainerHost(stack, name, { host, name }).addContainer('web', { image, command: ['true'] });
    }
    host.addContainer('web', { image, command: ['true'] });
    const images = Object.values(Synthesized.of(stack).resources('docker_image_import'));
    const names = images.map(({ name }) => (name as string).replace(/berth-clones-\w+:.*/, ''));
    expect(names.sort()).toEqual(['berth/', 'berth/blue-', 'berth/green-']);
    rmSync(folder, { recursive: true });
  });

  test('each clone counts', () => {
    const { blue } = inBlue({ maxContainers: 3 }, { replicas: 4 });
    expect(refusals(TerraformStack.of(blue))).toEqual([expect.stringMatching(/4 containers/)]);
  });

  test('each clone meets the rules', () => {
    const { blue } = inBlue({ registries: [Registry.of('*.other.com')] });
    expect(refusals(TerraformStack.of(blue))).toContainEqual(expect.stringContaining('registry.example.com'));
  });

  test('an override can\'t take the rules away', () => {
    const { blue, set } = inBlue();
    (set.template.node.findChild('Resource') as RawCloneSet).addOverride('template', [{ image: 'busybox' }]);
    expect(refusals(TerraformStack.of(blue))).toContainEqual(expect.stringMatching(/rules/));
  });

  test('a set without a construct gets them in its template, which stays as it is', () => {
    const blue = blueWith();
    const { env: _, ...secure } = synthesized(blue.addCloneSet('web', { replicas: 1, image: IMAGE })).template;
    const template = { ...secure, virtual_host: undefined, image: 'busybox:1', command: ['sleep', '9'] };
    const set = new RawCloneSet(blue, 'Raw', {
      attributes: () => ({ name: 'blue-raw', replicas: 1, host: [{ name: 'host' }], template }),
    });
    const resource = Synthesized.of(set).resources('docker_clone_set')[set.friendlyUniqueId] as any;
    const [written] = [resource.template].flat();
    expect(written).toMatchObject({ image: 'busybox:1', command: ['sleep', '9'] });
    expect(JSON.parse(written.virtual_host)).toMatchObject({ name: 'blue' });
    expect(resource).not.toHaveProperty('virtual_host');
  });
});
