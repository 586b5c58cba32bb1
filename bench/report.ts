import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** A measurement in RESULTS.md. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note: string;
}

/** Returns the content of RESULTS.md: the measurements, the machine and the versions. */
export function report(tables: readonly Table[]): string {
  const terraform = JSON.parse(execFileSync('terraform', ['version', '-json'], { encoding: 'utf8' })).terraform_version;
  const machine = `${process.platform} ${process.arch}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  return [
    '# Measurements',
    '',
    'Written by `npm run bench`. Each table is from one run, in which the contenders take turns.',
    '',
    `${new Date().toISOString().slice(0, 10)}; ${machine}; Node ${process.versions.node}; Terraform ${terraform}.`,
    ...tables.flatMap(section),
    '',
  ].join('\n');
}

function section({ title, columns, rows, note }: Table): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return ['', `## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line), '', note];
}
