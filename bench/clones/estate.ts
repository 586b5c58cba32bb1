import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { Workspace } from '../../test/e2e/support/workspace';
import { ApiLoop } from '../fleet/api';
import { cloneSetOf } from '../fleet/stacks';
import { timed } from '../measure';
import { Observed, observed } from '../provider-processes';
import { Table } from '../report';

const HOST_COUNTS = [1, 10, 100];
const EACH = 1_000;
const NAME = 'berth-fleet';
/** As many inspects at once as in the provider. */
const CONCURRENCY = 16;

/** Measures sets of up to 100,000 clones on simulated engines, which answer at once. */
export async function estates(root: string): Promise<Table[]> {
  const sizes: string[][] = [];
  let last: readonly Observed[] = [];
  for (const hosts of HOST_COUNTS) {
    const estate = await Estate.start(root, hosts);
    try {
      const create = await estate.apply(hosts * EACH);
      const plan = await observed(estate.folder, 'plan', '-detailed-exitcode');
      const times = [create.seconds, plan.seconds, await estate.look()].map((time) => time.toFixed(1));
      sizes.push([(hosts * EACH).toLocaleString('en'), `${hosts}`, ...times, plan.memory.toFixed(0), `${estate.stateKiB}`]);
      if (hosts === HOST_COUNTS.at(-1)) last = await estate.scaleAndLoseHost(hosts * EACH);
    } finally {
      estate.stop();
    }
  }
  const [grown, without, planned] = last;
  const most = HOST_COUNTS.at(-1)!;
  return [
    {
      title: 'Clones on simulated hosts, in seconds',
      columns: [
        'clones', 'hosts', 'creation', 'plan that changes nothing', 'list and inspect by the Engine API', 'memory of the provider, MiB',
        'state, KiB',
      ],
      rows: sizes,
      note: 'One run each, with terraform and the start of the provider. The engines are simulated (dev/simulated-engine), all in one '
        + 'process, and answer at once. They share the two cores with terraform and the provider. The API loop lists each host and '
        + `inspects each container, ${CONCURRENCY} at once, with dockerode. Goal: a plan of 1,000 in less than 1 s, linear after, and of `
        + '100,000 in less than 30 s and 512 MiB. The bound is the provider, whose one thread spends about a third of the '
        + 'time on comparing and the rest on HTTP and JSON, and the simulated engines, which have the other core.',
    },
    {
      title: `An estate of ${(most * EACH).toLocaleString('en')} clones on ${most} simulated hosts`,
      columns: ['', 'seconds', 'memory of the provider, MiB'],
      rows: [
        row(`${EACH.toLocaleString('en')} more clones`, grown!),
        row('a host is lost, and its clones are created on the others', without!),
        row('a plan after that, which changes nothing', planned!),
      ],
      note: 'As above.',
    },
  ];
}

function row(what: string, { seconds, memory }: Observed): string[] {
  return [what, seconds.toFixed(1), memory.toFixed(0)];
}

/** Simulated hosts, and a set that is spread over them. */
class Estate {
  public static async start(root: string, hosts: number): Promise<Estate> {
    const sockets = mkdtempSync(join(tmpdir(), 'berth-estate-'));
    const tsx = join(root, 'node_modules/.bin/tsx');
    const program = join(root, 'dev/simulated-engine/main.ts');
    const engines = spawn(tsx, [program, '--hosts', `${hosts}`, '--fast', '--folder', sockets]);
    await new Promise((resolve) => engines.stdout.once('data', resolve));
    const workspace = await Workspace.create(configuration(sockets, hosts, 0));
    return new Estate(sockets, hosts, workspace, () => engines.kill('SIGTERM'));
  }

  private constructor(
    private readonly sockets: string, private hosts: number, private readonly workspace: Workspace, private readonly end: () => void,
  ) {}

  public get folder(): string {
    return this.workspace.folder;
  }

  public get stateKiB(): number {
    return Math.ceil(statSync(join(this.folder, 'terraform.tfstate')).size / 1024);
  }

  public async apply(replicas: number): Promise<Observed> {
    this.workspace.configure(configuration(this.sockets, this.hosts, replicas));
    return observed(this.folder, 'apply', '-auto-approve');
  }

  /** Lists and inspects all containers. Returns the seconds. */
  public async look(): Promise<number> {
    const engines = Array.from({ length: this.hosts }, (_, index) => (
      new Docker({ socketPath: socketOf(this.sockets, index), host: undefined } as never)));
    return await timed(async () => {
      for (const engine of engines) await new ApiLoop(engine).look(`${NAME}-`, CONCURRENCY);
    }) / 1000;
  }

  public async scaleAndLoseHost(replicas: number): Promise<readonly Observed[]> {
    const grown = await this.apply(replicas + EACH);
    this.hosts -= 1;
    rmSync(socketOf(this.sockets, this.hosts));
    const without = await this.apply(replicas + EACH);
    return [grown, without, await observed(this.folder, 'plan', '-detailed-exitcode')];
  }

  public stop(): void {
    this.end();
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.sockets, { recursive: true, force: true });
  }
}

function socketOf(folder: string, index: number): string {
  return join(folder, `host-${index}.sock`);
}

function configuration(sockets: string, hosts: number, replicas: number): object {
  const names = Array.from({ length: hosts }, (_, index) => `host-${index}`);
  const host = names.map((name) => ({ name, engine: name }));
  const engine = names.map((name, index) => ({ name, host: `unix://${socketOf(sockets, index)}` }));
  return { provider: { docker: { engine } }, ...cloneSetOf(replicas, { host, overlap_seconds: 0 }) };
}
