import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { engineMemoryOf } from './engine-memory';
import {
  ACCESS_PATH, ACCESS_SOCKET, CERTIFICATES_PATH, ENGINE_ARGUMENTS, ENGINE_SCRIPT, RESERVE_VARIABLE, SCRIPT_PATH, SOCKET_ARGUMENTS,
  TLS_ARGUMENTS,
} from './engine-script';
import { ENGINE_SYSCALLS } from './engine-syscalls';
import { NestedAccess } from './nested-access';
import { Endpoint } from '../../engine/endpoint';
import { Tls } from '../../engine/tls';
import { Capability } from '../../isolation/capability';
import { Exemption } from '../../isolation/exemption';
import { Control } from '../../isolation/generated/control';
import { SeccompProfile } from '../../isolation/seccomp-profile';
import { RemovalPolicy } from '../../model/removal-policy';
import { DEFAULT_PORT } from '../../shared/engine';
import { addressOf } from '../../targets/docker/resources';
import { Duration } from '../../units/duration';
import { Container } from '../../workload/container/container';
import { PortMapping } from '../../workload/container/networking/port-mapping';
import { HealthCheck } from '../../workload/container/process/health-check';
import { RestartPolicy } from '../../workload/container/process/restart-policy';
import { ContainerFile } from '../../workload/container/storage/file';
import { Mount } from '../../workload/container/storage/mount';
import { OnFileChange } from '../../workload/container/storage/on-file-change';
import { Volume } from '../../workload/volume';
import { NestedHostProps } from '../nested-host-props';

/** What Docker gives a container by default, so that the engine can give it to its own, and what an engine needs itself. */
const CAPABILITIES = [
  ...Capability.baseline(), ...['AUDIT_WRITE', 'MKNOD', 'NET_RAW', 'NET_ADMIN', 'SYS_ADMIN'].map((name) => Capability.of(name)),
];

const REASON = 'an engine for other containers runs in it';

const EXEMPTIONS = [Control.CAPABILITIES, Control.SECCOMP, Control.APPARMOR, Control.KERNEL_PATHS]
  .map((control) => Exemption.of(control, REASON));

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
    const { host, image, access = NestedAccess.tls(), publishedPorts = [] } = props;
    const { memory, engineMemory } = engineMemoryOf(props);
    const way = access._folder === undefined ? this.overTls(props) : bySocket(access._folder);
    const data = new Volume(this, 'Data', { host, removalPolicy: RemovalPolicy.DESTROY });
    this.container = new Container(this, 'Engine', {
      host,
      image,
      entryPoint: ['sh', SCRIPT_PATH],
      command: [...ENGINE_ARGUMENTS, ...way.arguments],
      environment: { [RESERVE_VARIABLE]: `${engineMemory.toBytes()}` },
      files: [
        { path: SCRIPT_PATH, content: ENGINE_SCRIPT, mode: '0755' },
        ...way.files,
      ],
      onFileChange: OnFileChange.RESTART,
      mounts: [Mount.volume(data, '/var/lib/docker'), Mount.tmpfs('/run', { mode: '0755' }), ...way.mounts],
      memory,
      cpus: props.cpus ?? 1,
      pidsLimit: props.pidsLimit ?? 4096,
      capabilities: CAPABILITIES,
      seccomp: SeccompProfile.allowing(...ENGINE_SYSCALLS),
      apparmorProfile: 'unconfined',
      exemptions: EXEMPTIONS,
      init: true,
      restart: RestartPolicy.ALWAYS,
      stopGracePeriod: Duration.seconds(30),
      ports: [...way.ports, ...publishedPorts],
      healthCheck: HealthCheck.exec(['docker', '-H', 'unix:///run/docker.sock', 'version'], {
        interval: Duration.seconds(1), retries: 60,
      }),
    });
    this.container.connections.allowInternet();
    this.endpoint = way.endpoint(this.container);
  }

  private overTls({ host, hostIp = '127.0.0.1', port: hostPort }: NestedHostProps): Way {
    const hosts = [...new Set([host.address, hostIp])];
    const { authority, server, client } = host._placement.target.addHostCertificates(new Construct(this, 'Certificates'), { hosts });
    return {
      arguments: TLS_ARGUMENTS,
      files: [
        { path: `${CERTIFICATES_PATH}/ca.pem`, content: authority },
        { path: `${CERTIFICATES_PATH}/cert.pem`, content: server.certificate },
        { path: `${CERTIFICATES_PATH}/key.pem`, content: server.key, mode: '0400' },
      ],
      mounts: [],
      ports: [{ containerPort: DEFAULT_PORT.tls, hostPort, hostIp }],
      endpoint: (container) => Endpoint.tcp(host.address, {
        port: container.publishedPort(DEFAULT_PORT.tls),
        tls: Tls.fromMaterial({ ca: authority, cert: client.certificate, key: client.key }),
      }),
    };
  }
}

/** How the engine is reached, and what its container needs for that. */
interface Way {
  readonly arguments: readonly string[];
  readonly files: readonly ContainerFile[];
  readonly mounts: readonly Mount[];
  readonly ports: readonly PortMapping[];
  readonly endpoint: (container: Container) => Endpoint;
}

function bySocket(folder: string): Way {
  return {
    arguments: SOCKET_ARGUMENTS,
    files: [],
    mounts: [Mount.bind(folder, ACCESS_PATH, { readOnly: false })],
    ports: [],
    endpoint: (container) => Endpoint.unix(`${mountedFolder(container)}/${ACCESS_SOCKET}`),
  };
}

/** Returns the folder that the container mounts for its socket: a reference, so that Terraform starts the engine before it uses it. */
function mountedFolder(container: Container): string {
  const mounts = Lazy.stringValue({ produce: () => `${addressOf(container)}.mounts` });
  return `\${one([for each in ${mounts} : each.source if each.target == "${ACCESS_PATH}"])}`;
}
