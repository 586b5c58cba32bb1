import { TerraformVariable } from 'cdktf';
import {
  Backend, BaseImage, Capability, CgroupNamespace, Container, ContainerHost, ContainerOptions, Control, Duration, Exemption, Gpus,
  HealthCheck, IpcMode, IsolationPolicy, LogDriver, Mount, NetworkLevel, NetworkMode, OnFileChange, PidMode, Protocol, RemovalPolicy,
  RestartPolicy, Runtime, SeccompProfile, Size, UserNamespace, UtsMode, Volume,
} from '../../../src';
import { ContainerAttributes } from '../../../src/targets/docker/generated/container';
import { Synthesized, addTo, anImage, containerWith, testHost } from '../../assertions';

type Forms = { readonly [P in keyof ContainerOptions]-?: ReadonlyArray<NonNullable<ContainerOptions[P]>> };
type Block = Record<string, any>;
type IsStable = (value: any, attributes: Block) => boolean;

const ID = '0123456789abcdef'.repeat(4);
const EXEMPT = Exemption.ofAll('the test uses every prop');

/** Returns each prop in each of its forms. The compiler refuses a prop without a row. Rows without forms are refused on this back end. */
function formsOn(host: ContainerHost): Forms {
  const number = new TerraformVariable(host, 'number', {}).numberValue;
  const text = new TerraformVariable(host, 'text', {}).stringValue;
  const other = host.addContainer('Other', { image: anImage });
  const volume = host.addVolume('Volume', { removalPolicy: RemovalPolicy.DESTROY });
  return {
    image: [anImage, BaseImage.fromRegistry('nginx:1.27', { platform: 'linux/amd64' })],
    name: ['web'],
    command: [['sh'], ['sh', '-c', '${literal}', text]],
    entryPoint: [['/init']],
    environment: [{}, { B: '1', A: text }],
    user: ['1000', '1000:1000', 'app', 'root'],
    supplementaryGroups: [['2', 'audio']],
    workingDirectory: ['/', '/tmp', '/tmp/', '//tmp//x/.', '/a/../b/', text, `${text}/x/`],
    init: [true, false],
    tty: [true, false],
    stdinOpen: [true, false],
    stopSignal: ['SIGQUIT', 'QUIT', '15'],
    stopGracePeriod: [Duration.seconds(90), Duration.minutes(1), Duration.millis(2_000), Duration.seconds(number)],
    healthCheck: [
      HealthCheck.shell('true'), HealthCheck.exec(['true', text]), HealthCheck.none(),
      ...[Duration.seconds(90), Duration.minutes(1), Duration.millis(1_500), Duration.millis(500), Duration.hours(1), Duration.days(1)]
        .map((each) => HealthCheck.shell('true', { interval: each, timeout: each, startPeriod: each, retries: 2 })),
    ],
    waitUntilHealthy: [false],
    healthyTimeout: [Duration.minutes(5)],
    startAfter: [[other]],
    restart: [RestartPolicy.NO, RestartPolicy.ALWAYS, RestartPolicy.UNLESS_STOPPED, RestartPolicy.onFailure(2)],
    mustRun: [true, false],
    mustRunFor: [],
    placement: [],
    logDriver: [LogDriver.jsonFile(), LogDriver.local({ maxFiles: 2 }), LogDriver.journald(), LogDriver.none(), LogDriver.of('syslog')],
    labels: [{}, { b: '1', a: text }],
    networkMode: [NetworkMode.BRIDGE, NetworkMode.NONE, NetworkMode.of('host'),
      ...[ID, other.containerId, 'web', 'abc', other.name].map((each) => NetworkMode.of(`container:${each}`))],
    networks: [[host.addNetwork('Open', { level: NetworkLevel.OPEN }), host.addNetwork('Closed')]],
    ports: [
      [{ containerPort: 80 }], [{ containerPort: 80, hostPort: 8_080, hostIp: '0.0.0.0' }], [{ containerPort: number }],
      [{ containerPort: 8_080, hostPort: 1 }, { containerPort: 443 }, { containerPort: 80, hostPort: number, protocol: Protocol.UDP }],
      [{ containerPort: 53, hostPort: 2, protocol: Protocol.UDP }, { containerPort: 53, hostPort: 2 }, { containerPort: 9 }],
      [{ containerPort: 53, protocol: Protocol.UDP }, { containerPort: 53, hostPort: 3 }],
      [{ containerPort: 80, hostPort: 4 }, { containerPort: 80, hostPort: 5 }],
      [{ containerPort: 80, hostPort: 6, hostIp: '0.0.0.0' }, { containerPort: 80, hostPort: 6, hostIp: '::' }],
      [{ containerPort: 80, hostPort: 7, hostIp: '0:0:0:0:0:0:0:1' }], [{ containerPort: 81 }, { containerPort: number }],
    ],
    hostname: ['web'],
    domainName: ['example'],
    extraHosts: [{ b: '10.0.0.1', a: 'host-gateway' }],
    dns: [['1.1.1.1', '10.0.0.1']],
    dnsSearch: [['b', 'a']],
    dnsOptions: [['ndots:2', 'debug']],
    mounts: [
      [Mount.volume(volume, '/data'), Mount.bind('/srv', '/srv', { readOnly: true }), Mount.tmpfs('/t', { size: Size.mebibytes(1) })],
      [Mount.tmpfs('/t', { owner: '1000' })], [Mount.volume(volume, '/data', { noCopy: true })],
    ],
    files: [[{ path: '/a', content: text }, { path: '/b', contentBase64: 'YQ==', mode: '0600' }]],
    secrets: [],
    onFileChange: [OnFileChange.REPLACE],
    readOnlyRootFilesystem: [true, false],
    sharedMemory: [Size.mebibytes(64), Size.gibibytes(1)],
    memory: [Size.mebibytes(64), Size.gibibytes(2), Size.mebibytes(number), Size.gibibytes(number)],
    memorySwap: [Size.gibibytes(1), Size.gibibytes(3), Size.mebibytes(number)],
    cpus: [1, 0.5, 1.25, number],
    cpuShares: [512],
    pidsLimit: [],
    diskLimits: [],
    ulimits: [[{ name: 'nproc', soft: 10, hard: 20 }, { name: 'core', soft: 0 }], [{ name: 'nofile', soft: -1 }]],
    capabilities: [[], [Capability.NET_ADMIN], ['net_admin', 'CAP_NET_RAW', 'Chown', 'all'].map((each) => Capability.of(each))],
    noNewPrivileges: [true, false],
    privileged: [true, false],
    ipcMode: [IpcMode.PRIVATE, IpcMode.SHAREABLE, IpcMode.NONE, IpcMode.HOST],
    cgroupNamespace: [CgroupNamespace.PRIVATE, CgroupNamespace.HOST],
    cgroupParent: ['/batch'],
    pidMode: [PidMode.HOST, PidMode.container(other)],
    utsMode: [UtsMode.PRIVATE],
    userNamespace: [UserNamespace.ENGINE, UserNamespace.HOST],
    runtime: [Runtime.RUNC, Runtime.RUNSC, Runtime.KATA, Runtime.of('other')],
    seccomp: [SeccompProfile.DEFAULT, SeccompProfile.UNCONFINED, SeccompProfile.allowing('read', 'write')],
    apparmorProfile: ['docker-default'],
    gpus: [Gpus.all()],
    devices: [[{ hostPath: '/dev/fuse' }], [{ hostPath: '/dev/fuse', containerPath: '/dev/x', permissions: 'r' }]],
    securityOptions: [['label=disable']],
    sysctls: [{ 'net.core.somaxconn': '1' }],
    isolation: [IsolationPolicy.PRIVILEGED, IsolationPolicy.RESTRICTED, IsolationPolicy.SANDBOXED],
    exemptions: [[], [Exemption.of(Control.USER, 'why')]],
  };
}

const isExpression = (value: unknown) => typeof value === 'string' && value.includes('${');
const isGoDuration: IsStable = (value) => value === undefined
  || /^(\d+h([0-5]?\d)m|([0-5]?\d)m)?[0-5]?\d(\.\d*[1-9])?s$/.test(value) || /^\d{1,3}(\.\d*[1-9])?ms$/.test(value);
const isCapability = (name: string) => name === 'ALL' || /^CAP_[A-Z_]+$/.test(name);
const joinsById: IsStable = (value) => !value.startsWith('container:') || /\.id\}$/.test(value) || value === `container:${ID}`;

/** The list in `drift.md`, "Spellings that kreuzwerker/docker reads back as written": what makes an attribute stable. */
const STABLE: { readonly [Name in keyof ContainerAttributes]?: IsStable } = {
  capabilities: ({ add = [], drop = [] }) => [...add, ...drop].every(isCapability),
  memory: (memory, { memory_swap: swap }) => (typeof memory === 'number' && typeof swap === 'number' ? swap >= memory : isExpression(swap)
    || isExpression(memory)),
  memory_swap: (_, { memory }) => memory !== undefined,
  cpus: () => false,
  healthcheck: ({ test, interval, timeout, start_period: start }) => test[0] !== 'NONE'
    && [interval, timeout, start].every((each) => isGoDuration(each, {})),
  working_dir: (path) => isExpression(path) || path === '/' || /^(\/(?!\.{0,2}(\/|$))[^/]+)+$/.test(path),
  ports: (ports: Block[]) => ports.every(({ internal, protocol, external, ip }, index) =>
    (ports.length === 1 || (!isExpression(internal) && ports.slice(index + 1).every((next) => next.internal > internal
      || (next.internal === internal && next.protocol !== protocol && external !== undefined && next.external !== undefined))))
    && !['::1', '0:0:0:0:0:0:0:1'].includes(ip)),
  // Its documentation: only "all" is supported.
  gpus: (value) => value === 'all',
  network_mode: joinsById,
  pid_mode: joinsById,
  ipc_mode: joinsById,
  mounts: (mounts: Block[]) => mounts.every(({ volume_options: options }) => options === undefined),
  devices: (devices: Block[]) => devices.every((device) =>
    ['host_path', 'container_path', 'permissions'].every((name) => device[name] !== undefined)),
};

/** The attributes with one spelling only, so that the list does not name them. */
const OF_ONE_SPELLING = [
  'name', 'image', 'command', 'entrypoint', 'env', 'user', 'group_add', 'init', 'tty', 'stdin_open', 'stop_signal', 'stop_timeout',
  'destroy_grace_seconds', 'wait', 'wait_timeout', 'depends_on', 'restart', 'max_retry_count', 'must_run', 'log_driver', 'log_opts',
  'labels', 'networks_advanced', 'lifecycle', 'hostname', 'domainname', 'host', 'dns', 'dns_search', 'dns_opts', 'tmpfs', 'upload',
  'read_only', 'shm_size', 'cpu_period', 'cpu_quota', 'cpu_shares', 'ulimit', 'privileged', 'cgroupns_mode', 'cgroup_parent', 'userns_mode',
  'runtime', 'security_opts', 'sysctls',
];

function driftsIn(attributes: Block): string[] {
  return Object.keys(attributes).filter((name) => {
    const isStable = STABLE[name as keyof ContainerAttributes] ?? (() => OF_ONE_SPELLING.includes(name));
    return !isStable(attributes[name], attributes);
  }).sort();
}

test('each prop in each form is written in a stable spelling, or is a warning', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  const forms = formsOn(host);
  const containers = Object.entries(forms).flatMap(([prop, values]) => (values as readonly unknown[]).map((value, index) => {
    const options = { image: anImage, exemptions: EXEMPT, [prop]: value } as ContainerOptions;
    return [`${prop} ${index}`, host.addContainer(`${prop}${index}`, options)] as const;
  }));
  const synthesized = Synthesized.of(host);
  const resources = synthesized.resources('docker_container');
  const found = containers.map(([name, container]) => {
    const drifts = driftsIn(resources[container.resource.friendlyUniqueId]);
    return [name, drifts, synthesized.warnings.some((each) => each.startsWith(`[${container.node.path}] `))] as const;
  });
  expect(found.filter(([, drifts, warned]) => (drifts.length > 0) !== warned)).toEqual([]);
  expect(found.filter(([, drifts]) => drifts.length > 0).map(([name, drifts]) => [name, ...drifts])).toEqual([
    ['healthCheck 2', 'healthcheck'],
    ['networkMode 5', 'network_mode'],
    ['networkMode 6', 'network_mode'],
    ['networkMode 7', 'network_mode'],
    ['ports 5', 'ports'],
    ['ports 6', 'ports'],
    ['ports 7', 'ports'],
    ['ports 8', 'ports'],
    ['ports 9', 'ports'],
    ['mounts 2', 'mounts'],
  ]);
});

test('values are written as the engine reports them', () => {
  const container = containerWith({
    capabilities: [Capability.NET_RAW, Capability.of('all')],
    exemptions: EXEMPT,
    memory: Size.mebibytes(64),
    workingDirectory: '//srv/./app/',
    devices: [{ hostPath: '/dev/fuse' }],
    ports: [{ containerPort: 443, hostPort: 443 }, { containerPort: 8_080 }, { containerPort: 80, hostPort: 80 }],
  }, Backend.KREUZWERKER);
  expect(container).toMatchObject({
    capabilities: { add: ['CAP_NET_RAW', 'ALL'], drop: ['ALL'] },
    memory: 64,
    memory_swap: 128,
    working_dir: '/srv/app',
    devices: [{ host_path: '/dev/fuse', container_path: '/dev/fuse', permissions: 'rw' }],
    ports: [{ internal: 80 }, { internal: 443 }, { internal: 8_080 }],
  });
  expect(containerWith({ memory: Size.mebibytes(64), memorySwap: Size.mebibytes(64) }, Backend.KREUZWERKER)).toMatchObject({
    memory: 64, memory_swap: 64,
  });
});

test('what is set on the resource keeps its spelling, and the limit with swap follows the limit on memory', () => {
  const swapWith = (change: (resource: Container['resource']) => void) => {
    const container = addTo(testHost({ backend: Backend.KREUZWERKER }), { memory: Size.mebibytes(64), exemptions: EXEMPT });
    change(container.resource);
    const { memory, memory_swap: swap, working_dir: folder } = Synthesized.of(container).resource('docker_container');
    return [memory, swap, folder];
  };
  expect(swapWith((resource) => { resource.memory = 512; })).toEqual([512, 1_024, undefined]);
  expect(swapWith((resource) => resource.addOverride('memory', 512))).toEqual([512, 1_024, undefined]);
  expect(swapWith((resource) => resource.resetMemory())).toEqual([undefined, undefined, undefined]);
  expect(swapWith((resource) => resource.addOverride('memory_swap', -1))).toEqual([64, -1, undefined]);
  expect(swapWith((resource) => { resource.workingDir = '/tmp/'; })).toEqual([64, 128, '/tmp/']);
});

test('a port that the engine chooses is read from where it is written, even if a later port comes before it', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  const web = addTo(host, { ports: [{ containerPort: 81 }] });
  const client = host.addContainer('Client', { image: anImage, environment: { WEB: web.publishedAddress(81) } });
  web.addPort({ containerPort: 80 });
  const resources = Synthesized.of(host).resources('docker_container');
  const address = web.resource.friendlyUniqueId;
  expect(resources[address].ports).toMatchObject([{ internal: 80 }, { internal: 81 }]);
  expect(resources[client.resource.friendlyUniqueId].env).toEqual([`WEB=localhost:\${docker_container.${address}.ports[1].external}`]);
});

describe('a value without a stable spelling is a warning', () => {
  const replaces = 'replaces this container at every plan, because';
  test.each<[what: string, change: (container: Container) => void, warning: string]>([
    ['several host ports', (container) => [1, 2].forEach((hostPort) => container.addPort({ containerPort: 80, hostPort })),
      `${replaces} a container port has several host ports (80/tcp), for which it has no stable spelling. `
      + 'Publish each container port once'],
    ['two protocols', (container) => [Protocol.TCP, Protocol.UDP].forEach((protocol) => container.addPort({ containerPort: 53, protocol })),
      'can replace this container at any plan, because it reads the protocols of a container port back in random order, and the engine '
      + 'chooses a host port (53/tcp, 53/udp). Set `hostPort`'],
    ['the IPv6 loopback address', (container) => container.addPort({ containerPort: 80, hostIp: '::1' }),
      `${replaces} a port is published on ::1 (80/tcp), for which it has no stable spelling. `
      + 'Publish it on another address, such as 127.0.0.1'],
    ['an unknown port', (container) => [80, new TerraformVariable(container, 'port', {}).numberValue]
      .forEach((containerPort) => container.addPort({ containerPort })),
    'can replace this container at every plan, because it reads ports back in their numerical order, and a container port is known only '
      + 'after apply. Give its number'],
    ['a disabled health check', ({ resource }) => resource.putHealthcheck({ test: ['NONE'] }),
      'plans a change of this container every time if its image has a health check, because it has no stable spelling for one that is '
      + 'turned off. Set a health check of your own'],
    ['options of a volume', (container) => container.addMount(
      Mount.volume(new Volume(container, 'Data', { host: container.host, preventDestroy: true }), '/data', { noCopy: true })),
    'can\'t create this container on an engine with an API before 1.45 (Docker 26.0), which refuses the volume options of a mount '
      + '(/data). Leave out `noCopy`'],
    ['the name of a container', ({ resource }) => resource.addOverride('pid_mode', 'container:web'),
      'plans a change of this container every time, because `pid_mode` names a container ("web"), whose id it reads back. '
      + 'Use the container\'s id'],
  ])('%s', (_, change, warning) => {
    const warningsOn = (backend: Backend) => {
      const container = addTo(testHost({ backend }), { exemptions: EXEMPT });
      change(container);
      return Synthesized.of(container).warnings.filter((each) => each.startsWith('[stack/Host/Web] '));
    };
    expect(warningsOn(Backend.KREUZWERKER)).toEqual([
      `[stack/Host/Web] The back end kreuzwerker/docker ${warning}, or use Backend.BERTH.`,
    ]);
    expect(warningsOn(Backend.BERTH)).toEqual([]);
  });
});

test('with the back end berth/docker, no spelling changes', () => {
  expect(containerWith({
    capabilities: [Capability.NET_ADMIN],
    exemptions: EXEMPT,
    workingDirectory: '/tmp/',
    devices: [{ hostPath: '/dev/fuse' }],
    ports: [{ containerPort: 81, hostPort: 81 }, { containerPort: 80, hostPort: 80 }, { containerPort: 80, hostPort: 82 }],
  })).toMatchObject({
    capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] },
    working_dir: '/tmp/',
    devices: [{ host_path: '/dev/fuse', permissions: 'rw' }],
    ports: [{ internal: 81 }, { internal: 80 }, { internal: 80 }],
  });
});
