import { TerraformStack } from 'cdktf';
import { addressOf, attributesOf, containerOn, MakeHost, networkOn, subjectOf, volumeOn } from './host-under-test';
import { Container, IContainerHost, Mount, Network, NetworkLevel, NetworkMode, Port } from '../../src';
import { Synthesized, anImage, refusal, refusals } from '../assertions';

/** What differs between hosts for what is on them. */
export interface ExpectedWorkloads {
  /** The subnet of the network "Front". */
  readonly subnet: string;
  /** The attributes that every resource on the host has. @default - none */
  readonly attributes?: object;
  /** Whether the stack makes the host. @default false */
  readonly isMade?: boolean;
  /** What everything on the host depends on. @default - nothing */
  readonly dependsOn?: readonly string[];
  /** The name of the virtual container host that the host is. @default - none */
  readonly virtualHost?: string;
}

/** Describes what the containers, networks, volumes and connections of each host do, whatever the host is. */
export function workloadConformance(
  name: string,
  make: MakeHost,
  expected: ExpectedWorkloads,
): void {
  let stack: TerraformStack;
  let host: IContainerHost;
  let neighbour: IContainerHost;
  let path: string;
  let enginePath: string;

  beforeEach(() => {
    ({ stack, host, neighbour, path, enginePath } = subjectOf(make));
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
      expect(attributesOf(web).name).toBe(`${expected.virtualHost ?? 'stack'}-web`);
      expect(attributesOf(web)).toMatchObject(expected.attributes ?? {});
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
      expect(attributesOf(web).depends_on).toEqual([...expected.dependsOn ?? [], addressOf(db), addressOf(cache)]);
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
      networkOn(host, 'Fixed', { subnets: [{ cidr: expected.subnet }] });
      networkOn(host, 'Front');
      networkOn(neighbour, 'Front');
      const networks = Synthesized.of(stack).having(expected.attributes ?? {}).resources('docker_network');
      const subnets = Object.values(networks).map(({ ipam_config: [{ subnet }] }) => subnet);
      expect(new Set(subnets).size).toBe(3);
    });

    test('must not have overlapping subnets on the engine', () => {
      // A virtual container host has a range of its own.
      const other = expected.virtualHost === undefined ? neighbour : host;
      const inner = expected.subnet.replace(/\/24$/, '/25');
      networkOn(host, 'A', { subnets: [{ cidr: expected.subnet }] });
      networkOn(other, 'B', { subnets: [{ cidr: inner }] });
      expect(refusals(stack)).toEqual([
        `[${enginePath}] The subnets ${expected.subnet} (${path}/A) and ${inner} (${other.node.path}/B) overlap. `
        + 'Give each network a range of its own, or leave out `subnets` to have one allocated.',
      ]);
    });

    test('are joined with aliases and addresses, and replace their members', () => {
      const front = networkOn(host, 'Front', { subnets: [{ cidr: expected.subnet }], level: NetworkLevel.PEERS });
      const web = containerOn(host, 'Web');
      const ipv4Address = expected.subnet.replace(/0\/24$/, '5');
      web.connectTo(front, { aliases: ['www'], ipv4Address });
      expect(attributesOf(web)).toMatchObject({
        networks_advanced: [{ name: `\${${addressOf(front)}.name}`, aliases: ['www'], ipv4_address: ipv4Address }],
        lifecycle: { replace_triggered_by: [addressOf(front)] },
      });
    });
  });

  describe(`${name}: connections`, () => {
    test('have a network in the scope of the host, which only the two containers are on', () => {
      const [web, db] = [containerOn(host, 'Web'), containerOn(host, 'Db')];
      web.connections.allowTo(db, Port.tcp(5_432));
      const networks = stack.node.findAll().filter((node): node is Network => node instanceof Network && node.host === host);
      expect(networks.map(({ node }) => node.scope!.node.path)).toEqual([`${path}/Connections`]);
      const address = addressOf(networks[0]);
      expect(attributesOf(web).networks_advanced).toEqual([{ name: `\${${address}.name}` }]);
      expect(attributesOf(db).networks_advanced).toEqual([{ name: `\${${address}.name}`, aliases: ['db'] }]);
      for (const each of [web, db]) {
        expect(attributesOf(each).dns).toEqual(['127.0.0.1']);
      }
      const synthesized = Synthesized.of(stack).having(expected.attributes ?? {}).resource('docker_network');
      expect(synthesized).toMatchObject({ internal: true, ipam_config: [{ subnet: expect.stringMatching(/\/29$/) }] });
      expect(synthesized.lifecycle).toEqual(expected.isMade ? undefined : { create_before_destroy: true });
      expect(attributesOf(web).lifecycle).toEqual(expected.isMade ? { replace_triggered_by: [address] } : undefined);
    });

    test('can\'t be to a container of another host', () => {
      const [web, db] = [containerOn(host, 'Web'), containerOn(neighbour, 'Db')];
      const connect = () => web.connections.allowTo(db, Port.tcp(80));
      if (expected.virtualHost !== undefined) {
        connect();
        expect(refusals(stack)).toEqual([expect.stringContaining(`[${path}/Web] The container connects to ${db.node.path} on 80/tcp`)]);
        return;
      }
      expect(refusal(connect)).toBe(
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
}
