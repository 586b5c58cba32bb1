import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Step } from './times';
import { TestedProvider } from '../../test/e2e/support/workspace';

/** The variable with the file to which a provider appends its processor time. */
const NOTE = 'BERTH_BENCH_PROCESSOR_TIME';
/** The clock ticks of Linux per second. */
const TICKS = 100;

/** Returns the same provider, changed to record its processor time when it ends. */
export function accounted(provider: TestedProvider, work: string): TestedProvider {
  const [shebang, ...rest] = readFileSync(provider.file, 'utf8').split('\n');
  const append = `require('node:fs').appendFileSync(process.env.${NOTE} ?? '/dev/null', (user + system) + '\\n');`;
  const account = `process.on('exit', () => { const { user, system } = process.cpuUsage(); ${append} });`;
  const file = join(work, basename(provider.file));
  writeFileSync(file, [shebang, account, ...rest].join('\n'));
  chmodSync(file, 0o755);
  return { ...provider, file };
}

/**
 * Measures a terraform command.
 *
 * @param command  gets the variables to run with
 */
export async function measured(folder: string, command: (env: NodeJS.ProcessEnv) => Promise<Pick<Step, 'seconds'>>): Promise<Step> {
  const note = join(folder, 'processor-time');
  const before = ofChildren();
  const { seconds } = await command({ [NOTE]: note });
  const all = ofChildren() - before;
  const microseconds = existsSync(note) ? readFileSync(note, 'utf8').trim().split('\n').map(Number) : [];
  const provider = microseconds.reduce((sum, each) => sum + each / 1e6, 0);
  rmSync(note, { force: true });
  return { seconds, terraform: all - provider, provider };
}

/** Returns the processor time of this process's children and their descendants that have ended. */
function ofChildren(): number {
  const [, fields] = readFileSync('/proc/self/stat', 'utf8').split(') ');
  const [user, system] = fields!.split(' ').slice(13, 15).map(Number);
  return (user! + system!) / TICKS;
}
