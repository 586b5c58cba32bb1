import { promises as fs } from 'node:fs';
import * as path from 'node:path';
import { htmlOf } from './html';
import { printableReport } from './printable';
import { textOf } from './text';
import { Report } from '../attest';

const FILES = ['isolation.json', 'isolation.txt', 'isolation.html'] as const;

/** Writes a report into a folder: as JSON, as text and as an HTML page. */
export async function writeReport(folder: string, report: Report, time: string): Promise<void> {
  await fs.mkdir(folder, { recursive: true });
  const [json, text, html] = FILES.map((file) => path.join(folder, file)) as [string, string, string];
  await Promise.all([
    fs.writeFile(json, `${JSON.stringify({ attested_at: time, ...printableReport(report) }, null, 2)}\n`),
    fs.writeFile(text, `Attested ${time}\n${textOf(report)}`),
    fs.writeFile(html, htmlOf(report, time)),
  ]);
}

/** Removes the files of a report, and the folder if it is then empty. */
export async function removeReport(folder: string): Promise<void> {
  await Promise.all(FILES.map((file) => fs.rm(path.join(folder, file), { force: true })));
  await fs.rmdir(folder).catch(() => undefined);
}
