import { execFile } from 'node:child_process';
import { Credentials } from './credentials';
import { serverOf } from './registry';

/** The timeout of a credential helper, in milliseconds: half a minute. Some helpers request a token from a cloud. */
const HELPER_TIMEOUT = 30_000;

/** The message of a helper that has no credentials for a registry (docker-credential-helpers, `credentials/error.go`). */
const NOT_FOUND = /credentials not found/i;

/** The user name that marks a secret as an identity token instead of a password. */
const TOKEN_USER = '<token>';

const NO_CREDENTIALS = 'it has no credentials for the registry';

/** The answer of a helper: credentials, or why there are none. */
export type HelperAnswer = { readonly credentials: Credentials } | { readonly failure: string };

/**
 * Runs `docker-credential-<name> get` as the Docker CLI does, with the registry on stdin and JSON on stdout. Never
 * throws: a public image needs no credentials, so a missing helper must not block its pull.
 */
export async function askHelper(name: string, registry: string, env: NodeJS.ProcessEnv, timeout = HELPER_TIMEOUT): Promise<HelperAnswer> {
  if (!/^[\w.-]+$/.test(name)) return { failure: `its configuration names "${name}", which is not a valid name` };
  const { error, stdout } = await run(`docker-credential-${name}`, serverOf(registry), env, timeout);
  if (error !== null) return { failure: reason(error, stdout, timeout) };
  try {
    const { Username: user, Secret: secret } = JSON.parse(stdout) as { Username?: unknown; Secret?: unknown };
    if (typeof user !== 'string' || typeof secret !== 'string' || secret === '') return { failure: NO_CREDENTIALS };
    const serveraddress = serverOf(registry);
    if (user === TOKEN_USER) return { credentials: { identitytoken: secret, serveraddress } };
    return { credentials: { username: user, password: secret, serveraddress } };
  } catch {
    return { failure: 'its output is not JSON' };
  }
}

type Ended = { readonly error: (Error & { code?: unknown; killed?: boolean }) | null; readonly stdout: string };

function run(program: string, input: string, env: NodeJS.ProcessEnv, timeout: number): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env, timeout, killSignal: 'SIGKILL', windowsHide: true } as const;
    const child = execFile(program, ['get'], options, (error, stdout) => resolve({ error, stdout }));
    // A helper that exits without reading stdin reports the reason in another way.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Describes a failure, without the helper's output: it may contain part of a secret. */
function reason({ code, killed }: NonNullable<Ended['error']>, stdout: string, timeout: number): string {
  if (NOT_FOUND.test(stdout)) return NO_CREDENTIALS;
  if (code === 'ENOENT') return 'it is not on the PATH of this machine';
  if (killed === true) return `it did not answer within ${timeout / 1000} s`;
  return typeof code === 'number' ? `it failed with exit code ${code}` : `it could not be run (${String(code)})`;
}
