import { BaseImage, CloneSet, Duration, HealthCheck, IContainerHost } from 'cdktf-berth';
import { Construct } from 'constructs';

export interface SiteProps {
  /** The port at which it answers. */
  readonly port: number;
  /** What its page says. Another text makes all clones anew, one after the other. */
  readonly text: string;
  /** Whether its health check fails, so that the swarm rolls back to what ran before. */
  readonly isBroken: boolean;
  /** Where its image comes from. @default - Docker Hub */
  readonly image?: string;
  /** How often each server is checked. @default - every second */
  readonly checkEvery?: Duration;
}

/** Adds a page with two servers, of which one at a time is replaced. */
export function addSite(scope: Construct, host: IContainerHost, props: SiteProps): CloneSet {
  const { port, text, isBroken, image = 'nginx:1.22', checkEvery = Duration.seconds(1) } = props;
  const answers = 'curl --fail --silent http://localhost:8080/';
  return new CloneSet(scope, 'site', {
    host,
    image: BaseImage.fromRegistry(image),
    replicas: 2,
    files: [{ path: '/etc/nginx/conf.d/default.conf', content: `server { listen 8080; location / { return 200 "${text}\\n"; } }` }],
    ports: [{ containerPort: 8_080, hostPort: port }],
    healthCheck: HealthCheck.shell(isBroken ? 'false' : answers, { interval: checkEvery, retries: 2 }),
    rollingUpdate: { maxUnavailable: 1, rollback: true },
    mustRunFor: Duration.seconds(3),
    // Lets nginx answer what it has accepted.
    stopSignal: 'SIGQUIT',
  });
}
