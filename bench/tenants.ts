import autocannon from 'autocannon';
import { TerraformStack } from 'cdktf';
import getPort from 'get-port';
import { run } from './measure';
import { Table } from './report';
import { attackFrom, BOUNDS } from '../examples/tenants/stack';
import { BaseImage, Container, ContainerHost, IContainerHost, RemovalPolicy, Shares, Size, VirtualContainerHost, Volume } from '../src';
import { AppliedStack } from '../test/e2e/constructs/stack';

const NAME = 'bench-tenants';
const IMAGE = 'busybox:latest';
/** How long each part is measured, in seconds. */
const DURATION = 20;
/** How long the attackers wait before they begin, and a little more, in seconds. */
const UNTIL_ATTACK = 25;

/** Where the two tenants are. */
interface Tenants {
  readonly calm: IContainerHost;
  readonly hostile: IContainerHost;
}

/**
 * Measures the latency of a tenant's service before, while and after another tenant does its worst: in virtual container hosts, and
 * without.
 */
export async function tenants(): Promise<Table> {
  const contenders: { readonly [name: string]: (host: ContainerHost) => Tenants } = {
    'virtual container hosts': (host) => ({
      calm: new VirtualContainerHost(host, 'calm', {
        host, guaranteed: { cpus: 1, memory: Size.mebibytes(64) }, shares: Shares.HIGH,
      }),
      hostile: new VirtualContainerHost(host, 'hostile', { host, ...BOUNDS, shares: Shares.LOW }),
    }),
    'one host, limits of each container only': (host) => ({ calm: host, hostile: host }),
  };
  const rows: string[][] = [];
  for (const [name, tenantsOn] of Object.entries(contenders)) {
    for (const [part, { p50, p99, lost }] of Object.entries(await measured(tenantsOn))) {
      rows.push([name, part, `${p50}`, `${p99}`, `${lost}`]);
    }
  }
  return {
    title: 'Latency of a tenant while another one does its worst, in milliseconds',
    columns: ['tenants in', 'when', 'p50', 'p99', 'requests without an answer'],
    rows,
    note: `Measured by autocannon for ${DURATION} s each, with 10 connections to busybox's httpd. The hostile tenant is that of `
      + 'examples/tenants: it starts processes, takes memory, burns CPU time, fills a volume and floods a log. Without '
      + 'virtual container hosts, each of its containers has the same limits, and nothing bounds their sum.',
  };
}

interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly lost: number;
}

async function measured(tenantsOn: (host: ContainerHost) => Tenants): Promise<{ readonly [part: string]: Latency }> {
  const stack = new AppliedStack(NAME);
  const port = await getPort({ host: '127.0.0.1' });
  const synthesize = (attack: boolean) => stack.synthesize((within: TerraformStack) => {
    const { calm, hostile } = tenantsOn(ContainerHost.fromEnvironment(within, 'machine'));
    addShop(within, calm, port);
    const files = new Volume(within, 'files', {
      host: hostile, driverOptions: { type: 'tmpfs', device: 'tmpfs', o: 'size=16m' }, removalPolicy: RemovalPolicy.DESTROY,
    });
    if (attack) attackFrom(hostile, IMAGE, files);
  });
  const apply = async (attack: boolean) => {
    synthesize(attack);
    await stack.initialize();
    await run('terraform', ['apply', '-auto-approve', '-input=false'], { cwd: stack.folder });
  };
  try {
    await apply(false);
    const before = await latency(port);
    await apply(true);
    await new Promise((resolve) => { setTimeout(resolve, UNTIL_ATTACK * 1_000); });
    const during = await latency(port);
    await apply(false);
    return { before, during, after: await latency(port) };
  } finally {
    await stack.destroy();
  }
}

function addShop(within: TerraformStack, host: IContainerHost, port: number): void {
  new Container(within, 'shop', {
    host,
    image: BaseImage.fromRegistry(IMAGE),
    command: ['sh', '-c', 'mkdir -p /tmp/www && echo open > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www'],
    init: true,
    ports: [{ containerPort: 8080, hostPort: port }],
  });
}

async function latency(port: number): Promise<Latency> {
  const { latency: { p50, p99 }, errors, non2xx } = await autocannon({ url: `http://127.0.0.1:${port}/`, duration: DURATION });
  return { p50, p99, lost: errors + non2xx };
}
