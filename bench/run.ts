import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plan } from './plan';
import { report } from './report';
import { bundlePath, start } from './start';
import { synth } from './synth';

const root = join(__dirname, '..');
const work = join(root, '.work');

async function main(): Promise<void> {
  mkdirSync(work, { recursive: true });
  const tables = [];
  for (const measurement of [() => start(bundlePath(root)), () => plan(work), () => synth(root, work)]) {
    const table = await measurement();
    console.log(table.title, table.rows);
    tables.push(table);
  }
  writeFileSync(join(root, 'bench/RESULTS.md'), report(tables));
}

void main();
