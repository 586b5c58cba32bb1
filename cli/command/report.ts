import { Io } from './io';
import { printError, printReport, Report } from './output';

/**
 * Runs the work of a subcommand, and prints its report, or its errors.
 *
 * @param exit  receives the exit code
 */
export async function reporting(
  io: Io, { json = false }: { readonly json?: boolean }, exit: (code: number) => void, work: () => Promise<Report>,
): Promise<void> {
  try {
    printReport(io, await work(), json);
  } catch (error) {
    printError(io, io.signal.aborted ? io.signal.reason : error, json);
    exit(1);
  }
}
