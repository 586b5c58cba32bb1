import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { accessWay } from './access-way';
import { addDelegate } from './delegate';
import { engineMemoryOf } from './engine-memory';
import { ENGINE_ARGUMENTS, ENGINE_SCRIPT, HOST_ROOT_VARIABLE, RESERVE_VARIABLE, SCRIPT_PATH } from './engine-script';
import { settingsFile } from './engine-settings';
import { ENGINE_SECCOMP } from './engine-syscalls';
import { Endpoint } from '../../engine/endpoint';
import { IContainerHost } from '../../engine/i-container-host';
import { Capability } from '../../isolation/capability';
import { Exemption } from '../../isolation/exemption';
import { Control } from '../../isolation/generated/control';
import { RemovalPolicy } from '../../model/removal-policy';
import { defaultName } from '../../private/default-name';
import { addressOf } from '../../targets/docker/resources';
import { Duration } from '../../units/duration';
import { Container } from '../../workload/container/container';
import { HealthCheck } from '../../workload/container/process/health-check';
import { RestartPolicy } from '../../workload/container/process/restart-policy';
import { Mount } from '../../workload/container/storage/mount';
import { OnFileChange } from '../../workload/container/storage/on-file-change';
import { Volume } from '../../workload/volume';
import { ContainerHost } from '../container-host';
import { NestedHostProps } from '../nested-host-props';

/** What Docker gives a container by default, so that the engine can give it to its own, and what an engine needs itself. */
const CAPABILITIES = [
  ...Capability.baseline(),
  ...['AUDIT_WRITE', 'MKNOD', 'NET_RAW', 'NET_ADMIN', 'SYS_ADMIN', 'SYS_PTRACE'].map((name) => Capability.of(name)),
];

/** What an engine needs to start containers. */
const OF_AN_ENGINE = [Control.CAPABILITIES, Control.SECCOMP, Control.APPARMOR, Control.KERNEL_PATHS];

/** What root of the machine gets around with the capabilities and system calls of an engine. */
const OF_HOST_ROOT = [Control.DEVICES, Control.HOST_PATHS, Control.MEMORY, Control.CPUS, Control.PROCESSES];

function exemptions(hostRoot: boolean): Exemption[] {
  const engine = 'an engine for other containers runs in it';
  const [others, reason] = hostRoot
    ? [OF_HOST_ROOT, `${engine}, and its root is root of the machine`]
    : [[Control.CGROUP_NAMESPACE], `${engine}, to which its own groups are given there`];
  return [
    ...OF_AN_ENGINE.map((control) => Exemption.of(control, engine)),
    ...others.map((control) => Exemption.of(control, reason)),
  ];
}

/**
 * An engine in a container, with its data on a volume. It is not privileged, and mounts nothing of its host but the folder for its socket,
 * if it is reached by one.
 *
 * @internal
 */
export class NestedEngine extends Construct {
  public readonly endpoint: Endpoint;
  public readonly container: Container;

  constructor(scope: Construct, id: string, props: NestedHostProps) {
    super(scope, id);
    const { host, image, hostRoot = false, publishedPorts = [] } = props;
    const { memory, engineMemory } = engineMemoryOf(props);
    const way = accessWay(this, props);
    const cgroupParent = hostRoot ? undefined : parentGroup(this, host);
    const delegate = cgroupParent === undefined ? undefined : addDelegate(this, props, cgroupParent);
    const data = new Volume(this, 'Data', { host, removalPolicy: RemovalPolicy.DESTROY });
    this.container = new Container(this, 'Engine', {
      host,
      image,
      entryPoint: ['sh', SCRIPT_PATH],
      command: [...ENGINE_ARGUMENTS, ...way.arguments ?? []],
      environment: { [RESERVE_VARIABLE]: `${engineMemory.toBytes()}`, [HOST_ROOT_VARIABLE]: `${hostRoot}` },
      files: [
        { path: SCRIPT_PATH, content: ENGINE_SCRIPT, mode: '0755' },
        ...way.files ?? [],
        ...settingsFile(props),
      ],
      secrets: [...way.secrets ?? []],
      onFileChange: OnFileChange.RESTART,
      mounts: [Mount.volume(data, '/var/lib/docker'), Mount.tmpfs('/run', { mode: '0755' }), ...way.mounts ?? []],
      memory,
      cpus: props.cpus ?? 1,
      pidsLimit: props.pidsLimit ?? 4096,
      capabilities: CAPABILITIES,
      seccomp: ENGINE_SECCOMP,
      apparmorProfile: 'unconfined',
      cgroupParent,
      startAfter: delegate && [delegate],
      exemptions: exemptions(hostRoot),
      init: true,
      restart: RestartPolicy.ALWAYS,
      stopGracePeriod: Duration.seconds(30),
      ports: [...way.ports ?? [], ...publishedPorts],
      healthCheck: HealthCheck.exec(['docker', '-H', 'unix:///run/docker.sock', 'version'], {
        interval: Duration.seconds(1), retries: 60,
      }),
    });
    this.container.connections.allowInternet();
    const address = Lazy.stringValue({ produce: () => addressOf(this.container) });
    this.endpoint = way.endpoint(this.container)._startedBy(address, mayBeSuspended(host));
  }
}

/** Whether what is on a host may be suspended: with its virtual container host, or with one in which its engine is. */
function mayBeSuspended({ _placement: { engine, virtualHost } }: IContainerHost): boolean {
  return virtualHost?.cgroupParent !== undefined || engine instanceof ContainerHost && engine._engineBlock.may_be_suspended === true;
}

/** Returns a control group that nothing else is in, below which the engine's is. In a virtual container host, it is in the pool of that. */
function parentGroup(scope: Construct, { _placement: { target, virtualHost } }: IContainerHost): string {
  if (virtualHost?.cgroupParent === undefined) {
    // A name that is right for both drivers of control groups. A dash would make it a slice in another one.
    return `${defaultName(scope).replace(/-/g, '_')}.slice`;
  }
  return target.addResourcePool(new Construct(scope, 'Pool'), {
    name: `${virtualHost.rules.name}-engine`,
    parent: virtualHost.cgroupParent,
    diskLimits: [],
    shrinksAsFarAsPossible: false,
    suspended: false,
  }).cgroupParent;
}
