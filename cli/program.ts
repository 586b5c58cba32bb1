import { Command, CommanderError } from 'commander';
import { Io } from './command/io';
import { doctorCommand } from './doctor/doctor';
import { imageCommand } from './image/image';
import { exportCommand } from './volume/export';
import { importCommand } from './volume/import';
import { watchCommand } from './watch/watch';

/** The exit code for a command line that can't be understood. */
const USAGE = 2;

/**
 * Runs the command line `berth ...`, and returns its exit code: 0, 1 for a failure, or 2 for a command line that can't be understood.
 *
 * @param args  the arguments, without the name of the program
 */
export async function runBerth(args: readonly string[], version: string, io: Io): Promise<number> {
  let code = 0;
  const exit = (failed: number) => { code = failed; };
  const volume = new Command('volume').description('copy the data of volumes')
    .addCommand(exportCommand(io, exit))
    .addCommand(importCommand(io, exit));
  const berth = new Command('berth').description('Manages what Berth keeps on container hosts.').version(version)
    .addCommand(volume)
    .addCommand(imageCommand(io, exit))
    .addCommand(doctorCommand(io, exit))
    .addCommand(watchCommand(io, exit));
  configure(berth, io);
  try {
    await berth.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : USAGE;
  }
}

/** Makes a command, and those below it, write to `io` and return instead of ending the process. */
function configure(command: Command, io: Io): void {
  command
    .exitOverride()
    .showHelpAfterError('(--help shows how to use it)')
    .configureOutput({ writeOut: (text) => void io.stdout.write(text), writeErr: (text) => void io.stderr.write(text) });
  command.commands.forEach((each) => configure(each, io));
}
