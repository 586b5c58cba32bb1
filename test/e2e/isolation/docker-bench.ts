import { ContainerInspectInfo } from 'dockerode';

/** The output of `docker inspect`, with a field that the client's types lack. */
type Inspect = ContainerInspectInfo & { readonly AppArmorProfile?: string };

/** A check of section 5 of the CIS Docker Benchmark. Evaluates `docker inspect` like docker-bench-security 1.6.0. */
export interface BenchCheck {
  readonly id: string;
  readonly title: string;
  /** Whether a container passes. Unset if no setting of a container decides the check. */
  readonly passes?: (container: Inspect) => boolean;
  /** Why a container's defaults don't satisfy the check. Unset if they do. */
  readonly notOurs?: string;
}

const DOCKER_DEFAULTS = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'NET_RAW', 'SETFCAP', 'SETGID',
  'SETPCAP', 'SETUID', 'SYS_CHROOT',
];
const SENSITIVE = ['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr'];

const options = ({ HostConfig }: Inspect): string[] => HostConfig.SecurityOpt ?? [];
const published = ({ NetworkSettings }: Inspect) => Object.values(NetworkSettings.Ports).flatMap((all) => all ?? []);

export const BENCH: readonly BenchCheck[] = [
  { id: '5.1', title: 'no swarm mode', notOurs: 'the engine\'s setting: a container can\'t change it' },
  {
    id: '5.2',
    title: 'AppArmor profile',
    passes: ({ AppArmorProfile: profile = '' }) => !['', 'unconfined'].includes(profile),
    notOurs: 'the host\'s kernel: where it has AppArmor, the engine\'s own profile is in force by default',
  },
  {
    id: '5.3',
    title: 'SELinux options',
    passes: (container) => options(container).some((option) => option.startsWith('label')),
    notOurs: 'the host\'s kernel: where it has SELinux, the engine labels containers by itself if it is set to; '
      + 'a label by hand would weaken that',
  },
  {
    id: '5.4',
    title: 'capabilities',
    passes: ({ HostConfig }) => (HostConfig.CapAdd ?? []).every((name: string) => DOCKER_DEFAULTS.includes(name.replace('CAP_', ''))),
  },
  { id: '5.5', title: 'not privileged', passes: ({ HostConfig }) => !HostConfig.Privileged },
  {
    id: '5.6',
    title: 'no sensitive host folders',
    passes: ({ Mounts }) => !Mounts.some(({ RW, Source }) => RW && SENSITIVE.includes(Source)),
  },
  { id: '5.7', title: 'no sshd', notOurs: 'what is in the image' },
  {
    id: '5.8',
    title: 'no privileged host ports',
    passes: (container) => published(container).every(({ HostPort }) => Number(HostPort) > 1024),
  },
  { id: '5.9', title: 'only needed ports', passes: (container) => published(container).length === 0 },
  { id: '5.10', title: 'not the host\'s network', passes: ({ HostConfig }) => HostConfig.NetworkMode !== 'host' },
  { id: '5.11', title: 'memory limit', passes: ({ HostConfig }) => HostConfig.Memory !== 0 },
  { id: '5.12', title: 'CPU limit', passes: ({ HostConfig }) => HostConfig.CpuShares !== 0 || HostConfig.NanoCpus !== 0 },
  {
    id: '5.13',
    title: 'read-only root',
    passes: ({ HostConfig }) => HostConfig.ReadonlyRootfs === true,
    notOurs: 'ordinary images write to their root: IsolationPolicy.RESTRICTED, or `readOnlyRootFilesystem: true`, where one does not',
  },
  {
    id: '5.14',
    title: 'ports bound to one address',
    passes: (container) => published(container).every(({ HostIp }) => !['0.0.0.0', '::', ''].includes(HostIp)),
  },
  {
    id: '5.15',
    title: 'at most 5 restarts',
    passes: ({ HostConfig: { RestartPolicy: policy } }) => ['', 'no'].includes(policy?.Name ?? '')
      || policy?.Name === 'on-failure' && policy.MaximumRetryCount! >= 1 && policy.MaximumRetryCount! <= 5,
  },
  { id: '5.16', title: 'not the host\'s processes', passes: ({ HostConfig }) => HostConfig.PidMode !== 'host' },
  { id: '5.17', title: 'not the host\'s IPC', passes: ({ HostConfig }) => HostConfig.IpcMode !== 'host' },
  { id: '5.18', title: 'no host devices', passes: ({ HostConfig }) => (HostConfig.Devices ?? []).length === 0 },
  { id: '5.19', title: 'ulimits', passes: ({ HostConfig }) => (HostConfig.Ulimits ?? []).length > 0 },
  { id: '5.20', title: 'no shared propagation', passes: ({ Mounts }) => !Mounts.some(({ Propagation }) => Propagation.includes('shared')) },
  { id: '5.21', title: 'not the host\'s UTS', passes: ({ HostConfig }) => HostConfig.UTSMode !== 'host' },
  {
    id: '5.22',
    title: 'seccomp on',
    passes: (container) => !options(container).some((option) => /^seccomp[=:]unconfined$/.test(option)),
  },
  { id: '5.23', title: 'no privileged exec', notOurs: 'what somebody does to a container that runs' },
  { id: '5.24', title: 'no exec as root', notOurs: 'what somebody does to a container that runs' },
  { id: '5.25', title: 'the engine\'s cgroup', passes: ({ HostConfig }) => (HostConfig.CgroupParent ?? '') === '' },
  {
    id: '5.26',
    title: 'no new privileges',
    passes: (container) => options(container).some((option) => /^no-new-privileges([=:]true)?$/.test(option)),
  },
  {
    id: '5.27',
    title: 'health check',
    passes: ({ State }) => State.Health !== undefined,
    notOurs: 'only who made the image knows what healthy means: the prop `healthCheck`',
  },
  { id: '5.28', title: 'fresh image', notOurs: 'when to take a newer image is the author\'s to say; images are pinned by content' },
  { id: '5.29', title: 'PIDs limit', passes: ({ HostConfig }) => (HostConfig.PidsLimit ?? 0) > 0 },
  { id: '5.30', title: 'not on docker0', passes: ({ NetworkSettings }) => !('bridge' in NetworkSettings.Networks) },
  { id: '5.31', title: 'not the host\'s users', passes: ({ HostConfig }) => HostConfig.UsernsMode !== 'host' },
  { id: '5.32', title: 'no engine socket', passes: ({ Mounts }) => !JSON.stringify(Mounts).includes('docker.sock') },
];
