import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { BaseImage, CloneSet, Container, ContainerHost, Duration, IContainerHost, Network, Size } from 'cdktf-berth';
import { Construct } from 'constructs';

export interface WorkersProps {
  /** The number of workers. */
  readonly workers: number;
  /** The number of jobs that the dispatcher puts into the queue. */
  readonly jobs: number;
  /** Which color the workers have. Another one makes all of them anew. */
  readonly color: string;
  /** The most processes of each worker. @default 50 */
  readonly processes?: number;
}

/** What others need to know of the workers. */
export interface AddedWorkers {
  readonly queue: Container;
  readonly dispatcher: Container;
}

/** The user of redis in its image. */
const USER = '999:999';

/** The queue and its workers on this machine. */
export class Workers extends TerraformStack {
  constructor(scope: Construct, id: string, props: WorkersProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const host = ContainerHost.fromEnvironment(this, 'machine');
    const { dispatcher } = addWorkers(this, host, props);
    new TerraformOutput(this, 'progress', { value: `docker logs --tail 1 ${dispatcher.name}` });
  }
}

/** Adds a queue, a dispatcher that fills it, and many workers that empty it. They keep within the policy "restricted", too. */
export function addWorkers(
  scope: Construct, host: IContainerHost, { workers, jobs, color, processes = 50 }: WorkersProps,
): AddedWorkers {
  const common = { host, image: BaseImage.fromRegistry('redis:7.0'), user: USER, readOnlyRootFilesystem: true };

  const queue = new Container(scope, 'queue', { ...common, command: ['redis-server', '--save', ''] });
  const dispatcher = new Container(scope, 'dispatcher', {
    ...common,
    command: ['sh', '-c', script('dispatcher')],
    environment: { QUEUE: queue.name, JOBS: `${jobs}` },
    startAfter: [queue],
  });
  const set = new CloneSet(scope, 'pool', {
    ...common,
    command: ['sh', '-c', script('worker')],
    environment: { QUEUE: queue.name, NAME: CloneSet.NAME, COLOR: color },
    replicas: workers,
    // The next ones are there already.
    standby: Math.ceil(workers / 20),
    rollingUpdate: { maxUnavailable: Math.ceil(workers / 4) },
    memory: Size.mebibytes(64),
    cpus: 0.5,
    pidsLimit: processes,
    mustRunFor: Duration.seconds(1),
    startAfter: [queue],
  });
  // A connection has room for 253 members, and this network for 1,021. In return, its members reach each other on all ports.
  const network = new Network(scope, 'jobs', { host, subnets: [{ cidr: '10.217.0.0/22' }] });
  for (const member of [queue, dispatcher, set.template]) member.connectTo(network);
  return { queue, dispatcher };
}

function script(name: string): string {
  return readFileSync(join(__dirname, 'scripts', `${name}.sh`), 'utf8');
}
