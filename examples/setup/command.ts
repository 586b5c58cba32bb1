import { parseArgs } from 'node:util';
import { say, SetupError } from './say';
import { DiagnosticError } from '../../provider/diagnostics/diagnostics';

/** What a command does, on an engine of the set-up's own or on one that is found. */
type Action = (own: boolean) => Promise<void>;

/**
 * Does what the command line says: `run` unless it names another of the actions.
 *
 * @param help  says which there are, and is shown to who asks for it or for something else
 */
export async function runCommand(help: string, actions: { readonly run: Action; readonly [name: string]: Action }): Promise<void> {
  try {
    const { values, positionals: [command = 'run', ...more] } = readArguments(help);
    if (values.help) return say.line(help);
    const action = actions[command];
    if (action === undefined || more.length > 0) throw new SetupError(`The demo has no command \`${[command, ...more].join(' ')}\``, help);
    await action(values['own-engine']);
  } catch (error) {
    process.stderr.write(`\n✗ ${explain(error)}\n`);
    process.exitCode = 1;
  }
}

function readArguments(help: string) {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { 'own-engine': { type: 'boolean', default: false }, 'help': { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new SetupError((error as Error).message.split('. ')[0]!, help);
  }
}

/** A bug is shown with its stack; what the reader can do something about, without. */
function explain(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  if (error instanceof DiagnosticError) return error.diagnostics.map(({ summary, detail }) => `${summary}.\n\n${detail ?? ''}`).join('\n\n');
  return error instanceof Error ? error.stack ?? error.message : `${error}`;
}
