import { writeSync } from 'node:fs';
import { presentable } from '../diagnostics/printable';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type Level = typeof LEVELS[number];

/** In characters. Terraform does not parse lines longer than 64 KiB, so each text is cut to fit. */
const MAX_TEXT = 16 * 1024;
const STDERR = 2;

let threshold: number | undefined;

/** Whether lines of this level are written. Check it before computing something only for the log. */
export function isLevelEnabled(level: Level): boolean {
  threshold ??= readThreshold(process.env);
  return LEVELS.indexOf(level) >= threshold;
}

/** Writes a line to Terraform's log, without secrets. */
export function log(level: Level, message: string, fields: { readonly [name: string]: string | number | boolean } = {}): void {
  if (!isLevelEnabled(level)) {
    return;
  }
  const line: { [name: string]: unknown } = {
    '@level': level,
    '@message': redactAndCut(message),
    '@module': 'provider',
    // Terraform requires exactly six digits for fractions of a second. Otherwise it treats the line as plain text.
    '@timestamp': new Date().toISOString().replace('Z', '000Z'),
  };
  for (const [name, value] of Object.entries(fields)) {
    line[name] = typeof value === 'string' ? redactAndCut(value) : value;
  }
  writeToStderr(`${JSON.stringify(line)}\n`);
}

/** Redacts before cutting: a cut would leave part of a secret, which is no longer recognized. */
function redactAndCut(text: string): string {
  return presentable(text).slice(0, MAX_TEXT);
}

/** Writes synchronously, since the process may be about to exit. */
export function writeToStderr(text: string): void {
  try {
    writeSync(STDERR, text);
  } catch {
    // Nobody reads stderr any more.
  }
}

/** Reads Terraform's log level. TF_LOG_PROVIDER takes precedence over TF_LOG. */
function readThreshold(env: NodeJS.ProcessEnv): number {
  const level = (env.TF_LOG_PROVIDER || env.TF_LOG || 'off').toLowerCase();
  if (level === 'off') {
    return LEVELS.length;
  }
  // As in Terraform, the level JSON logs everything, and so does an unknown level.
  return Math.max(LEVELS.indexOf(level as Level), 0);
}
