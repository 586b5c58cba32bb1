import { writeSync } from 'node:fs';
import { redact } from '../diagnostics/secrets';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type Level = typeof LEVELS[number];

/** Terraform does not parse a longer line. */
const MAX_TEXT = 16 * 1024;
const STDERR = 2;

let threshold: number | undefined;

/** Whether a line of this level is written at all: ask before computing something for the log only. */
export function logs(level: Level): boolean {
  threshold ??= readThreshold(process.env);
  return LEVELS.indexOf(level) >= threshold;
}

/** Writes a line that Terraform puts into its own log, without secrets. */
export function log(level: Level, message: string, fields: { readonly [name: string]: string | number | boolean } = {}): void {
  if (!logs(level)) {
    return;
  }
  const line: { [name: string]: unknown } = {
    '@level': level,
    '@message': shown(message),
    '@module': 'provider',
    // Six digits of a second: with any other number, Terraform takes the line for plain text.
    '@timestamp': new Date().toISOString().replace('Z', '000Z'),
  };
  for (const [name, value] of Object.entries(fields)) {
    line[name] = typeof value === 'string' ? shown(value) : value;
  }
  writeToStderr(`${JSON.stringify(line)}\n`);
}

/** First without secrets, then cut: half a secret is one still. */
function shown(text: string): string {
  return redact(text).slice(0, MAX_TEXT);
}

/** Written at once, since the process may be about to end. */
export function writeToStderr(text: string): void {
  try {
    writeSync(STDERR, text);
  } catch {
    // Nobody reads it any more.
  }
}

/** Terraform's own variables; that of the providers goes before that of everything. */
function readThreshold(env: NodeJS.ProcessEnv): number {
  const wanted = (env.TF_LOG_PROVIDER || env.TF_LOG || 'off').toLowerCase();
  if (wanted === 'off') {
    return LEVELS.length;
  }
  // As Terraform does: JSON is everything in another form, and so is a level that it does not know.
  return Math.max(LEVELS.indexOf(wanted as Level), 0);
}
