import { Json } from '../settings/json';
import { CPUS } from '../settings/limits';
import { EngineState } from '../state/engine-state';
import { ROOT } from '../state/volumes';

export const API_VERSION = '1.41';
export const OLDEST_API_VERSION = '1.12';
export const ENGINE_VERSION = '20.10.24';

const KERNEL = '6.1.0-simulated';

/** Returns the answer to `GET /version`. */
export function versionOf(): Json {
  const built = '2026-01-01T00:00:00.000000000+00:00';
  const details = {
    ApiVersion: API_VERSION,
    Arch: 'amd64',
    BuildTime: built,
    Experimental: 'false',
    GitCommit: 'simulated',
    GoVersion: 'go1.19.8',
    KernelVersion: KERNEL,
    MinAPIVersion: OLDEST_API_VERSION,
    Os: 'linux',
  };
  const { Experimental: _experimental, ...own } = details;
  const component = { Name: 'Engine', Version: ENGINE_VERSION, Details: details };
  return { Platform: { Name: '' }, Components: [component], Version: ENGINE_VERSION, ...own };
}

/** Returns the answer to `GET /info`. */
export function infoOf(state: EngineState): Json {
  const statuses = [...state.containers.all()].map(({ status }) => status);
  const count = (...wanted: readonly string[]) => statuses.filter((status) => wanted.includes(status)).length;
  const yes = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, true]));
  return {
    ID: state.id,
    Containers: statuses.length,
    ContainersRunning: count('running', 'restarting'),
    ContainersPaused: count('paused'),
    ContainersStopped: count('created', 'exited', 'removing'),
    Images: state.images.all.length,
    Driver: 'overlay2',
    DriverStatus: [['Backing Filesystem', 'extfs'], ['Supports d_type', 'true'], ['Native Overlay Diff', 'true'], ['userxattr', 'false']],
    Plugins: {
      Volume: ['local'], Network: ['bridge', 'host', 'null'], Authorization: null, Log: ['json-file', 'local'],
    },
    ...yes('MemoryLimit', 'SwapLimit', 'KernelMemory', 'KernelMemoryTCP', 'CpuCfsPeriod', 'CpuCfsQuota', 'CPUShares', 'CPUSet'),
    ...yes('PidsLimit', 'IPv4Forwarding', 'BridgeNfIptables', 'BridgeNfIp6tables', 'OomKillDisable'),
    Debug: false,
    SystemTime: new Date().toISOString(),
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '1',
    NEventsListener: state.events.listening,
    KernelVersion: KERNEL,
    OperatingSystem: 'Simulated',
    OSVersion: '12',
    OSType: 'linux',
    Architecture: 'x86_64',
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: {
      AllowNondistributableArtifactsCIDRs: [],
      AllowNondistributableArtifactsHostnames: [],
      InsecureRegistryCIDRs: ['127.0.0.0/8'],
      IndexConfigs: { 'docker.io': { Name: 'docker.io', Mirrors: [], Secure: true, Official: true } },
      Mirrors: [],
    },
    NCPU: CPUS,
    MemTotal: 16 * 1024 ** 3,
    GenericResources: null,
    DockerRootDir: ROOT,
    Name: state.id,
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: ENGINE_VERSION,
    Runtimes: { 'io.containerd.runc.v2': { path: 'runc' }, 'io.containerd.runtime.v1.linux': { path: 'runc' }, 'runc': { path: 'runc' } },
    DefaultRuntime: 'runc',
    Swarm: { NodeID: '', NodeAddr: '', LocalNodeState: 'inactive', ControlAvailable: false, Error: '', RemoteManagers: null },
    LiveRestoreEnabled: false,
    InitBinary: 'docker-init',
    SecurityOptions: ['name=seccomp,profile=default'],
    Warnings: null,
  };
}
