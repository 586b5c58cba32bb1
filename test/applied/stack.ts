import { TerraformOutput, TerraformStack } from 'cdktf';
import {
  Backend, BaseImage, Capability, CgroupNamespace, Container, ContainerHost, ContainerOptions, ContainerProps, Control, Duration,
  Exemption, HealthCheck, IpcMode, IsolationPolicy, IsolationReport, LogDriver, Mount, NetworkLevel, PidMode, Port, Protocol,
  RemovalPolicy, RestartPolicy, Runtime, SeccompProfile, Size, UtsMode,
} from 'cdktf-berth';
import { Construct } from 'constructs';
import { Inputs } from './inputs';

/** The id of the stack, which the names on the engine begin with. */
export const STACK = 'e2e-upgrade';

const busybox: ContainerOptions = {
  image: BaseImage.fromRegistry('busybox:latest'),
  command: ['sleep', '1000'],
  stopGracePeriod: Duration.seconds(1),
};

/** A class of a user's own library. */
class Worker extends Container {
  constructor(scope: Construct, id: string, props: Omit<ContainerProps, 'image'>) {
    super(scope, id, { ...busybox, ...props });
    this.addLabel('kind', 'worker');
    this.addEnvironment('KIND', 'worker');
  }
}

/** What the earlier commits did where nobody asked for anything. Later commits have other defaults. */
export const EARLIER_DEFAULTS: Defaults = { removalPolicy: RemovalPolicy.DESTROY, level: NetworkLevel.PUBLISHED };

/** What an author may leave out. */
export interface Defaults {
  readonly removalPolicy?: RemovalPolicy;
  readonly level?: NetworkLevel;
}

/**
 * Fills a stack with most of the library's features that an ordinary engine can apply. Earlier commits synthesized this stack for
 * the fixtures in test/fixtures/applied, so change it only together with them. README.md there describes how.
 *
 * The other back end does not support images from an archive and isolation reports, so they are left out.
 */
export function applied(stack: TerraformStack, { rootFileSystem, archive }: Inputs, defaults: Defaults = EARLIER_DEFAULTS): void {
  const { removalPolicy, level } = defaults;
  const isBerth = Backend.of(stack) === Backend.BERTH;
  const host = ContainerHost.fromEnvironment(stack, 'host', { sharedFolders: [{ path: '/usr/share' }] });
  const other = ContainerHost.fromEnvironment(stack, 'Other Host', { isolation: IsolationPolicy.BASELINE.with({ processes: 500 }) });

  const tools = host.addVolume('tools', { removalPolicy });
  const data = host.addVolume('data', {
    name: `${STACK}-named`, driver: 'local', labels: { of: 'data' }, removalPolicy,
  });
  const closed = host.addNetwork('closed', { level: NetworkLevel.CLOSED });
  const peers = host.addNetwork('peers', { level: NetworkLevel.PEERS, labels: { of: 'peers' } });
  const open = host.addNetwork('open', {
    level: NetworkLevel.OPEN, subnets: [{ cidr: '10.211.8.0/24', gateway: '10.211.8.1', ipRange: '10.211.8.128/25' }],
  });

  // Its image has the commands of the other images: the engine copies them into the empty volume.
  const first = host.addContainer('first', { ...busybox, mounts: [Mount.volume(tools, '/bin')], networks: [peers] });
  const server = host.addContainer('server', {
    ...busybox,
    entryPoint: ['/bin/sh', '-c'],
    command: ['echo "${GREETING}" > /data/greeting; exec sleep 1000'],
    environment: { GREETING: 'hello ${you} %{if}', HOST: host.address },
    user: '0:0',
    supplementaryGroups: ['20'],
    workingDirectory: '/data',
    init: true,
    tty: true,
    stdinOpen: true,
    stopSignal: 'SIGINT',
    startAfter: [first],
    restart: RestartPolicy.UNLESS_STOPPED,
    healthCheck: HealthCheck.shell('test -f /data/greeting', {
      interval: Duration.millis(500), timeout: Duration.seconds(5), retries: 2, startPeriod: Duration.minutes(1),
    }),
    healthyTimeout: Duration.minutes(2),
    logDriver: LogDriver.local({ maxFiles: 2 }),
    labels: { 'of': 'server', 'with space': 'and "quotes"' },
    ports: [{ containerPort: 80 }, { containerPort: 53, protocol: Protocol.UDP }],
    hostname: 'server',
    domainName: 'example.com',
    extraHosts: { elsewhere: '10.9.9.9' },
    dns: ['10.9.9.8'],
    dnsSearch: ['example.org'],
    dnsOptions: ['ndots:2'],
    mounts: [
      Mount.volume(data, '/data'),
      Mount.bind('/usr/share', '/shared', { readOnly: true }),
      Mount.tmpfs('/scratch', { size: Size.mebibytes(4), owner: '1000', mode: '0700' }),
    ],
    files: [
      { path: '/opt/app/run', content: '#!/bin/sh\necho "${1}"\n', mode: '0755' },
      { path: '/opt/app/bytes', contentBase64: 'AP8=' },
    ],
    sharedMemory: Size.mebibytes(32),
    memory: Size.mebibytes(64),
    memorySwap: Size.mebibytes(96),
    cpus: 0.5,
    cpuShares: 512,
    ...isBerth ? { pidsLimit: 50 } : {},
    ulimits: [{ name: 'nproc', soft: 100, hard: 200 }, { name: 'core', soft: 0 }],
    networks: [open],
  });
  server.connectTo(peers, { aliases: ['www'] });
  server.addMount(Mount.tmpfs('/later'));
  server.addPort({ containerPort: 81, hostIp: '127.0.0.1' });
  server.resource.addOverride('cpu_set', '0');

  const monitor = host.addContainer('monitor', {
    ...busybox,
    pidMode: PidMode.container(server),
    ipcMode: IpcMode.HOST,
    ...isBerth ? { utsMode: UtsMode.HOST, cgroupNamespace: CgroupNamespace.HOST } : {},
    runtime: Runtime.RUNC,
    noNewPrivileges: false,
    capabilities: [...Capability.baseline(), Capability.NET_RAW],
    seccomp: SeccompProfile.UNCONFINED,
    devices: [{ hostPath: '/dev/null', containerPath: '/dev/nothing', permissions: 'r' }],
    healthCheck: HealthCheck.none(),
    logDriver: LogDriver.none(),
    restart: RestartPolicy.NO,
    exemptions: Exemption.ofAll('it watches the machine'),
  });
  monitor.startAfter(server);

  const client = host.addContainer('client', { ...busybox, exemptions: [Exemption.of(Control.USER, 'it is root')], networks: [closed] });
  client.connections.allowTo(server, Port.tcp(80));
  client.connections.allowTo(first, Port.all());
  client.connections.allowInternet();
  client.connections.allowFromHost(Port.tcpRange(9000, 9001));
  const worker = new Worker(stack, 'Worker', { host, labels: { address: server.publishedAddress(80), ip: server.ipAddress(open) } });
  worker.connections.allowTo(client, Port.udp(53));
  new Worker(new Construct(stack, 'Nested Scope'), 'Renamed', { host, name: `${STACK}-own-name` }).resource.overrideLogicalId('chosen');

  host.addContainer('from-files', {
    image: BaseImage.fromRootFilesystem(rootFileSystem, {
      command: ['sleep', '1000'], workingDirectory: '/etc', labels: { of: 'files' }, removalPolicy,
    }),
    mounts: [Mount.volume(tools, '/bin', { noCopy: true })],
    startAfter: [first],
    stopSignal: 'SIGKILL',
  });
  if (isBerth) {
    host.addContainer('from-archive', {
      image: BaseImage.fromArchive(archive, { name: `${STACK}:archive`, removalPolicy }),
      command: ['sleep', '1000'],
      mounts: [Mount.volume(tools, '/bin', { readOnly: true, noCopy: true })],
      startAfter: [first],
      stopSignal: 'SIGKILL',
    });
  }

  other.addContainer('strict', { ...busybox, isolation: IsolationPolicy.RESTRICTED.with({ processes: 100 }), user: '65532:65532' })
    .connections.isolate();
  other.addContainer('job', { ...busybox, command: ['true'], mustRun: false, networks: [other.addNetwork('net', { level })] });

  if (isBerth) new TerraformOutput(stack, 'report', { value: new IsolationReport(host, 'report', { host }).jsonPath });
  new TerraformOutput(stack, 'address', { value: server.ipAddress(open) });
  new TerraformOutput(stack, 'published', { value: server.publishedAddress(80) });
}
