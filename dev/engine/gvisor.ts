import execa from 'execa';
import { output } from '../console/output';
import { canInstall, install } from '../machine/debian-packages';
import { which } from '../machine/which';

/** A runtime in the format of the engine's configuration. */
export interface Runtime {
  readonly path: string;
  readonly runtimeArgs: readonly string[];
}

/** Installs gVisor if it is missing and can be installed. Without it, the engine runs all containers except those that require gVisor. */
export async function provideGvisor(): Promise<void> {
  if (which('runsc') !== undefined || !canInstall()) return;
  try {
    await install(['runsc'], 'gVisor, an application kernel for sandboxed containers');
  } catch (error) {
    output.detail(`The installation failed, so containers that require gVisor can't run: ${(error as Error).message.split('\n')[0]}`);
  }
}

/**
 * Returns the gVisor configuration that works on this machine, found by running a program in it, or `undefined` if gVisor is
 * not installed or does not work.
 *
 * gVisor's own network stack isolates better, but releases before 2024 mistake every network of Linux 6.11 and newer for the
 * host's (gvisor issue 10704). There, gVisor uses the container's network namespace, which the engine creates in either case.
 * The platform is left to the gVisor build, which knows what it supports.
 */
export async function findGvisor(): Promise<Runtime | undefined> {
  const path = which('runsc');
  if (path === undefined) return undefined;
  if (await works(path, 'sandbox')) return { path, runtimeArgs: [] };
  return await works(path, 'host') ? { path, runtimeArgs: ['--network=host'] } : undefined;
}

async function works(path: string, network: string): Promise<boolean> {
  return (await execa(path, [`--network=${network}`, '--ignore-cgroups', 'do', 'true'], { reject: false })).exitCode === 0;
}
