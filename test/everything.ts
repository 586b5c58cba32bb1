import { LocalBackend, TerraformStack } from 'cdktf';
import {
  BaseImage, Capability, CgroupNamespace, Control, ContainerHost, Duration, Endpoint, Exemption, HealthCheck, IpcMode, IsolationPolicy,
  IsolationReport, LogDriver, Mount, NetworkLevel, NetworkMode, OnFileChange, PidMode, Port, Protocol, RestartPolicy, Runtime,
  SeccompProfile, Size, Tls, UserNamespace, UtsMode,
} from 'cdktf-berth';

/** Fills a stack with most of the library's features. */
export function everything(stack: TerraformStack): void {
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  const host = ContainerHost.fromEnvironment(stack, 'host', {
    sharedFolders: [{ path: '/srv/shared' }, { path: '/srv/scratch', readOnly: false }],
  });
  const remote = ContainerHost.fromSsh(stack, 'remote', {
    hostname: 'machine.example',
    user: 'deploy',
    port: 2222,
    identityFile: '~/.ssh/deploy',
    knownHostsFile: 'hosts',
    options: { ProxyJump: 'bastion' },
    isolation: IsolationPolicy.RESTRICTED.with({ memory: Size.mebibytes(256), processes: 100 }),
    addressRange: '10.128.0.0/16',
  });
  ContainerHost.fromTcp(stack, 'tls', { hostname: 'fd00::1', tls: Tls.fromDirectory('certificates') });
  new ContainerHost(stack, 'socket', { endpoint: Endpoint.unix('/run/engine.sock') });

  const data = host.addVolume('data', { labels: { kind: 'data' } });
  const closed = host.addNetwork('closed', { level: NetworkLevel.CLOSED });
  const fixed = host.addNetwork('fixed', {
    level: NetworkLevel.OPEN, subnets: [{ cidr: '10.20.0.0/24', gateway: '10.20.0.1', ipRange: '10.20.0.128/25' }],
  });
  const overlay = host.addNetwork('overlay', { level: NetworkLevel.PEERS, driver: 'overlay', driverOptions: { encrypted: 'true' } });

  const server = host.addContainer('server', {
    image: BaseImage.fromRegistry('registry.example:5000/team/server:1.0', { platform: 'linux/amd64', pullTriggers: ['a'] }),
    command: ['serve', '--literal', '${not_terraform}'],
    entryPoint: ['/entry'],
    environment: { A: '%{b}', HOST: host.address },
    user: '1000:1000',
    supplementaryGroups: ['5'],
    workingDirectory: '/srv',
    init: true,
    tty: true,
    stdinOpen: true,
    stopSignal: 'SIGQUIT',
    stopGracePeriod: Duration.minutes(1),
    healthCheck: HealthCheck.shell('test -e /ready', { interval: Duration.seconds(2) }),
    healthyTimeout: Duration.minutes(5),
    restart: RestartPolicy.ALWAYS,
    logDriver: LogDriver.local({ maxFiles: 2 }),
    labels: { tier: 'one' },
    mounts: [
      Mount.volume(data, '/data', { noCopy: true }),
      Mount.bind('/srv/shared', '/shared', { readOnly: true }),
      Mount.tmpfs('/cache', { owner: '1000' }),
    ],
    files: [{ path: '/etc/server.conf', content: 'a = ${b}', mode: '0600' }],
    mustRunFor: Duration.seconds(5),
    onFileChange: OnFileChange.RESTART,
    sharedMemory: Size.mebibytes(128),
    memory: Size.gibibytes(2),
    memorySwap: Size.gibibytes(3),
    cpus: 0.5,
    cpuShares: 512,
    pidsLimit: 200,
    ulimits: [{ name: 'core', soft: 0 }],
    diskLimits: [{ device: '/dev/sda', read: Size.mebibytes(10), write: Size.mebibytes(5) }],
    networks: [fixed],
    hostname: 'server',
    domainName: 'example',
    extraHosts: { gateway: 'host-gateway' },
    dns: ['10.0.0.53'],
    dnsSearch: ['example'],
    ports: [{ containerPort: 80, hostPort: 8080, hostIp: '0.0.0.0' }, { containerPort: 53, protocol: Protocol.UDP }],
  });
  server.connectTo(overlay, { aliases: ['srv'] });
  server.addEnvironment('LATER', 'yes');
  server.addLabel('later', 'yes');
  server.addMount(Mount.tmpfs('/later'));

  const sandboxed = host.addContainer('sandboxed', {
    image: BaseImage.fromRegistry('nginx:1.22'),
    isolation: IsolationPolicy.SANDBOXED,
    networks: [closed],
    labels: { address: server.publishedAddress(80), ip: server.ipAddress(fixed) },
  });
  sandboxed.startAfter(server);

  const monitor = host.addContainer('monitor', {
    image: BaseImage.fromRegistry('busybox:1.36'),
    networkMode: NetworkMode.of('host'),
    pidMode: PidMode.container(server),
    ipcMode: IpcMode.HOST,
    utsMode: UtsMode.HOST,
    cgroupNamespace: CgroupNamespace.HOST,
    cgroupParent: '/batch',
    userNamespace: UserNamespace.HOST,
    runtime: Runtime.RUNC,
    noNewPrivileges: false,
    capabilities: [...Capability.baseline(), Capability.NET_RAW],
    seccomp: SeccompProfile.allowing('read', 'write', 'clone'),
    devices: [{ hostPath: '/dev/fuse' }],
    sysctls: { 'net.ipv4.tcp_syncookies': '1' },
    mustRun: false,
    healthCheck: HealthCheck.none(),
    exemptions: Exemption.ofAll('it watches the machine'),
  });
  monitor.resource.addOverride('cpu_set', '0');

  const client = host.addContainer('client', {
    image: BaseImage.fromRegistry('busybox:1.36'), exemptions: [Exemption.of(Control.USER, 'unused')],
  });
  client.connections.allowTo(server, Port.tcp(80));
  client.connections.allowInternet();
  client.connections.allowFromHost(Port.tcpRange(9000, 9001), 9000);

  remote.addContainer('strict', { image: BaseImage.fromRegistry('redis:7.0'), user: '999:999' }).connections.isolate();
  new IsolationReport(stack, 'report', { host });
}
