import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import execa from 'execa';
import { output } from '../console/output';
import { SetupError } from '../console/setup-error';
import { which } from '../machine/which';

/**
 * Returns the path of cosign in a version. The first call compiles it with Go, from the Go module proxy, which takes ten minutes.
 *
 * @param version such as "2.6.1"
 * @param cache the folder that keeps it between runs
 */
export async function provideCosign(version: string, cache: string): Promise<string> {
  const folder = join(cache, `cosign-${version}`);
  if (!existsSync(folder)) await install(version, folder, cache);
  return join(folder, 'cosign');
}

/** Installs into a temporary folder first, so that an interrupted installation is not used. */
async function install(version: string, folder: string, cache: string): Promise<void> {
  const go = which('go');
  if (go === undefined) throw new SetupError('cosign can\'t be compiled', 'Install Go 1.25 or newer, and put `go` on the PATH.');
  output.step(`Compiling cosign ${version} (go install), which takes ten minutes …`);
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'cosign-new-'));
  try {
    const env = { GOBIN: temporary, GOFLAGS: '-buildvcs=false' };
    await execa(go, ['install', `github.com/sigstore/cosign/v${version.split('.')[0]}/cmd/cosign@v${version}`], { env, stdin: 'ignore' });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
