import { interrupted } from './command/errors';
import { runBerth } from './program';
import { version } from '../package.json';

const controller = new AbortController();
// The first signal stops the work and removes what it created on the engine. The second one ends the process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort(interrupted()));
// A reader that closed the pipe early. The write that follows fails.
process.stdout.on('error', () => undefined);

void runBerth(process.argv.slice(2), version, {
  stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, environment: process.env, signal: controller.signal,
}).then((code) => {
  process.exitCode = code;
  // A terminal or a pipe as stdin, and open connections to the engine, would keep the process running.
  process.stdin.destroy();
  setTimeout(() => process.exit(), 100).unref();
});
