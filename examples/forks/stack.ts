import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { AfterFork, BaseImage, ContainerHost, Fork, ForkReadiness, Front, Runtime, Size } from 'cdktf-berth';
import { Construct } from 'constructs';

export interface TicketsProps {
  /** The number of servers. */
  readonly servers: number;
  /** Whether they start as forks of one that is ready. */
  readonly isFork: boolean;
  /** How long a server initialises, in seconds. */
  readonly seconds: number;
  /** The port of the front. @default 8080 */
  readonly port?: number;
  /** The image of the front. @default "haproxy:3.0" */
  readonly frontImage?: string;
}

/** The most servers that the front knows. It finds out by itself which of them are there. */
const MOST = 50;

/** A service that takes seconds to start, behind a front. */
export class Tickets extends TerraformStack {
  constructor(scope: Construct, id: string, { servers, isFork, seconds, port = 8080, frontImage = 'haproxy:3.0' }: TicketsProps) {
    super(scope, id);
    if (servers > MOST) throw new Error(`The front knows at most ${MOST} servers.`);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const host = ContainerHost.fromEnvironment(this, 'machine');
    const fork = Fork.of({
      ready: ForkReadiness.command(['node', '-e', script('ready')]),
      // All forks have the key of their template, until each has made its own.
      afterFork: AfterFork.command(['node', '-e', script('new-key')]),
    });
    const set = host.addCloneSet('tickets', {
      replicas: servers,
      image: BaseImage.fromRegistry('node:18-slim'),
      runtime: Runtime.RUNSC,
      command: ['node', '-e', script('server'), `${seconds}`],
      memory: Size.mebibytes(256),
      cpus: 1,
      fork: isFork ? fork : undefined,
    });
    const front = new Front(this, 'front', { host, image: BaseImage.fromRegistry(frontImage) });
    front.addHttp(port, { servers: set.serversFor(front, 8080), healthPath: '/' });
    new TerraformOutput(this, 'address', { value: `http://127.0.0.1:${port}/` });
  }
}

function script(name: string): string {
  return readFileSync(join(__dirname, 'scripts', `${name}.js`), 'utf8');
}
