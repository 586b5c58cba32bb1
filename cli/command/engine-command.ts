import { Command, Option } from 'commander';
import { Io } from './io';
import { Report } from './output';
import { reporting } from './report';
import { ConnectingProgram } from '../../provider/engine/endpoint/endpoint';
import { resolveEndpoint } from '../../provider/engine/endpoint/resolve';
import { connectionSettings } from '../../provider/engine/endpoint/settings';
import { Engine } from '../../provider/engine/engine';

/** The program, in messages about the engine's address. */
export const BERTH: ConnectingProgram = {
  name: 'berth', host: '`--host`', context: '`--context`', ways: '`--host`, the variable DOCKER_HOST, or a context',
};

/** What a subcommand works with. */
export interface Session extends Io {
  readonly engine: Engine;
}

/** The options of all subcommands that work on an engine. */
export interface EngineOptions {
  readonly host?: string;
  readonly context?: string;
  readonly json?: boolean;
}

/** Creates a subcommand that works on an engine and reports what it did. Its address is chosen as with the docker CLI. */
export function engineCommand(name: string): Command {
  return new Command(name)
    .option('-H, --host <address>', 'address of the engine: unix:///path, tcp://host:port or ssh://user@host (default: DOCKER_HOST, '
      + 'or the current context)')
    .addOption(new Option('-c, --context <name>', 'Docker context that has the address').conflicts('host'))
    .option('--json', 'report as JSON');
}

/**
 * Runs the work of a subcommand, and prints its report, or its errors.
 *
 * @param exit  receives the exit code
 */
export async function runOnEngine(
  io: Io, options: EngineOptions, exit: (code: number) => void, work: (session: Session) => Promise<Report>,
): Promise<void> {
  await reporting(io, options, exit, () => {
    const settings = connectionSettings({ ...options });
    return work({ ...io, engine: new Engine(() => resolveEndpoint(settings, io.environment, BERTH)) });
  });
}
