import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attestation } from './attestation';
import { estates } from './clones/estate';
import { cloneLife } from './clones/life';
import { scaleOut, synthesizedSets } from './clones/scale-out';
import { unchangedClones } from './clones/unchanged';
import { lostNode } from './cluster/lost-node';
import { onCluster } from './cluster/on-cluster';
import { planOfServices } from './cluster/plan';
import { replicas } from './cluster/replicas';
import { fleet } from './fleet/fleet';
import { forks } from './forks/forks';
import { latencyWhileScaling } from './forks/latency';
import { forkMemory } from './forks/memory';
import { hosts } from './hosts';
import { isolation } from './isolation';
import { removeLeftovers } from './leftovers';
import { minimalImages } from './minimal-images';
import { nested } from './nested';
import { plan } from './plan';
import { drawn, Plot } from './plot';
import { pool } from './pool';
import { quota } from './quota';
import { report, Table } from './report';
import { bundlePath, start } from './start';
import { suspension } from './suspension';
import { synth } from './synth';
import { tenants } from './tenants';
import { virtualHosts } from './virtual-hosts';
import { workers } from './workers';
import { setup, teardown } from '../test/e2e/support/engine';

const root = join(__dirname, '..');
const work = join(root, '.work');

/** The measurements by name. Those that run containers need an engine. */
const MEASUREMENTS: { readonly [name: string]: { readonly needsEngine: boolean; readonly run: () => Promise<Table | Table[]> } } = {
  'start': { needsEngine: false, run: () => start(bundlePath(root)) },
  'plan': { needsEngine: true, run: () => plan(work) },
  'isolation': { needsEngine: true, run: isolation },
  'fleet': { needsEngine: true, run: () => fleet(root, work) },
  'synth': { needsEngine: false, run: () => synth(root, work) },
  'attestation': { needsEngine: true, run: attestation },
  'hosts': { needsEngine: false, run: hosts },
  'nested': { needsEngine: true, run: nested },
  'pool': { needsEngine: true, run: pool },
  'suspension': { needsEngine: true, run: suspension },
  'vch': { needsEngine: true, run: virtualHosts },
  'quota': { needsEngine: true, run: quota },
  'tenants': { needsEngine: true, run: tenants },
  'clones': { needsEngine: true, run: () => cloneLife(work) },
  'clones-unchanged': { needsEngine: true, run: unchangedClones },
  'clones-scale-out': { needsEngine: true, run: scaleOut },
  'clones-synth': { needsEngine: false, run: synthesizedSets },
  'forks': { needsEngine: false, run: forks },
  'forks-latency': { needsEngine: false, run: latencyWhileScaling },
  'forks-memory': { needsEngine: false, run: forkMemory },
  'minimal-images': { needsEngine: true, run: minimalImages },
  'cluster-replicas': { needsEngine: true, run: () => onCluster(replicas) },
  'cluster-plan': { needsEngine: true, run: () => onCluster(planOfServices) },
  'cluster-lost-node': { needsEngine: true, run: () => onCluster(lostNode) },
  'workers': { needsEngine: true, run: workers },
  'clones-estate': { needsEngine: false, run: () => estates(root) },
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in MEASUREMENTS));
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(', ')}. Name some of: ${Object.keys(MEASUREMENTS).join(', ')}.`);
  const chosen = (names.length === 0 ? Object.keys(MEASUREMENTS) : names).map((name) => MEASUREMENTS[name]!);
  const needsEngine = chosen.some((each) => each.needsEngine);
  mkdirSync(work, { recursive: true });
  if (needsEngine) {
    await setup();
    await removeLeftovers();
  }
  try {
    for (const measurement of chosen) {
      for (const table of [await measurement.run()].flat()) {
        console.log(table.title, table.rows);
        record(table);
        if (table.plot !== undefined) draw(table.title, table.plot);
      }
    }
  } finally {
    if (needsEngine) await teardown();
  }
}

/** Writes a table at once, since a measurement after it may fail. */
function record(table: Table): void {
  const results = join(root, 'bench/RESULTS.md');
  writeFileSync(results, report([table], readFileSync(results, 'utf8')));
}

function draw(title: string, plot: Plot): void {
  const images = join(root, 'docs/images');
  mkdirSync(images, { recursive: true });
  writeFileSync(join(images, `${plot.name}.svg`), drawn(title, plot));
}

// What a measurement leaves open, such as connections to an engine that is gone, would keep the process running.
void main(process.argv.slice(2)).then(() => process.exit());
