import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  BaseImage, CloneSet, Container, Control, Duration, Exemption, Gpus, HealthCheck, IsolationPolicy, KubernetesCluster, Mount,
  PlacementConstraint, Port, RemovalPolicy, RestartPolicy, Runtime, SecretFile, ServiceType, Size, VirtualContainerHost, Volume,
} from '../../../src';

const image = BaseImage.fromRegistry('registry.example.com/app:1');

/** A cluster with one of everything. */
export class Everything {
  public readonly cluster: KubernetesCluster;
  public readonly db: Container;
  public readonly web: CloneSet;
  public readonly blue: VirtualContainerHost;

  constructor(stack: TerraformStack) {
    this.cluster = new KubernetesCluster(stack, 'cluster', {
      podDefaults: { processes: 1_024, openFiles: 16_384, privateCgroupNamespace: true },
      publishPorts: ServiceType.LOAD_BALANCER,
      address: 'shop.example.com',
      imagePullSecrets: ['registry'],
      storageClass: 'fast',
    });
    const { cluster } = this;
    const data = cluster.addVolume('data', { removalPolicy: RemovalPolicy.DESTROY, driverOptions: { size: '10Gi' } });
    const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true });
    this.db = cluster.addContainer('db', {
      image,
      user: '999:999',
      mounts: [Mount.volume(data, '/var/lib/db')],
      secrets: [SecretFile.fromVariable(password, '/run/secrets/password', { owner: '0:999', mode: '0440' })],
      healthCheck: HealthCheck.shell('db-ready "$HOST"', {
        interval: Duration.seconds(5), timeout: Duration.seconds(2), retries: 2, startPeriod: Duration.seconds(30),
      }),
      stopGracePeriod: Duration.minutes(1),
      isolation: IsolationPolicy.RESTRICTED,
    });
    this.web = cluster.addCloneSet('web', {
      replicas: 3,
      rollingUpdate: { maxUnavailable: 0, maxSurge: 2 },
      image,
      entryPoint: ['/bin/web'],
      command: ['--greeting', '$(HOME) ${USER}'],
      environment: { NAME: CloneSet.NAME, TEXT: '%{ x } ${y} $(Z)' },
      ports: [{ containerPort: 8_080, hostPort: 80, hostIp: '0.0.0.0' }],
      files: [{ path: '/etc/web.conf', content: 'root ${ROOT};' }, { path: '/etc/logo.png', contentBase64: 'AAEC', mode: '0444' }],
      readOnlyRootFilesystem: true,
      startAfter: [this.db],
      healthyTimeout: Duration.minutes(5),
      mustRunFor: Duration.seconds(10),
      labels: { team: 'shop: & co' },
      placement: {
        constraints: [PlacementConstraint.nodeLabel('disk', 'ssd')], spreadOver: ['topology.kubernetes.io/zone'], maxPerNode: 1,
      },
      extraHosts: { printer: '10.0.0.9' },
    });
    this.web.template.connections.allowTo(this.db, Port.tcp(5_432));
    this.web.template.connections.allowInternet();
    this.addOthers();
    this.blue = new VirtualContainerHost(stack, 'blue', {
      host: cluster, memory: Size.gibibytes(4), cpus: 4, maxContainers: 5, maxVolumes: 2, storage: Size.gibibytes(20),
    });
    const api = this.blue.addContainer('api', { image });
    api.connections.allowTo(this.db, Port.tcp(5_432));
    this.db.connections.expose(Port.tcp(5_432));
  }

  private addOthers(): void {
    const { cluster, web } = this;
    const own = Volume.fromName(cluster, 'own', { host: cluster, name: 'queue-data' });
    const queue = cluster.addCloneSet('queue', {
      replicas: 2,
      image,
      environment: { INDEX: CloneSet.INDEX },
      mounts: [Mount.volume(own, '/shared', { readOnly: true }), Mount.volumeOfClone('data', '/data')],
    });
    queue.template.connections.allowFromHost(Port.tcp(9_000), 9_000);
    const job = cluster.addContainer('job', { image, mustRun: false, restart: RestartPolicy.onFailure(4), startAfter: [this.db] });
    job.connections.allowTo(this.db, Port.tcpRange(5_000, 5_010));
    job.connections.allowTo(queue.template, Port.udp(53), { alias: 'names' });
    cluster.addContainerOnEachNode('agent', { image, runtime: Runtime.RUNSC });
    cluster.addContainer('tuned', { image, sysctls: { 'net.ipv4.tcp_syncookies': '1' }, dnsSearch: ['example.com'], hostname: 'tuned' });
    const peers = cluster.addNetwork('peers');
    const exemptions = [Exemption.of(Control.DEVICES, 'It renders on a GPU')];
    ['one', 'two'].forEach((id) => cluster.addContainer(id, { image, networks: [peers], gpus: Gpus.count(1), cpuShares: 512, exemptions }));
    cluster.addAutoscaling('scale', { cloneSet: web, max: 9, cpuPercent: 70, memoryPercent: 80 });
    cluster.addDisruptionBudget('budget', { cloneSet: web, minAvailable: 2 });
    cluster.addIngress('site', {
      hostname: 'shop.example.com', container: web.template, port: 8_080, controllerNamespace: 'ingress-nginx', tlsSecretName: 'site',
    });
  }
}
