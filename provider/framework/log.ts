import { writeSync } from 'node:fs';
import { redact } from '../diagnostics/secrets';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type Level = typeof LEVELS[number];

/** Terraform does not parse lines longer than 64 KiB, so each text is cut to fit. */
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
    '@message': shown(message),
    '@module': 'provider',
    // Terraform requires exactly six digits for fractions of a second. Otherwise it treats the line as plain text.
    '@timestamp': new Date().toISOString().replace('Z', '000Z'),
  };
  for (const [name, value] of Object.entries(fields)) {
    line[name] = typeof value === 'string' ? shown(value) : value;
  }
  writeToStderr(`${JSON.stringify(line)}\n`);
}

/** Redacts secrets before cutting the text: part of a secret is still secret. */
function shown(text: string): string {
  return redact(text).slice(0, MAX_TEXT);
}

/** Writes synchronously, since the process may be about to exit. */
export function writeToStderr(text: string): void {
  try {
    writeSync(STDERR, text);
  } catch {
    // Nobody reads stderr any more.
  }
}

/** Reads Terraform's own variables. The one for providers takes precedence over the general one. */
function readThreshold(env: NodeJS.ProcessEnv): number {
  const wanted = (env.TF_LOG_PROVIDER || env.TF_LOG || 'off').toLowerCase();
  if (wanted === 'off') {
    return LEVELS.length;
  }
  // As in Terraform, JSON logs everything in another format, and so does an unknown level.
  return Math.max(LEVELS.indexOf(wanted as Level), 0);
}
