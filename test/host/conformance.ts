import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { addressOf, attributesOf, containerOn, MakeHost, networkOn, subjectOf, volumeOn } from './host-under-test';
import { ExpectedWorkloads, workloadConformance } from './workload-conformance';
import { BaseImage, Container, IContainerHost, IsolationPolicy, IsolationReport, Mount, Network, Port, Volume } from '../../src';
import { HostImages } from '../../src/image/host-images';
import { Synthesized, anImage, refusal, refusals } from '../assertions';

/** What differs between hosts. */
export interface Expected extends ExpectedWorkloads {
  /** The addresses of what the test of addresses adds. */
  readonly addresses: readonly string[];
  /** The attributes that networks have besides. @default - none */
  readonly ofNetworks?: object;
}

function namesIn(resources: Record<string, Record<string, { readonly name?: string }>>): unknown[] {
  return Object.values(resources).flatMap((named) => Object.values(named)).map(({ name }) => name);
}

/** Describes what each host does, whatever it is. */
export function conformance(name: string, make: MakeHost, expected: Expected): void {
  let stack: TerraformStack;
  let host: IContainerHost;
  let neighbour: IContainerHost;
  let path: string;
  let enginePath: string;

  beforeEach(() => {
    ({ stack, host, neighbour, path, enginePath } = subjectOf(make));
  });

  workloadConformance(name, make, expected);

  describe(`${name}: names and addresses`, () => {
    test('follow from the paths of the constructs', () => {
      networkOn(host, 'Front');
      volumeOn(host, 'Data');
      containerOn(host, 'Web');
      const synthesized = Synthesized.of(stack).having(expected.attributes ?? {});
      const prefix = expected.virtualHost ?? path.toLowerCase().replaceAll('/', '-');
      expect(synthesized.resource('docker_network')).toEqual({
        name: `${prefix}-front`,
        driver: 'bridge',
        ipam_config: [{ subnet: expected.subnet }],
        internal: true,
        options: { 'com.docker.network.bridge.inhibit_ipv4': 'true' },
        ...expected.attributes,
        ...expected.ofNetworks,
        ...expected.dependsOn && { depends_on: expected.dependsOn },
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
      expect(Synthesized.of(stack).having(expected.attributes ?? {}).addresses).toEqual(expected.addresses);
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
      if (expected.virtualHost !== undefined) {
        const { json } = Synthesized.of(stack);
        expect(namesIn(json.resource)).toEqual(expect.arrayContaining([`${expected.virtualHost}-web`, 'stack-green-web']));
        return;
      }
      expect(refusals(stack)).toEqual([
        duplicate('container name "web"', 'C'), duplicate('network name "net"', 'N'), duplicate('volume name "data"', 'V'),
      ]);
    });
  });

  describe(`${name}: images`, () => {
    test('exist once on each host, even if they are described several times', () => {
      for (const id of ['A', 'B']) containerOn(host, id, { image: BaseImage.fromRegistry('nginx:1.27') });
      containerOn(neighbour, 'C', { image: BaseImage.fromRegistry('nginx:1.27') });
      const images = Synthesized.of(stack).having(expected.attributes ?? {}).resources('docker_image');
      expect(Object.values(images).map(({ name: image }) => image)).toEqual([
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
      const synthesized = Synthesized.of(stack).having(expected.attributes ?? {});
      const { name: containerName, isolation_policy: policy } = attributesOf(web);
      const directory = `isolation/${path.split('/').slice(1).join('-')}-Report`;
      expect(synthesized.resource('docker_isolation')).toEqual({
        ...expected.attributes,
        ...expected.dependsOn && { depends_on: expected.dependsOn },
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
