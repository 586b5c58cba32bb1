import { execFile } from 'node:child_process';
import { gte, valid } from 'semver';
import { Check, fail, ok, warn } from './check';
import { messageOf } from '../../provider/facts/finding';
import { Io } from '../command/io';

/** In milliseconds. */
const TIMEOUT = 20_000;

const OLDEST_TERRAFORM = '1.2.0';
/** The first with write-only arguments, which secret files need. */
const TERRAFORM_FOR_SECRETS = '1.11.0';
const OLDEST_NODE = '20.0.0';

const INSTALL_TERRAFORM = 'Install Terraform 1.2 or newer, 1.11 for secrets: https://developer.hashicorp.com/terraform/install';

/** Checks what the machine needs that runs Terraform. */
export async function checkWorkstation(io: Io, needsSsh: boolean, node: string = process.versions.node): Promise<Check[]> {
  return Promise.all([checkNode(node), checkTerraform(io), ...(needsSsh ? [checkSsh(io)] : [])]);
}

function checkNode(version: string): Check {
  return gte(version, OLDEST_NODE) ? ok('node', `Node.js ${version}`)
    : fail('node', `Node.js ${version} is too old`, 'Install Node.js 20 or newer: https://nodejs.org');
}

async function checkTerraform(io: Io): Promise<Check> {
  const { stdout, error } = await run(io, 'terraform', ['version', '-json']);
  if (error !== undefined) return fail('terraform', notRun('terraform', error), INSTALL_TERRAFORM);
  const version = versionIn(stdout);
  if (version === undefined) return fail('terraform', 'The program `terraform` does not tell its version', INSTALL_TERRAFORM);
  if (!gte(version, OLDEST_TERRAFORM)) return fail('terraform', `Terraform ${version} is too old`, INSTALL_TERRAFORM);
  if (gte(version, TERRAFORM_FOR_SECRETS)) return ok('terraform', `Terraform ${version}`);
  return warn('terraform', `Terraform ${version} has no write-only arguments, which \`secrets\` of containers need`,
    'Upgrade to Terraform 1.11 or newer if a container has `secrets`.');
}

function versionIn(json: string): string | undefined {
  try {
    const { terraform_version: version } = JSON.parse(json) as { readonly terraform_version?: unknown };
    return typeof version === 'string' ? valid(version) ?? undefined : undefined;
  } catch {
    return undefined;
  }
}

async function checkSsh(io: Io): Promise<Check> {
  const { stderr, error } = await run(io, 'ssh', ['-V']);
  return error !== undefined
    ? fail('ssh', notRun('ssh', error), 'Install the OpenSSH client, such as the package openssh-client.')
    : ok('ssh', stderr.trim());
}

function notRun(program: string, error: Error): string {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? `There is no program \`${program}\` on the PATH`
    : `The program \`${program}\` does not run: ${messageOf(error)}`;
}

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not be run, or that it failed. */
  readonly error?: Error;
}

/** Runs a program of the user's PATH, and returns what it printed. */
function run({ environment, signal }: Io, program: string, args: readonly string[]): Promise<Ran> {
  const env = { ...environment, CHECKPOINT_DISABLE: '1' };
  return new Promise((resolve) => {
    execFile(program, args, { env, timeout: TIMEOUT, signal }, (error, stdout, stderr) => {
      resolve({ stdout, stderr, ...(error && { error }) });
    });
  });
}
