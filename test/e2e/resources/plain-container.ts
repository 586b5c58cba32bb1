import { Config } from './managed';

/** A container that runs until it is removed, and is then killed at once. No time is spent on watching whether it does. */
export function plainContainer(name: string): Config {
  return { name, image: 'busybox:latest', command: ['sleep', '100000'], destroy_grace_seconds: 0, must_run_for: 0 };
}

/** A command that runs a line of shell code. */
export function shell(line: string): string[] {
  return ['sh', '-c', line];
}
