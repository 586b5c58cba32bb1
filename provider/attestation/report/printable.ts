import { printable } from '../../diagnostics/printable';
import { Report } from '../attest';

/**
 * Returns a report in which no text can add lines, colours or another direction of writing, whatever prints it: names, reasons and places
 * of mounts are texts of others.
 */
export function printableReport(report: Report): Report {
  return JSON.parse(JSON.stringify(report), (_, value: unknown) => typeof value === 'string' ? printable(value) : value) as Report;
}
