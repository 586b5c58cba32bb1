import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { App } from 'cdktf';
import Docker from 'dockerode';
import getPort from 'get-port';
import { median, run, sideBySide } from './measure';
import { Table } from './report';
import { waitUntil } from '../dev/machine/wait-until';
import { ATTACKS, Tenants } from '../examples/tenants/stack';
import { BaseImage } from '../src';
import { debianRoot, debianWith } from '../test/e2e/support/debian-root';

const NAME = 'bench-tenants';
const [ENGINE, HAPROXY] = [`${NAME}-engine:latest`, `${NAME}-haproxy:latest`];
const ROUNDS = 3;
const MIB = 1024 * 1024;

/** A server that answers by itself, and keeps connections. */
const SERVER = `
defaults
  mode http
  timeout client 30s
  timeout server 30s
  timeout connect 1s
frontend all
  bind *:8080
  http-request return status 200 content-type text/plain string open
`;

const PHASES = ['before', 'during', 'after'] as const;
type Phase = typeof PHASES[number];

/** What the clients of the calm tenant see, in milliseconds. */
interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly lost: number;
}

/** What has the tenants, and lets the hostile one begin and end. */
interface Machine {
  start(port: number): Promise<void>;
  attack(port: number, isOn: boolean): Promise<void>;
  remove(): Promise<void>;
}

/** Measures what a tenant sees of a hostile one: in virtual container hosts, and with the same containers on plain Docker. */
export async function tenants(): Promise<Table[]> {
  const images = [[ENGINE, await debianRoot('bookworm')], [HAPROXY, await debianWith('debian-haproxy', 'bookworm', ['haproxy'])]] as const;
  for (const [image, root] of images) await run('sh', ['-c', `tar -C ${root} -c . | docker import - ${image}`]);
  try {
    const runs = await sideBySide(ROUNDS, {
      'virtual container hosts': () => measured(new VirtualHosts()),
      'plain Docker': () => measured(new PlainDocker()),
    });
    const values = Object.entries(runs).flatMap(([name, all]) => (['p50', 'p99'] as const).map((percentile) => ({
      name: `${name}, ${percentile}`, values: PHASES.map((phase) => median(all.map((each) => each[phase][percentile]))),
    })));
    const lost = Object.entries(runs).map(([name, all]) => (
      `${name}: ${all.reduce((sum, each) => sum + PHASES.reduce((phases, phase) => phases + each[phase].lost, 0), 0)}`));
    return [{
      title: `Latency of a tenant beside a hostile one, in milliseconds (median of ${ROUNDS})`,
      columns: ['the tenants are in', ...PHASES],
      rows: values.map(({ name, values: all }) => [name, ...all.map((value) => value.toFixed(1))]),
      plot: { name: 'tenants-latency', categories: PHASES, series: values, unit: 'ms', logarithmic: true },
      note: 'Autocannon sends 500 requests a second over 10 connections, for 15 s, to HAProxy in the calm tenant of examples/tenants. The '
        + 'hostile one forks, allocates, burns CPU time, fills its volume and floods its log. The third one is idle. On plain Docker, the '
        + 'same containers have no limits but two, for the sake of the machine: 2,000 processes, and a volume in memory of 1 GiB. The '
        + 'generator runs on the same two cores, so it takes part in what it measures. Requests without an answer: '
        + `${lost.join('; ')}.`,
    }];
  } finally {
    for (const [image] of images) await new Docker().getImage(image).remove({ force: true });
  }
}

async function measured(machine: Machine): Promise<{ readonly [P in Phase]: Latency }> {
  const port = await getPort({ host: '127.0.0.1' });
  try {
    await machine.start(port);
    await waitUntil('the shop answers', async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.ok === true);
    const before = await load(port);
    await machine.attack(port, true);
    // The attackers wait at first.
    await sleep(20_000);
    const during = await load(port);
    await machine.attack(port, false);
    return { before, during, after: await load(port) };
  } finally {
    await machine.remove();
  }
}

async function load(port: number): Promise<Latency> {
  const { latency, errors, non2xx } = await autocannon({
    url: `http://127.0.0.1:${port}/`, connections: 10, overallRate: 500, duration: 15, timeout: 10,
  });
  return { p50: latency.p50, p99: latency.p99, lost: errors + non2xx };
}

class VirtualHosts implements Machine {
  private readonly outdir = mkdtempSync(join(tmpdir(), 'berth-bench-'));

  public async start(port: number): Promise<void> {
    mkdirSync(join(this.outdir, 'sockets'));
    await this.apply(port, false);
  }

  public attack(port: number, isOn: boolean): Promise<void> {
    return this.apply(port, isOn);
  }

  public async remove(): Promise<void> {
    await this.terraform('destroy', '-auto-approve');
    rmSync(this.outdir, { recursive: true });
  }

  private async apply(port: number, attack: boolean): Promise<void> {
    const app = new App({ outdir: join(this.outdir, 'out') });
    new Tenants(app, NAME, {
      port,
      image: 'busybox:latest',
      shop: {
        image: BaseImage.fromRegistry(HAPROXY),
        command: ['haproxy', '-db', '-f', '/etc/server.cfg'],
        files: [{ path: '/etc/server.cfg', content: SERVER }],
      },
      engineImage: ENGINE,
      socketFolder: join(this.outdir, 'sockets'),
      attack,
      hostRoot: true,
    });
    app.synth();
    await this.terraform('init');
    await this.terraform('apply', '-auto-approve');
  }

  private terraform(...args: readonly string[]) {
    return run('terraform', [...args, '-input=false'], { cwd: join(this.outdir, 'out/stacks', NAME), env: { CHECKPOINT_DISABLE: '1' } });
  }
}

class PlainDocker implements Machine {
  private readonly docker = new Docker();
  private readonly containers: Docker.Container[] = [];
  private attackers: Docker.Container[] = [];

  public async start(port: number): Promise<void> {
    await this.run(['haproxy', '-db', '-f', '/etc/server.cfg'], {
      image: HAPROXY, files: SERVER, ports: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: `${port}` }] },
    });
    await this.run(['sh', '-c', 'mkdir -p /tmp/www && exec httpd -f -p 8081 -h /tmp/www']);
  }

  public async attack(_port: number, isOn: boolean): Promise<void> {
    await Promise.all(this.attackers.map((each) => each.remove({ force: true, v: true })));
    this.attackers = [];
    if (!isOn) return;
    for (const script of Object.values(ATTACKS)) this.attackers.push(await this.run(['sh', '-c', `sleep 15; ${script}`]));
  }

  public async remove(): Promise<void> {
    await Promise.all(this.containers.map((each) => each.remove({ force: true, v: true }).catch(() => undefined)));
  }

  private async run(
    command: string[],
    { image = 'busybox:latest', files, ports }: {
      readonly image?: string; readonly files?: string; readonly ports?: Docker.PortMap;
    } = {},
  ): Promise<Docker.Container> {
    const container = await this.docker.createContainer({
      Image: image,
      Cmd: files === undefined ? command : ['sh', '-c', `echo "$SERVER" > /etc/server.cfg; exec ${command.join(' ')}`],
      Env: files === undefined ? [] : [`SERVER=${files}`],
      HostConfig: {
        Init: true, PortBindings: ports, PidsLimit: 2_000, ShmSize: 200 * MIB, Tmpfs: { '/files': 'size=1g' },
      },
      ExposedPorts: ports && Object.fromEntries(Object.keys(ports).map((port) => [port, {}])),
    });
    this.containers.push(container);
    await container.start();
    return container;
  }
}
