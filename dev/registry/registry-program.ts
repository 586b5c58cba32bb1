import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { output } from '../console/output';
import { unpack } from '../machine/debian-packages';
import { which } from '../machine/which';

const NAME = 'docker-registry';

/** Returns the path of the registry server: the installed one, or the one in the cache, which may still be missing. */
export function registryProgram(cache: string): string {
  return which(NAME) ?? join(cache, NAME, 'usr', 'bin', NAME);
}

/** Ensures that the registry server exists, and returns its path. */
export async function provideRegistryProgram(cache: string): Promise<string> {
  const program = registryProgram(cache);
  if (!existsSync(program)) {
    output.step(`Downloading the Debian package \`${NAME}\`, which is unpacked but not installed …`);
    await unpack(NAME, join(cache, NAME));
  }
  return program;
}
