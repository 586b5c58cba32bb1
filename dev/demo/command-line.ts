import { parseArgs } from 'node:util';
import { DiagnosticError } from '../../provider/diagnostics/diagnostics';
import { output } from '../console/output';
import { SetupError } from '../console/setup-error';

/**
 * Runs a command of the demo.
 *
 * @param own  whether to use an own engine even if another one is found
 */
type Action = (own: boolean) => Promise<void>;

/**
 * Runs the action that the command line names, by default `run`.
 *
 * @param help  lists the actions; printed for `--help` and with errors in the command line
 */
export async function runCommand(help: string, actions: { readonly run: Action; readonly [name: string]: Action }): Promise<void> {
  try {
    const { values, positionals: [command = 'run', ...more] } = parseCommandLine(help);
    if (values.help) return output.line(help);
    const action = actions[command];
    if (action === undefined || more.length > 0) throw new SetupError(`The demo has no command \`${[command, ...more].join(' ')}\``, help);
    await action(values['own-engine']);
  } catch (error) {
    process.stderr.write(`\n✗ ${describe(error)}\n`);
    process.exitCode = 1;
  }
}

function parseCommandLine(help: string) {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { 'own-engine': { type: 'boolean', default: false }, 'help': { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new SetupError((error as Error).message.split('. ')[0]!, help);
  }
}

/** Returns the text for an error, with a stack trace only for a bug. */
function describe(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  if (error instanceof DiagnosticError) {
    return error.diagnostics.map(({ summary, detail }) => `${summary}.\n\n${detail ?? ''}`).join('\n\n');
  }
  return error instanceof Error ? error.stack ?? error.message : `${error}`;
}
