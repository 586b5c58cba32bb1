import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { median, run, sideBySide } from './measure';
import { Table } from './report';

const SIZES: readonly (readonly [containers: number, rounds: number])[] = [[1, 9], [1_000, 5], [10_000, 3]];

/** A checkout of an earlier commit with a compiled library (`npm run bundle` makes it), to compare with. */
const BEFORE = process.env.BERTH_BENCH_BEFORE;

/** Measures synthesis, from the start of the app's process to its end, with Berth and with the bindings alone. */
export async function synth(root: string, work: string): Promise<Table> {
  // Compiled in advance, so that the compiler is not measured, and inside the checkout, so that the apps find their packages.
  const apps = mkdtempSync(join(work, 'synth-'));
  await build({
    entryPoints: ['berth', 'unchecked', 'bare'].map((name) => join(root, 'bench/synth', `${name}.ts`)),
    outdir: apps,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    plugins: [{
      name: 'the library as it is published',
      setup: ({ onResolve }) => {
        onResolve({ filter: /^\.\.\/\.\.\/lib/ }, ({ path }) => ({ path: join(root, 'bench/synth', path), external: true }));
      },
    }],
  });
  const app = (name: string, containers: number) => () => {
    rmSync(join(apps, 'out'), { recursive: true, force: true });
    return run(process.execPath, [resolve(apps, name), String(containers), join(apps, 'out')]);
  };

  const before = BEFORE === undefined ? undefined : appOf(apps, BEFORE);
  const rows: string[][] = [];
  for (const [containers, rounds] of SIZES) {
    const runs = await sideBySide(rounds, {
      bare: app('bare.js', containers),
      unchecked: app('unchecked.js', containers),
      berth: app('berth.js', containers),
      ...(before === undefined ? {} : { before: app(before, containers) }),
    });
    const times = (name: string) => (runs[name] ?? []).map(({ seconds }) => seconds);
    const [bare, unchecked, berth] = ['bare', 'unchecked', 'berth'].map((name) => median(times(name)));
    // The time for one container can't be separated from the start of the process.
    const policy = containers === 1 ? '' : `${(1_000 * (berth - unchecked) / containers).toFixed(2)} ms`;
    rows.push([
      containers.toLocaleString('en'), bare.toFixed(2), spread(times('berth')), ...(before === undefined ? [] : [spread(times('before'))]),
      `${(berth / bare).toFixed(2)} ×`, policy,
    ]);
  }
  rmSync(apps, { recursive: true, force: true });
  return {
    title: 'Synthesis of containers, in seconds',
    columns: [
      'containers', 'cdktf + @cdktf/provider-docker', 'Berth', ...(before === undefined ? [] : ['Berth at an earlier commit']), 'ratio',
      'isolation policy, per container',
    ],
    rows,
    note: `Goal: within 1.3 ×. Time of the whole process, median of ${SIZES.map(([, rounds]) => rounds).join(', ')} runs. Berth `
      + 'also runs checks and writes the provider next to the stack. The isolation policy\'s share is the difference to the '
      + 'same app without its checks and its block in the plan.',
  };
}

/** Writes the app of berth.ts into another checkout, so that it finds the packages there, and returns its path. */
function appOf(apps: string, checkout: string): string {
  const library = `require(${JSON.stringify(join(checkout, 'lib'))})`;
  const source = readFileSync(join(apps, 'berth.js'), 'utf8').replace(/require\("[^"]*\/lib"\)/, library);
  const path = join(checkout, '.work', 'synth.js');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
  return path;
}

/** Returns the median, with the fastest and the slowest run. */
function spread(seconds: readonly number[]): string {
  return `${median(seconds).toFixed(2)} (${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)})`;
}
