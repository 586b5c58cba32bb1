import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import {
  BaseImage, Container, ContainerHost, Duration, HealthCheck, IContainerHost, Mount, Port, RemovalPolicy, Volume,
} from 'cdktf-berth';
import { Construct } from 'constructs';

export interface ShopProps {
  /** The port of this machine that serves the page. */
  readonly port: number;
}

/** The shop on this machine. */
export class Shop extends TerraformStack {
  constructor(scope: Construct, id: string, { port }: ShopProps) {
    super(scope, id);
    // Stores the state in the stack's folder, so that the folder can be moved to another machine.
    new LocalBackend(this, { path: 'terraform.tfstate' });

    const host = ContainerHost.fromEnvironment(this, 'host');
    addShop(this, host, port);
    new TerraformOutput(this, 'address', { value: `http://${host.address}:${port}` });
  }
}

/**
 * Adds nginx in front of an application in front of redis. Each container reaches only the one behind it, and waits until that is
 * healthy. The containers run under the default policy, "baseline".
 *
 * @param port the port of the host that serves the page
 */
export function addShop(scope: Construct, host: IContainerHost, port: number): void {
  const redis = new Container(scope, 'redis', {
    host,
    image: officialImage('redis:7.0'),
    command: ['redis-server', '--appendonly', 'yes'],
    mounts: [Mount.volume(new Volume(scope, 'data', { host, removalPolicy: RemovalPolicy.DESTROY }), '/data')],
    healthCheck: HealthCheck.exec(['redis-cli', 'ping'], OFTEN),
  });

  const app = new Container(scope, 'app', {
    host,
    image: officialImage('node:18-slim'),
    command: ['node', '/app/server.js'],
    // The user node of the image, by its number: Kubernetes reads no names.
    user: '1000:1000',
    environment: { REDIS_HOST: redis.name },
    files: ['server.js', 'health.js'].map((name) => ({ path: `/app/${name}`, content: read(`app/${name}`) })),
    healthCheck: HealthCheck.exec(['node', '/app/health.js'], OFTEN),
    startAfter: [redis],
  });

  const web = new Container(scope, 'web', {
    host,
    image: officialImage('nginx:1.22'),
    files: [{ path: '/etc/nginx/conf.d/default.conf', content: read('web/default.conf').replace('APP_HOST', app.name) }],
    ports: [{ containerPort: 80, hostPort: port }],
    healthCheck: HealthCheck.exec(['curl', '--fail', '--silent', 'http://localhost/nginx-health'], OFTEN),
    startAfter: [app],
  });

  web.connections.allowTo(app, Port.tcp(8080));
  app.connections.allowTo(redis, Port.tcp(6379));
}

/** The containers start one after the other, so frequent health checks shorten the apply. */
const OFTEN = { interval: Duration.seconds(1), timeout: Duration.seconds(10) };

/** Keeps the image when the shop is destroyed, because other stacks may use it. */
function officialImage(reference: string): BaseImage {
  return BaseImage.fromRegistry(reference);
}

function read(path: string): string {
  return readFileSync(join(__dirname, path), 'utf8');
}
