import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import {
  BaseImage, Container, ContainerOptions, IContainerHost, IsolationPolicy, IsolationReport, Mount, Network, NetworkLevel, NetworkMode,
  NetworkOptions, Port, Volume, VolumeOptions,
} from '../../src';
import { HostImages } from '../../src/image/host-images';
import { Synthesized, anImage, refusal, refusals, testStack } from '../assertions';

/** A host under test. */
export interface HostUnderTest {
  readonly host: IContainerHost;
  /** Another host on the same engine. */
  readonly neighbour: IContainerHost;
}

/** What differs between hosts. */
export interface Expected {
  /** The addresses of what the test of addresses adds. */
  readonly addresses: readonly string[];
  /** The subnet that the test of names gets. */
  readonly subnet: string;
}

const containerOn = (host: IContainerHost, id: string, options: Partial<ContainerOptions> = {}) =>
  new Container(host._placement.scope, id, { image: anImage, ...options, host });
const networkOn = (host: IContainerHost, id: string, options: NetworkOptions = {}) =>
  new Network(host._placement.scope, id, { ...options, host });
const volumeOn = (host: IContainerHost, id: string, options: VolumeOptions = {}) =>
  new Volume(host._placement.scope, id, { ...options, host });

/** Describes what each host does, whatever it is. */
export function conformance(name: string, make: (stack: TerraformStack) => HostUnderTest, expected: Expected): void {
  let stack: TerraformStack;
  let host: IContainerHost;
  let neighbour: IContainerHost;
  /** The path of the host, as messages have it. */
  let path: string;
  let enginePath: string;

  beforeEach(() => {
    stack = testStack();
    ({ host, neighbour } = make(stack));
    ({ path } = host.node);
    enginePath = host._placement.engine.node.path;
  });

  const attributesOf = (container: Container) =>
    Synthesized.of(stack).resources('docker_container')[container.resource.friendlyUniqueId];
  const addressOf = ({ resource }: Container | Network | Volume) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;

  describe(`${name}: names and addresses`, () => {
    test('follow from the paths of the constructs', () => {
      networkOn(host, 'Front');
      volumeOn(host, 'Data');
      containerOn(host, 'Web');
      const synthesized = Synthesized.of(stack);
      const prefix = path.toLowerCase().replaceAll('/', '-');
      expect(synthesized.resource('docker_network')).toEqual({
        name: `${prefix}-front`,
        driver: 'bridge',
        ipam_config: [{ subnet: expected.subnet }],
        options: { 'com.docker.network.bridge.enable_icc': 'false' },
      });
      expect(synthesized.resource('docker_volume')).toMatchObject({ name: `${prefix}-data`, driver: 'local' });
      expect(synthesized.resource('docker_container').name).toBe(`${prefix}-web`);
    });

    test('do not change', () => {
      const network = networkOn(host, 'Front');
      const web = containerOn(host, 'Web', { networks: [network], mounts: [Mount.volume(volumeOn(host, 'Data'), '/data')] });
      HostImages.of(host).add(BaseImage.fromRootFilesystem(__filename, { id: 'rootfs' }));
      const api = containerOn(host, 'Api');
      api.connections.allowTo(web, Port.tcp(5_432));
      api.connections.allowInternet();
      new IsolationReport(host._placement.scope, 'Report', { host });
      expect(Synthesized.of(stack).addresses).toEqual(expected.addresses);
    });

    test('must be unique on the engine, whichever host has them', () => {
      for (const each of [host, neighbour]) {
        containerOn(each, 'C', { name: 'web' });
        networkOn(each, 'N', { name: 'net' });
        volumeOn(each, 'V', { name: 'data' });
      }
      containerOn(host, 'D', { name: 'net' });
      const duplicate = (what: string, id: string) =>
        `[${enginePath}] The ${what} is used 2 times: ${path}/${id}, ${neighbour.node.path}/${id}. Give each a \`name\` of its own.`;
      expect(refusals(stack)).toEqual([
        duplicate('container name "web"', 'C'), duplicate('network name "net"', 'N'), duplicate('volume name "data"', 'V'),
      ]);
    });
  });

  describe(`${name}: containers`, () => {
    test('have a name and an id that other containers can use', () => {
      const db = containerOn(host, 'Db');
      const web = containerOn(host, 'Web', { environment: { DB: `redis://${db.name}`, ID: db.containerId } });
      expect(attributesOf(web).env).toEqual([`DB=redis://\${${addressOf(db)}.name}`, `ID=\${${addressOf(db)}.id}`]);
    });

    test('can be in any scope of the stack', () => {
      const web = new Container(stack, 'Web', { host, image: anImage });
      expect(web.host).toBe(host);
      expect(attributesOf(web).name).toBe('stack-web');
      expect(attributesOf(web).provider).toBeUndefined();
    });

    test('have a resource as the escape hatch', () => {
      const web = containerOn(host, 'Web');
      web.resource.addOverride('cpu_set', '0');
      web.resource.hostname = 'own';
      expect(attributesOf(web)).toMatchObject({ cpu_set: '0', hostname: 'own' });
    });

    test('start after others, on whichever host of the engine', () => {
      const [db, cache] = [containerOn(host, 'Db'), containerOn(neighbour, 'Cache')];
      const web = containerOn(host, 'Web', { startAfter: [db] });
      web.startAfter(cache);
      expect(attributesOf(web).depends_on).toEqual([addressOf(db), addressOf(cache)]);
    });

    test('refuse what is wrong when a method is called, and stay as they were', () => {
      const web = containerOn(host, 'Web', { networkMode: NetworkMode.NONE });
      const network = networkOn(host, 'Front');
      const before = attributesOf(web);
      expect(refusal(() => web.connectTo(network))).toContain(`[${path}/Web] `);
      expect(refusal(() => web.addPort({ containerPort: 0 }))).toContain(`[${path}/Web] `);
      expect(refusal(() => web.addMount(Mount.tmpfs('relative')))).toContain('must be an absolute path');
      expect(refusal(() => web.addFile({ path: 'relative', content: '' }))).toContain(`[${path}/Web] `);
      expect(refusal(() => web.addEnvironment('A=B', ''))).toContain(`[${path}/Web] `);
      expect(attributesOf(web)).toEqual(before);
    });

    test('publish their ports at the address of the host', () => {
      const web = containerOn(host, 'Web', { ports: [{ containerPort: 80, hostPort: 8_080 }, { containerPort: 81 }] });
      expect(web.publishedAddress(80)).toBe(`${host.address}:8080`);
      const other = containerOn(host, 'Other', { environment: { AT: web.publishedAddress(81) } });
      expect(attributesOf(other).env).toEqual([`AT=${host.address}:\${${addressOf(web)}.ports[1].external}`]);
      expect(attributesOf(web).ports).toEqual([
        { internal: 80, external: 8_080, ip: '127.0.0.1', protocol: 'tcp' }, { internal: 81, ip: '127.0.0.1', protocol: 'tcp' },
      ]);
    });

    test('must not publish one port twice on the engine, whichever host they are on', () => {
      containerOn(host, 'Web', { ports: [{ containerPort: 80, hostPort: 8_080 }] });
      containerOn(neighbour, 'Web', { ports: [{ containerPort: 81, hostPort: 8_080 }] });
      expect(refusals(stack)).toEqual([
        `[${enginePath}] Host port 8080/tcp is published more than once: `
        + `${path}/Web (127.0.0.1:8080 to 80), ${neighbour.node.path}/Web (127.0.0.1:8080 to 81). `
        + 'Give each a `hostPort` or `hostIp` of its own, or leave `hostPort` out to let the engine choose.',
      ]);
    });

    test('can\'t use networks and volumes of another host, and one error lists all of them', () => {
      const mounts = [Mount.volume(volumeOn(neighbour, 'Data'), '/data')];
      containerOn(host, 'A', { networks: [networkOn(neighbour, 'Net')], mounts });
      containerOn(host, 'B').connectTo(networkOn(neighbour, 'Other'));
      const line = (container: string, what: string, id: string) =>
        `[${path}/${container}] ${what} ${neighbour.node.path}/${id} is on the host ${neighbour.node.path}, `
        + `but this container is on ${path}. Create one on ${path} and use that instead.`;
      expect(refusals(stack).sort()).toEqual([
        line('A', 'The network', 'Net'), line('A', 'The volume', 'Data'), line('B', 'The network', 'Other'),
      ]);
    });
  });

  describe(`${name}: networks and volumes`, () => {
    test('have names and ids that other resources can use', () => {
      const network = networkOn(host, 'Net');
      const volume = volumeOn(host, 'V');
      const web = containerOn(host, 'Web', { command: [network.name, network.networkId, volume.name] });
      expect(attributesOf(web).command).toEqual([
        `\${${addressOf(network)}.name}`, `\${${addressOf(network)}.id}`, `\${${addressOf(volume)}.name}`,
      ]);
    });

    test('get subnets that differ on the engine, around those that are given', () => {
      networkOn(neighbour, 'Fixed', { subnets: [{ cidr: expected.subnet }] });
      networkOn(host, 'Front');
      networkOn(neighbour, 'Front');
      const subnets = Object.values(Synthesized.of(stack).resources('docker_network')).map(({ ipam_config: [{ subnet }] }) => subnet);
      expect(new Set(subnets).size).toBe(3);
    });

    test('must not have overlapping subnets on the engine', () => {
      networkOn(host, 'A', { subnets: [{ cidr: '10.1.0.0/16' }] });
      networkOn(neighbour, 'B', { subnets: [{ cidr: '10.1.2.0/24' }] });
      expect(refusals(stack)).toEqual([
        `[${enginePath}] The subnets 10.1.0.0/16 (${path}/A) and 10.1.2.0/24 (${neighbour.node.path}/B) overlap. `
        + 'Give each network a range of its own, or leave out `subnets` to have one allocated.',
      ]);
    });

    test('are joined with aliases and addresses, and replace their members', () => {
      const front = networkOn(host, 'Front', { subnets: [{ cidr: '10.9.0.0/24' }], level: NetworkLevel.PEERS });
      const web = containerOn(host, 'Web');
      web.connectTo(front, { aliases: ['www'], ipv4Address: '10.9.0.5' });
      expect(attributesOf(web)).toMatchObject({
        networks_advanced: [{ name: `\${${addressOf(front)}.name}`, aliases: ['www'], ipv4_address: '10.9.0.5' }],
        lifecycle: { replace_triggered_by: [addressOf(front)] },
      });
    });
  });

  describe(`${name}: connections`, () => {
    test('have a network in the scope of the host, which only the two containers are on', () => {
      const [web, db] = [containerOn(host, 'Web'), containerOn(host, 'Db')];
      web.connections.allowTo(db, Port.tcp(5_432));
      const networks = stack.node.findAll().filter((node): node is Network => node instanceof Network);
      expect(networks.map(({ node }) => node.scope!.node.path)).toEqual([`${path}/Connections`]);
      const address = addressOf(networks[0]);
      for (const each of [web, db]) {
        expect(attributesOf(each).networks_advanced).toEqual([{ name: `\${${address}.name}` }]);
        expect(attributesOf(each).dns).toEqual(['127.0.0.1']);
      }
      expect(Synthesized.of(stack).resource('docker_network')).toMatchObject({
        internal: true, lifecycle: { create_before_destroy: true }, ipam_config: [{ subnet: expect.stringMatching(/\/29$/) }],
      });
    });

    test('can\'t be to a container of another host', () => {
      const [web, db] = [containerOn(host, 'Web'), containerOn(neighbour, 'Db')];
      expect(refusal(() => web.connections.allowTo(db, Port.tcp(80)))).toBe(
        `[${path}/Web] The container ${db.node.path} is on the host ${neighbour.node.path}, but this container is on ${path}. `
        + `Create one on ${path} and use that instead.`);
    });

    test('can be ruled out', () => {
      const web = containerOn(host, 'Web');
      web.connections.isolate();
      expect(refusal(() => web.connections.allowInternet())).toContain(`The container ${path}/Web is isolated`);
      expect(attributesOf(web).network_mode).toBe('none');
    });
  });

  describe(`${name}: images`, () => {
    test('exist once on each host, even if they are described several times', () => {
      for (const id of ['A', 'B']) containerOn(host, id, { image: BaseImage.fromRegistry('nginx:1.27') });
      containerOn(neighbour, 'C', { image: BaseImage.fromRegistry('nginx:1.27') });
      expect(Object.values(Synthesized.of(stack).resources('docker_image')).map(({ name: image }) => image)).toEqual([
        'nginx:1.27', 'nginx:1.27',
      ]);
      expect(HostImages.of(host)).not.toBe(HostImages.of(neighbour));
      expect(HostImages.of(host).node.scope!.node.path).toBe(path);
    });
  });

  describe(`${name}: policies`, () => {
    test('must be met by the containers of the host', () => {
      IsolationPolicy.RESTRICTED.enforce(host);
      expect(refusal(() => containerOn(host, 'Web', { user: '0' }))).toContain(
        `[${path}/Web] User: the policy requires non-root, but the value is any (CIS Docker Benchmark 4.1`);
      const web = containerOn(host, 'Ok', { user: '1000' });
      expect(attributesOf(web).isolation_policy).toBe('restricted@1');
    });

    test('hold wherever in the stack a container of the host is', () => {
      IsolationPolicy.RESTRICTED.enforce(host);
      expect(refusal(() => new Container(stack, 'Web', { host, image: anImage, user: '0' }))).toContain('[stack/Web] User: ');
    });

    test('are judged again when a container changes, by a method or its resource', () => {
      const web = containerOn(host, 'Web');
      expect(refusal(() => web.addMount(Mount.bind('/var/run/docker.sock', '/socket')))).toContain(`[${path}/Web] `);
      const other = containerOn(host, 'Other');
      other.resource.privileged = true;
      expect(refusals(stack).join('\n')).toContain(`[${path}/Other] Privileged mode: the policy requires denied, but the value is allowed`);
    });
  });

  describe(`${name}: reports`, () => {
    test('attest the containers of the host', () => {
      const report = new IsolationReport(host._placement.scope, 'Report', { host });
      const web = containerOn(host, 'Web');
      const synthesized = Synthesized.of(stack);
      const { name: containerName, isolation_policy: policy } = attributesOf(web);
      const directory = `isolation/${path.split('/').slice(1).join('-')}-Report`;
      expect(synthesized.resource('docker_isolation')).toEqual({
        container: [{ id: `\${${addressOf(web)}.id}`, name: containerName, isolation_policy: policy }],
        directory,
        probe: true,
        lifecycle: { replace_triggered_by: [addressOf(web)] },
      });
      expect(policy).toBe('baseline@1');
      expect(report.directory).toBe(directory);
    });
  });

  describe(`${name}: stacks`, () => {
    test('must be the same for the host and everything on it', () => {
      const elsewhere = () => new TerraformStack(Testing.app(), 'elsewhere');
      const message = (what: string) => `[elsewhere/Other] ${what} must be in the stack of its host: it is in "elsewhere", `
        + `and ${path} is not. Create a ContainerHost in each stack, with the same endpoint.`;
      expect(refusal(() => new Container(elsewhere(), 'Other', { host, image: anImage }))).toBe(message('A container'));
      expect(refusal(() => new Network(elsewhere(), 'Other', { host }))).toBe(message('A network'));
      expect(refusal(() => new Volume(elsewhere(), 'Other', { host }))).toBe(message('A volume'));
      expect(refusal(() => new IsolationReport(elsewhere(), 'Other', { host }))).toBe(message('An isolation report'));
    });

    test('may give names that are not known yet', () => {
      const { stringValue } = new TerraformVariable(stack, 'name', {});
      for (const each of [host, neighbour]) containerOn(each, 'Web', { name: stringValue });
      expect(() => Synthesized.of(stack)).not.toThrow();
    });
  });
}
