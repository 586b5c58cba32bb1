import { execFile } from 'node:child_process';
import { Credentials } from './credentials';
import { serverOf } from './registry';

/** How long a credential helper may take, in milliseconds: half a minute. Some ask a cloud for a token. */
const HELPER_TIMEOUT = 30_000;

/** What a helper says where it knows nothing of a registry (docker-credential-helpers, `credentials/error.go`). */
const NOT_FOUND = /credentials not found/i;

/** Of a helper whose secret is an identity token, and no password. */
const TOKEN_USER = '<token>';

/** What a helper answered: credentials, or why there are none. */
export type HelperAnswer = { readonly credentials: Credentials } | { readonly failure: string };

/**
 * Asks `docker-credential-<name> get` for a registry, as Docker's command line does: the registry on its input, JSON on
 * its output. It never throws: an image that everybody may pull needs no credentials, so that a helper that is not there
 * must not be in its way.
 */
export async function askHelper(name: string, registry: string, env: NodeJS.ProcessEnv, timeout = HELPER_TIMEOUT): Promise<HelperAnswer> {
  if (!/^[\w.-]+$/.test(name)) return { failure: `its configuration names "${name}", which can be none` };
  const { error, stdout } = await run(`docker-credential-${name}`, serverOf(registry), env, timeout);
  if (error !== null) return { failure: reason(error, stdout, timeout) };
  try {
    const { Username: user, Secret: secret } = JSON.parse(stdout) as { Username?: unknown; Secret?: unknown };
    if (typeof user !== 'string' || typeof secret !== 'string' || secret === '') return { failure: 'it knows no credentials for the registry' };
    const serveraddress = serverOf(registry);
    return { credentials: user === TOKEN_USER ? { identitytoken: secret, serveraddress } : { username: user, password: secret, serveraddress } };
  } catch {
    return { failure: 'its answer is not JSON' };
  }
}

type Ended = { readonly error: (Error & { code?: unknown; killed?: boolean }) | null; readonly stdout: string };

function run(program: string, input: string, env: NodeJS.ProcessEnv, timeout: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(program, ['get'], { env, timeout, killSignal: 'SIGKILL', windowsHide: true }, (error, stdout) => resolve({ error, stdout }));
    // One that ends without reading its input says why by other means.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Never with what it printed: that may be half of a secret. */
function reason({ code, killed }: NonNullable<Ended['error']>, stdout: string, timeout: number): string {
  if (NOT_FOUND.test(stdout)) return 'it knows no credentials for the registry';
  if (code === 'ENOENT') return 'it is not on the PATH of this machine';
  if (killed === true) return `it did not answer within ${timeout / 1000} s`;
  return typeof code === 'number' ? `it failed with exit code ${code}` : `it could not be run (${String(code)})`;
}
