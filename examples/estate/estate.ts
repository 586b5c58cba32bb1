import { BaseImage, Container, IContainerHost, IsolationPolicy, Port, Size, VirtualContainerHost } from 'cdktf-berth';
import { Construct } from 'constructs';
import { addShop } from '../shop/stack';
import { addWorkers, WorkersProps } from '../workers/stack';

export interface EstateProps extends WorkersProps {
  /** The port at which the page of the shop answers. */
  readonly port: number;
}

/** The port of redis. */
const REDIS = Port.tcp(6_379);

/**
 * Adds two virtual container hosts: one with the shop, and one with a queue and its workers, under a stricter policy. Of the second one,
 * the first one reaches the queue alone.
 *
 * Nothing in here knows what the host is.
 */
export function addEstate(scope: Construct, host: IContainerHost, { port, ...workers }: EstateProps): void {
  const sales = new VirtualContainerHost(scope, 'sales', {
    host, cpus: 6, memory: Size.gibibytes(6), maxContainers: 10, isolation: IsolationPolicy.BASELINE, addressRange: '10.216.0.0/20',
  });
  addShop(sales, sales, port);

  const batch = new VirtualContainerHost(scope, 'batch', {
    host, cpus: 12, memory: Size.gibibytes(6), maxContainers: 40, isolation: IsolationPolicy.RESTRICTED, addressRange: '10.217.0.0/20',
  });
  const { queue } = addWorkers(batch, batch, workers);

  const report = new Container(sales, 'report', {
    host: sales,
    image: BaseImage.fromRegistry('redis:7.0'),
    command: ['sh', '-c', 'while :; do redis-cli -h "$QUEUE" scard done; sleep 1; done'],
    environment: { QUEUE: 'queue' },
  });
  report.connections.allowTo(queue, REDIS);
  queue.connections.expose(REDIS);
}
