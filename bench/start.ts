import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, run, sideBySide } from './measure';
import { Table } from './report';
import { selfSignedCertificate } from '../provider/framework/wire/certificate';
import { Workspace } from '../test/e2e/support/workspace';

const ROUNDS = 15;

const PRINT_A_LINE = 'console.log(1); setTimeout(() => {}, 1000)';

/** Measures the time from the start of the provider to its handshake line, with mutual TLS as terraform uses it, and its memory then. */
export async function start(bundle: string): Promise<Table> {
  const env = {
    TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
    PLUGIN_PROTOCOL_VERSIONS: '5,6',
    PLUGIN_CLIENT_CERT: selfSignedCertificate().certificatePem,
  };
  const cache = { XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'berth-start-')) };
  await warmUp(cache);
  const runs = await sideBySide(ROUNDS, {
    'Node.js alone, until it prints a line': () => run(process.execPath, ['-e', PRINT_A_LINE], { untilFirstLine: true }),
    'the provider, until its handshake': () => run(bundle, [], { env: { ...env, ...cache }, untilFirstLine: true }),
    'without code that is kept': () => run(bundle, [], { env: { ...env, NODE_DISABLE_COMPILE_CACHE: '1' }, untilFirstLine: true }),
  });
  return {
    title: `Start of the provider (median of ${ROUNDS})`,
    columns: ['', 'milliseconds', 'resident MiB'],
    rows: Object.entries(runs).map(([name, all]) => [
      name,
      (median(all.map((one) => one.firstLine)) * 1000).toFixed(0),
      median(all.map((one) => one.residentMiB)).toFixed(0),
    ]),
    note: 'Goal: 1.15 × of Node.js alone. Terraform starts a provider two to five times per command. It runs with the code that V8 '
      + 'compiled before (docs/decisions/0080).',
  };
}

/** Lets Terraform start and end the provider, which keeps its code then. */
async function warmUp(cache: object): Promise<void> {
  const { folder } = await Workspace.create({ resource: { docker_volume: { data: { name: 'data' } } } });
  await run('terraform', ['validate'], { cwd: folder, env: { ...cache } });
  rmSync(folder, { recursive: true });
}

/** Returns the file that `npm run bundle` creates. */
export function bundlePath(root: string): string {
  const folder = join(root, 'dist/provider');
  const file = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith('terraform-provider-')) : undefined;
  if (!file) throw new Error(`No provider in ${folder}: run \`npm run bundle\` first.`);
  return join(folder, file);
}
