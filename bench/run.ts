import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attestation } from './attestation';
import { fleet } from './fleet/fleet';
import { isolation } from './isolation';
import { plan } from './plan';
import { report, Table } from './report';
import { bundlePath, start } from './start';
import { synth } from './synth';
import { setup, teardown } from '../test/e2e/support/engine';

const root = join(__dirname, '..');
const work = join(root, '.work');

async function main(): Promise<void> {
  mkdirSync(work, { recursive: true });
  const tables: Table[] = [];
  await setup();
  try {
    const measurements = [
      () => start(bundlePath(root)), () => plan(work), isolation, () => fleet(root, work), () => synth(root, work), attestation,
    ];
    for (const measurement of measurements) {
      for (const table of [await measurement()].flat()) {
        console.log(table.title, table.rows);
        tables.push(table);
      }
    }
  } finally {
    await teardown();
  }
  writeFileSync(join(root, 'bench/RESULTS.md'), report(tables));
}

void main();
