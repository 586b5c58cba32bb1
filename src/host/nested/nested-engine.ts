import { Construct } from 'constructs';
import { engineMemoryOf } from './engine-memory';
import { CERTIFICATES_PATH, ENGINE_ARGUMENTS, ENGINE_SCRIPT, RESERVE_VARIABLE, SCRIPT_PATH } from './engine-script';
import { ENGINE_SYSCALLS } from './engine-syscalls';
import { Endpoint } from '../../engine/endpoint';
import { Tls } from '../../engine/tls';
import { Capability } from '../../isolation/capability';
import { Exemption } from '../../isolation/exemption';
import { Control } from '../../isolation/generated/control';
import { SeccompProfile } from '../../isolation/seccomp-profile';
import { RemovalPolicy } from '../../model/removal-policy';
import { DEFAULT_PORT } from '../../shared/engine';
import { Duration } from '../../units/duration';
import { Container } from '../../workload/container/container';
import { HealthCheck } from '../../workload/container/process/health-check';
import { RestartPolicy } from '../../workload/container/process/restart-policy';
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
 * An engine in a container: with its data on a volume, and a TLS endpoint for the holder of a client certificate. It is not privileged,
 * and mounts nothing of its host.
 *
 * @internal
 */
export class NestedEngine extends Construct {
  public readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, props: NestedHostProps) {
    super(scope, id);
    const { host, image, hostIp = '127.0.0.1' } = props;
    const { memory, engineMemory } = engineMemoryOf(props);
    const hosts = [...new Set([host.address, hostIp])];
    const { authority, server, client } = host._placement.target.addHostCertificates(new Construct(this, 'Certificates'), { hosts });
    const data = new Volume(this, 'Data', { host, removalPolicy: RemovalPolicy.DESTROY });
    const engine = new Container(this, 'Engine', {
      host,
      image,
      entryPoint: ['sh', SCRIPT_PATH],
      command: [...ENGINE_ARGUMENTS],
      environment: { [RESERVE_VARIABLE]: `${engineMemory.toBytes()}` },
      files: [
        { path: SCRIPT_PATH, content: ENGINE_SCRIPT, mode: '0755' },
        { path: `${CERTIFICATES_PATH}/ca.pem`, content: authority },
        { path: `${CERTIFICATES_PATH}/cert.pem`, content: server.certificate },
        { path: `${CERTIFICATES_PATH}/key.pem`, content: server.key, mode: '0400' },
      ],
      onFileChange: OnFileChange.RESTART,
      mounts: [Mount.volume(data, '/var/lib/docker'), Mount.tmpfs('/run', { mode: '0755' })],
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
      ports: [{ containerPort: DEFAULT_PORT.tls, hostPort: props.port, hostIp }],
      healthCheck: HealthCheck.exec(['docker', '-H', 'unix:///run/docker.sock', 'version'], {
        interval: Duration.seconds(1), retries: 60,
      }),
    });
    engine.connections.allowInternet();
    this.endpoint = Endpoint.tcp(host.address, {
      port: engine.publishedPort(DEFAULT_PORT.tls),
      tls: Tls.fromMaterial({ ca: authority, cert: client.certificate, key: client.key }),
    });
  }
}
