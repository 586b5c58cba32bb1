import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Step } from './times';
import { TestedProvider } from '../../test/e2e/support/workspace';

/** Names the file in which a provider writes down what it took. */
const NOTE = 'BERTH_BENCH_PROCESSOR_TIME';
/** How often a second Linux counts. */
const TICKS = 100;

/** The same provider, which writes down what it took when it ends. */
export function accounted(provider: TestedProvider, work: string): TestedProvider {
  const [shebang, ...rest] = readFileSync(provider.file, 'utf8').split('\n');
  const account = `process.on('exit', () => { const { user, system } = process.cpuUsage(); require('node:fs').appendFileSync(process.env.${NOTE} ?? '/dev/null', (user + system) + '\\n'); });`;
  const file = join(work, basename(provider.file));
  writeFileSync(file, [shebang, account, ...rest].join('\n'));
  chmodSync(file, 0o755);
  return { ...provider, file };
}

/** What a command of terraform takes, which is given the variables to run with. */
export async function measured(folder: string, command: (env: NodeJS.ProcessEnv) => Promise<Pick<Step, 'seconds'>>): Promise<Step> {
  const note = join(folder, 'processor-time');
  const before = ofChildren();
  const { seconds } = await command({ [NOTE]: note });
  const all = ofChildren() - before;
  const provider = existsSync(note) ? readFileSync(note, 'utf8').trim().split('\n').reduce((sum, microseconds) => sum + Number(microseconds) / 1e6, 0) : 0;
  rmSync(note, { force: true });
  return { seconds, terraform: all - provider, provider };
}

/** Of all processes that this one has started, and these in turn, as far as they have ended. */
function ofChildren(): number {
  const [, fields] = readFileSync('/proc/self/stat', 'utf8').split(') ');
  const [user, system] = fields!.split(' ').slice(13, 15).map(Number);
  return (user! + system!) / TICKS;
}
