import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import {
  Backend, BaseImage, Capability, CgroupNamespace, ContainerHost, Duration, Exemption, HealthCheck, IpcMode, LogDriver, Mount,
  NetworkLevel, NetworkMode, PidMode, Protocol, RemovalPolicy, RestartPolicy, Runtime, SeccompProfile, Size, Tls, UserNamespace,
} from '../../src';
import { Synthesized, addTo, refusal, testHost, testStack } from '../assertions';

interface Attribute {
  readonly type: string;
  readonly elem?: string | Record<string, Attribute>;
  readonly optional?: boolean;
  readonly required?: boolean;
}

const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', 'projenrc', 'l1', 'docker-provider-3.6.2.json'), 'utf8'));

// The arguments that Terraform itself supports in every resource.
const META_ARGUMENTS = ['depends_on', 'provider', 'lifecycle'];

/** Returns the paths of attributes that the standard schema lacks, that are read-only there, or that have another type there. */
function mismatches(value: Record<string, any>, attributes: Record<string, Attribute>, path: string, known: string[] = []): string[] {
  return Object.entries(value).flatMap(([name, each]) => {
    if (known.includes(name)) return [];
    const attribute = attributes[name];
    const here = `${path}.${name}`;
    if (!attribute || !(attribute.optional || attribute.required)) return [here];
    if (typeof attribute.elem !== 'object') return fits(each, attribute) ? [] : [`${here} (${typeof each} for ${attribute.type})`];
    const blocks: Array<Record<string, any>> = [each].flat();
    return blocks.flatMap((block, index) => mismatches(block, attribute.elem as Record<string, Attribute>, `${here}[${index}]`));
  });
}

function fits(value: unknown, { type }: Attribute): boolean {
  // An expression may evaluate to any type.
  if (typeof value === 'string' && value.startsWith('${')) return true;
  switch (type) {
    case 'bool': return typeof value === 'boolean';
    case 'int': return Number.isInteger(value);
    case 'list': case 'set': return Array.isArray(value);
    case 'map': return typeof value === 'object' && !Array.isArray(value);
    default: return typeof value === type;
  }
}

/** Returns a stack that sets every option that the standard back end supports. */
function stackWithEverything(): TerraformStack {
  const stack = testStack({ backend: Backend.KREUZWERKER });
  const tls = Tls.fromFiles({ ca: '/ca', cert: '/cert', key: '/key' });
  const host = ContainerHost.fromTcp(stack, 'Host', { hostname: 'h.example', tls, filtersIpv6: true });
  const other = ContainerHost.fromTcp(stack, 'Other', { hostname: 'o.example', tls: Tls.fromDirectory('/certs') });
  const network = host.addNetwork('Net', {
    name: 'net',
    driver: 'bridge',
    level: NetworkLevel.PEERS,
    ipv6: true,
    driverOptions: { a: 'b' },
    labels: { a: 'b' },
    subnets: [{ cidr: '10.1.0.0/16', gateway: '10.1.0.1', ipRange: '10.1.2.0/24' }, { cidr: 'fd00::/64' }],
  });
  const volume = host.addVolume('Data', {
    name: 'data',
    driver: 'local',
    driverOptions: { a: 'b' },
    labels: { a: 'b' },
    removalPolicy: RemovalPolicy.DESTROY,
    preventDestroy: true,
  });
  const first = other.addContainer('First', {
    image: BaseImage.fromRootFilesystem(__filename, {
      platform: 'linux/amd64', removalPolicy: RemovalPolicy.DESTROY, forceRemove: true, command: ['sh'],
    }),
  });
  const container = host.addContainer('All', {
    image: BaseImage.fromRegistry('busybox:1.36', {
      platform: 'linux/amd64', removalPolicy: RemovalPolicy.DESTROY, forceRemove: true, pullTriggers: ['1'],
    }),
    name: 'all',
    command: ['sh'],
    entryPoint: ['/init'],
    environment: { A: 'b' },
    user: '1:1',
    supplementaryGroups: ['2'],
    workingDirectory: '/w',
    init: true,
    tty: true,
    stdinOpen: true,
    stopSignal: 'SIGQUIT',
    stopGracePeriod: Duration.minutes(1),
    healthCheck: HealthCheck.shell('true', {
      interval: Duration.minutes(1), timeout: Duration.seconds(1), retries: 2, startPeriod: Duration.hours(1),
    }),
    waitUntilHealthy: true,
    healthyTimeout: Duration.minutes(1),
    startAfter: [first],
    restart: RestartPolicy.onFailure(2),
    mustRun: false,
    logDriver: LogDriver.of('syslog', { tag: 'x' }),
    labels: { a: 'b' },
    networkMode: NetworkMode.BRIDGE,
    networks: [host.addNetwork('Open')],
    ports: [{ containerPort: 80, hostPort: 80, hostIp: '0.0.0.0', protocol: Protocol.UDP }],
    hostname: 'h',
    domainName: 'd.example',
    extraHosts: { x: '10.0.0.1' },
    dns: ['1.1.1.1'],
    dnsSearch: ['s'],
    dnsOptions: ['ndots:2'],
    mounts: [
      Mount.volume(volume, '/data', { noCopy: true }),
      Mount.bind('/srv', '/srv', { readOnly: true }),
      Mount.tmpfs('/t', { size: Size.mebibytes(1), mode: '0700' }),
    ],
    files: [{ path: '/data/a', content: 'a', mode: '0755' }, { path: '/data/b', contentBase64: 'YQ==' }],
    readOnlyRootFilesystem: true,
    sharedMemory: Size.mebibytes(64),
    memory: Size.mebibytes(64),
    memorySwap: Size.mebibytes(64),
    cpus: 0.5,
    cpuShares: 512,
    ulimits: [{ name: 'nproc', soft: 10, hard: 20 }],
    capabilities: [Capability.NET_RAW],
    noNewPrivileges: true,
    privileged: true,
    ipcMode: IpcMode.NONE,
    cgroupNamespace: CgroupNamespace.HOST,
    runtime: Runtime.RUNC,
    seccomp: SeccompProfile.UNCONFINED,
    apparmorProfile: 'x',
    pidMode: PidMode.HOST,
    userNamespace: UserNamespace.HOST,
    devices: [{ hostPath: '/dev/null', containerPath: '/dev/x', permissions: 'r' }],
    securityOptions: ['label=disable'],
    exemptions: Exemption.ofAll('the test sets every option'),
    sysctls: { 'net.core.somaxconn': '1' },
  });
  container.connectTo(network, { aliases: ['a'], ipv4Address: '10.1.2.3', ipv6Address: 'fd00::5' });
  return stack;
}

test('sets only what the schema of the standard back end has', () => {
  const { json } = Synthesized.of(stackWithEverything());
  const resources: Record<string, Record<string, object>> = json.resource;
  expect(Object.keys(resources).sort()).toEqual(['docker_container', 'docker_image', 'docker_network', 'docker_volume']);
  expect(Object.entries(resources).flatMap(([type, named]) => Object.entries(named).flatMap(([name, resource]) =>
    mismatches(resource, schema.resources[type].attributes, `${type}.${name}`, META_ARGUMENTS)))).toEqual([]);
  expect(json.provider.docker.flatMap((provider: object) => mismatches(provider, schema.provider, 'provider', ['alias']))).toEqual([]);
});

test('sets all required attributes of the standard back end', () => {
  const { json } = Synthesized.of(stackWithEverything());
  for (const [type, named] of Object.entries<Record<string, object>>(json.resource)) {
    const attributes = Object.entries<Attribute>(schema.resources[type].attributes);
    const required = attributes.filter(([, attribute]) => attribute.required).map(([name]) => name);
    for (const resource of Object.values(named)) expect(Object.keys(resource)).toEqual(expect.arrayContaining(required));
  }
});

test('limits CPUs by a quota on the standard back end, because its attribute cpus panics', () => {
  const container = Synthesized.of(addTo(testHost({ backend: Backend.KREUZWERKER }), { cpus: 0.25 })).resource('docker_container');
  expect(container).toMatchObject({ cpu_period: 100_000, cpu_quota: 25_000 });
  expect(container).not.toHaveProperty('cpus');
});

test('warns once per host that the standard back end does not limit processes', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  addTo(host);
  host.addContainer('Another', { image: BaseImage.fromRegistry('busybox') });
  expect(Synthesized.of(host).warnings).toEqual([
    '[stack/Host] The back end kreuzwerker/docker can\'t limit the number of processes in a container (CIS Docker Benchmark 5.29). '
    + 'The containers on this host have no such limit.',
  ]);
});

test('refuses a limit on processes on the standard back end', () => {
  expect(refusal(() => addTo(testHost({ backend: Backend.KREUZWERKER }), { pidsLimit: 100 }))).toBe(
    '[stack/Host/Web] A limit on processes is not supported by the back end kreuzwerker/docker: '
    + 'leave `pidsLimit` out, or use Backend.BERTH.');
});

test('refuses an archive on the standard back end', () => {
  expect(refusal(() => testHost({ backend: Backend.KREUZWERKER }).addImage(BaseImage.fromArchive(__filename)))).toBe(
    '[stack/Host/Images/backend.test.ts] An image from an archive is not supported by the back end kreuzwerker/docker: '
    + 'unpack it and use BaseImage.fromRootFilesystem(), push it to a registry and use BaseImage.fromRegistry(), or use Backend.BERTH.');
});

test.each<[what: string, type: string, attribute: string | undefined, berth: boolean, kreuzwerker: boolean]>([
  ['a resource type of both', 'docker_network', undefined, true, true],
  ['a resource type that only ours has', 'docker_image_import', undefined, true, false],
  ['a resource type that only the standard back end has', 'docker_buildx_builder', undefined, false, true],
  ['an unknown resource type', 'docker_compose', undefined, false, false],
  ['an attribute of an unknown resource type', 'docker_compose', 'id', false, false],
  ['an attribute of both', 'docker_container', 'memory', true, true],
  ['a block of both', 'docker_container', 'mounts', true, true],
  ['an attribute that only ours has', 'docker_container', 'pids_limit', true, false],
  ['a block that only ours has', 'docker_isolation', 'container', true, false],
  ['an unknown attribute', 'docker_container', 'color', false, false],
  ['a nested attribute of both', 'docker_container', 'mounts.bind_options.propagation', true, true],
  ['a nested attribute that only ours has', 'docker_container', 'mounts.bind_options.non_recursive', true, false],
  ['a nested attribute of a block that only ours has', 'docker_isolation', 'container.isolation_policy', true, false],
  ['a nested attribute of an unknown one', 'docker_container', 'color.red', false, false],
  ['an attribute with a known defect', 'docker_container', 'cpus', true, false],
])('knows from the schemas who has %s', (_, type, attribute, berth, kreuzwerker) => {
  expect([Backend.BERTH, Backend.KREUZWERKER].map((backend) => backend._has(type, attribute))).toEqual([berth, kreuzwerker]);
});

describe('Backend.use', () => {
  test('chooses the back end of an app, and another one for a stack in it', () => {
    const app: App = Testing.app();
    Backend.KREUZWERKER.use(app);
    const [one, two] = ['one', 'two'].map((id) => new TerraformStack(app, id));
    Backend.BERTH.use(two);
    expect(Backend.of(one)).toBe(Backend.KREUZWERKER);
    expect(Backend.of(two)).toBe(Backend.BERTH);
    expect(`${Backend.of(new TerraformStack(Testing.app(), 'three'))}`).toBe('berth/docker');
  });

  test('fails if the scope already contains a host', () => {
    const host = testHost();
    const stack = host.node.scope as TerraformStack;
    const message = '"stack/Host" already exists. Call use() before you create it.';
    expect(refusal(() => Backend.KREUZWERKER.use(stack)))
      .toBe(`[stack] The back end must be chosen before the first container host: ${message}`);
    expect(refusal(() => Backend.KREUZWERKER.use(stack.node.root))).toContain(message);
  });
});
