import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import execa from 'execa';
import { output } from '../console/output';
import { SetupError } from '../console/setup-error';
import { which } from '../machine/which';

/** The release of gVisor that saves and restores containers in the tests. The distribution's is older, and can't. */
const VERSION = 'v0.0.0-20260905035102-160fafc42237';

/**
 * Returns the path of a current `runsc`. The first call compiles it with Go, from the Go module proxy, which takes two minutes or more.
 *
 * @param cache the folder that keeps it between runs
 */
export async function provideCurrentGvisor(cache: string): Promise<string> {
  const folder = join(cache, `gvisor-${VERSION}`);
  if (!existsSync(folder)) await install(folder, cache);
  return join(folder, 'runsc');
}

/** Installs into a temporary folder first, so that an interrupted installation is not used. */
async function install(folder: string, cache: string): Promise<void> {
  const go = which('go');
  if (go === undefined) throw new SetupError('gVisor can\'t be compiled', 'Install Go 1.26 or newer, and put `go` on the PATH.');
  output.step('Compiling gVisor (go install), which takes a few minutes …');
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'gvisor-new-'));
  try {
    // With cgo, it can't start itself again.
    const env = { GOBIN: temporary, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' };
    await execa(go, ['install', `gvisor.dev/gvisor/runsc@${VERSION}`], { env, stdin: 'ignore' });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
