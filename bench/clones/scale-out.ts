import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import Docker from 'dockerode';
import { BaseImage, ContainerHost } from '../../src';
import { Managed } from '../../test/e2e/resources/managed';
import { median, sideBySide, timed } from '../measure';
import { Table } from '../report';

const NAME = 'berth-scale';
const ROUNDS = 7;
const REPLICAS = 5;
/** What a program needs until it is ready, in seconds. */
const READY_AFTER = 2;

/** Measures how soon one clone more runs, cold and from those that stand by. */
export async function scaleOut(): Promise<Table> {
  const programs: readonly (readonly [string, object])[] = [
    ['a program that is ready at once', { command: ['sleep', '100000'] }],
    [`a program that needs ${READY_AFTER} s, with a health check`, {
      command: ['sh', '-c', `sleep ${READY_AFTER}; touch /ready; sleep 100000`],
      healthcheck: [{ test: ['CMD', 'test', '-e', '/ready'], interval: '1s', retries: 30 }],
      wait: true,
    }],
  ];
  const rows: string[][] = [];
  for (const [what, program] of programs) {
    const runs = await sideBySide(ROUNDS, { cold: () => measured(program, 0), standby: () => measured(program, 1) });
    const [cold, standby] = [median(runs.cold!), median(runs.standby!)];
    rows.push([what, cold.toFixed(0), standby.toFixed(0), `${(cold / standby).toFixed(1)} ×`]);
  }
  return {
    title: `One clone more (median of ${ROUNDS}), in milliseconds`,
    columns: ['', 'cold', 'from one that stands by', 'ratio'],
    rows,
    note: `From ${REPLICAS} clones to one more: from the beginning of the apply of a saved plan in the provider, without Terraform, until `
      + 'the engine reports the start (and the health) of the clone, or that it runs on. What is left of the time from one that stands '
      + 'by is the comparison of the other clones before it is resumed. Goal: 15 ×.',
  };
}

async function measured(program: object, standby: number): Promise<number> {
  const set = new Managed('docker_clone_set');
  const config = (replicas: number) => ({
    name: NAME,
    replicas,
    standby,
    host: [{ name: 'here' }],
    template: [{ image: 'busybox:latest', network_mode: 'none', must_run_for: 0, destroy_grace_seconds: 0, ...program }],
  });
  try {
    await set.apply(config(REPLICAS));
    const waits = 'wait' in program && standby === 0;
    const event = standby > 0 ? 'unpause' : waits ? 'health_status' : 'start';
    const happens = await listen(event, `${NAME}-${REPLICAS}`);
    const apply = await set.approve(config(REPLICAS + 1));
    const begin = performance.now();
    const applied = apply();
    const end = await happens();
    await applied;
    return end - begin;
  } finally {
    await set.destroy();
  }
}

/** Listens for an event of a container. Returns a function that waits for it, and returns when it came. */
async function listen(event: string, container: string): Promise<() => Promise<number>> {
  const filters = JSON.stringify({ type: ['container'], event: [event], container: [container] });
  const stream = await new Docker().getEvents({ filters });
  const time = new Promise<number>((resolve) => stream.once('data', () => resolve(performance.now())));
  return () => time;
}

const SETS = 100;
const CLONES = 1_000;

/** Measures the synthesis of many sets. */
export async function synthesizedSets(): Promise<Table> {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(() => Promise.resolve(synthesize())));
  return {
    title: `Synthesis of ${SETS} sets of ${CLONES.toLocaleString('en')} clones (median of ${ROUNDS}), in milliseconds`,
    columns: ['', 'milliseconds'],
    rows: [['in a process that has loaded the library', median(times).toFixed(0)], ['the first time in a process', times[0]!.toFixed(0)]],
    note: 'Goal: 1 s.',
  };
}

function synthesize(): void {
  const outdir = mkdtempSync(join(tmpdir(), 'berth-sets-'));
  const app = new App({ outdir });
  const host = new ContainerHost(new TerraformStack(app, 'bench'), 'host');
  const image = BaseImage.fromRegistry('busybox:latest');
  for (let index = 0; index < SETS; index++) host.addCloneSet(`set${index}`, { image, replicas: CLONES, command: ['sleep', '100000'] });
  app.synth();
  rmSync(outdir, { recursive: true });
}
