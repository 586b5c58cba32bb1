import {
  DataDisk, DiskFileSystem, EnginePackage, FirewallRule, HostAccess, HostBootstrap, HostBootstrapProps, HostCertificates, HostDefault,
  HostDeviation, HostLogging, HostRuntime, LinuxFamily, Size,
} from '../../src';

/** A public key that nobody has the other half of. */
export const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE1hAeQshU7ovbWlmghmDGsnn0qVXfczTQIKoNSOs72H deploy';

/** The families, each with what it can have. */
const FAMILIES: ReadonlyArray<readonly [name: string, props: HostBootstrapProps]> = [
  ['Debian', { family: LinuxFamily.DEBIAN }],
  ['Debian with docker-ce', { family: LinuxFamily.DEBIAN, engine: EnginePackage.dockerCe('28.5.1') }],
  ['Ubuntu', { family: LinuxFamily.UBUNTU, engine: EnginePackage.distribution('27.5.1') }],
  ['Ubuntu with docker-ce', { family: LinuxFamily.UBUNTU, engine: EnginePackage.dockerCe() }],
  ['Red Hat', { family: LinuxFamily.RED_HAT, engine: EnginePackage.dockerCe('28.5.1') }],
  ['Photon OS', { family: LinuxFamily.PHOTON }],
];

/** Returns the content of a file that a script writes. */
export function fileIn(script: string, path: string): string | undefined {
  const name = path.replace(/[.@]/g, '\\$&');
  return new RegExp(`^put_file ${name} [^\\n]*<<'(END_*)'\\n([\\s\\S]*?)^\\1$`, 'm').exec(script)?.[2];
}

/** Returns user data of any size. */
export const userDataOf = (bootstrap: HostBootstrap) => bootstrap.toCloudInit({ maxSize: Size.kibibytes(64) });

/** Props with everything, for any family. */
export const EVERYTHING: HostBootstrapProps = {
  runtimes: [
    HostRuntime.gvisor({ path: '/opt/gvisor/runsc', wrapper: '/opt/fork', options: ['--platform=kvm'] }), HostRuntime.kata(),
  ],
  access: HostAccess.tls({
    certificates: HostCertificates.onMachine('/etc/ssl/engine'), clientAddresses: ['10.1.0.0/16', 'fd00::/64', '10.9.9.9'], port: 12376,
  }),
  swarm: true,
  logging: HostLogging.remote('syslog', { 'syslog-address': 'tcp+tls://logs.example.com:6514', 'tag': '{{.Name}} it\'s "quoted" `$HOME`' }),
  addressPools: [{ base: '10.90.0.0/16', size: 24 }, { base: 'fd01::/48', size: 64 }],
  registryMirrors: ['https://mirror.example.com:5000', 'http://localhost:5000'],
  dataDisk: DataDisk.of('/dev/vdb', { fileSystem: DiskFileSystem.XFS }),
  sshPort: 2222,
  sshClients: ['192.0.2.0/24'],
  openPorts: [FirewallRule.tcp(9100), ...FirewallRule.swarm(['10.2.0.0/16'])],
  users: [
    { name: 'deploy', authorizedKeys: [KEY, KEY.replace('deploy', 'it\'s "$(reboot)" `x` \\ # me')], usesEngine: true, sudo: true },
    { name: 'blue', authorizedKeys: [], dedicatedEngines: ['blue'] },
  ],
  slices: [
    { name: 'pool', memory: Size.gibibytes(2), cpus: 1.5, pids: 500 },
    { name: 'pool-web', memory: Size.mebibytes(512) },
    { name: 'free' },
  ],
  dedicatedEngines: [
    { name: 'blue', subnet: '10.63.0.0/30', memory: Size.gibibytes(1), cpus: 2, pids: 1000 },
    { name: 'red', subnet: '10.63.0.4/30' },
  ],
  kernelModules: ['ip_vs', 'dm-crypt'],
  sysctls: { 'vm.max_map_count': '262144', 'net.ipv4.ip_local_port_range': '1024 65000' },
  deviations: [HostDeviation.of(HostDefault.USER_NAMESPACES, 'The build cache shares its files with the machine; it\'s $(old).')],
};

/** Every host that is linted: each family by itself, and with everything. */
export const SAMPLES: ReadonlyArray<readonly [name: string, bootstrap: HostBootstrap]> = FAMILIES.flatMap(([name, props]) => [
  [name, new HostBootstrap(props)] as const,
  [`${name} with everything`, new HostBootstrap({ ...EVERYTHING, ...props })] as const,
]);
