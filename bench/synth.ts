import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { median, run, sideBySide } from './measure';
import { Table } from './report';

const SIZES: readonly (readonly [containers: number, rounds: number])[] = [[1, 9], [1_000, 5], [10_000, 3]];

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
    return run(process.execPath, [join(apps, `${name}.js`), String(containers), join(apps, 'out')]);
  };

  const rows: string[][] = [];
  for (const [containers, rounds] of SIZES) {
    const runs = await sideBySide(rounds, {
      bare: app('bare', containers), unchecked: app('unchecked', containers), berth: app('berth', containers),
    });
    const [bare, unchecked, berth] = [runs.bare, runs.unchecked, runs.berth].map((each) => median(each.map(({ seconds }) => seconds)));
    // The time for one container can't be separated from the start of the process.
    const policy = containers === 1 ? '' : `${(1_000 * (berth - unchecked) / containers).toFixed(2)} ms`;
    rows.push([containers.toLocaleString('en'), bare.toFixed(2), berth.toFixed(2), `${(berth / bare).toFixed(2)} ×`, policy]);
  }
  rmSync(apps, { recursive: true, force: true });
  return {
    title: 'Synthesis of containers, in seconds',
    columns: ['containers', 'cdktf + @cdktf/provider-docker', 'Berth', 'ratio', 'isolation policy, per container'],
    rows,
    note: `Goal: within 1.3 ×. Time of the whole process, median of ${SIZES.map(([, rounds]) => rounds).join(', ')} runs. Berth `
      + 'also runs checks and writes the provider next to the stack. The isolation policy\'s share is the difference to the '
      + 'same app without its checks and its block in the plan.',
  };
}
