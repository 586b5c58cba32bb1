import { canInstall, install } from '../debian';
import { attempt, which } from '../run';
import { say } from '../say';

/** A runtime as the engine's configuration has it. */
export interface Runtime {
  readonly path: string;
  readonly runtimeArgs: readonly string[];
}

/** Installs gVisor where it is missing and can be had. An engine without it runs all but the containers that ask for it. */
export async function provideGvisor(): Promise<void> {
  if (which('runsc') !== undefined || !canInstall()) return;
  try {
    await install(['runsc'], 'gVisor, which gives containers that ask for it a kernel of their own');
  } catch (error) {
    say.detail(`It was not installed, and what asks for gVisor can't run: ${(error as Error).message.split('\n')[0]}`);
  }
}

/**
 * gVisor as it works on this machine, found by running a program in it; nothing where it is not installed or does not work.
 * Its own network stack is the better wall, and fails where gVisor is older than the kernel: before 2024 it takes every
 * network of Linux 6.11 and newer for the machine's own (gvisor issue 10704). There it uses that of the container, which the
 * engine makes for it in either case. Which platform it works by is left to the build: only that knows what it has.
 */
export async function findGvisor(): Promise<Runtime | undefined> {
  const path = which('runsc');
  if (path === undefined) return undefined;
  if (await works(path, 'sandbox')) return { path, runtimeArgs: [] };
  return await works(path, 'host') ? { path, runtimeArgs: ['--network=host'] } : undefined;
}

async function works(path: string, network: string): Promise<boolean> {
  return (await attempt(path, [`--network=${network}`, '--ignore-cgroups', 'do', 'true'])).exitCode === 0;
}
