import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { Plot } from './plot';

/** A measurement in RESULTS.md. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note: string;
  /** How it is drawn. @default - it is not */
  readonly plot?: Plot;
}

/**
 * Returns the content of RESULTS.md: the measurements, each with its date, the machine and the versions.
 *
 * @param tables what was measured
 * @param before the content so far, of which the sections that were not measured again are kept
 */
export function report(tables: readonly Table[], before: string): string {
  const measured = new Map(tables.map((table) => [table.title, section(table)]));
  const kept = before.split(/^(?=## )/m).slice(1).map((text) => [text.slice(3, text.indexOf('\n')), text.trimEnd()] as const);
  const sections = [...kept.map(([title, text]) => measured.get(title) ?? text),
    ...[...measured].filter(([title]) => kept.every(([each]) => each !== title)).map(([, text]) => text)];
  return [
    '# Measurements',
    'Written by `npm run bench`. Each table is from one run, in which the contenders take turns. '
    + '`npm run bench -- synth` measures one table again, or several; the names are in `bench/run.ts`.',
    ...sections,
  ].join('\n\n').concat('\n');
}

function section({ title, columns, rows, note, plot }: Table): string {
  const terraform = JSON.parse(execFileSync('terraform', ['version', '-json'], { encoding: 'utf8' })).terraform_version;
  const machine = `${process.platform} ${process.arch}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    line(columns), line(columns.map(() => '---')), ...rows.map(line),
    '',
    note,
    '',
    ...plot === undefined ? [] : [`![${title}](../docs/images/${plot.name}.svg)`, ''],
    `${new Date().toISOString().slice(0, 10)}; ${machine}; Node ${process.versions.node}; Terraform ${terraform}.`,
  ].join('\n');
}
