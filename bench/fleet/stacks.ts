import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CONTAINER } from './api';
import { processorTime } from './processor-time';
import { Life, Part, timed } from './times';
import { Session } from '../../provider/framework/core/session';
import { providerService } from '../../provider/framework/wire/service';
import { provider } from '../../provider/provider';
import { TestedProvider, Workspace } from '../../test/e2e/support/workspace';
import { run } from '../measure';

type Terraform = (...args: string[]) => (env?: NodeJS.ProcessEnv) => Promise<unknown>;

/** What a life is lived with. */
export interface Lived {
  readonly life: Life;
  /** The state that terraform wrote when all was applied. */
  readonly state: string;
}

/**
 * The life of as many containers, by a real terraform.
 *
 * @param by     what makes them
 * @param state  what takes the place of the state once all is applied: for a provider that does nothing, and so has nothing to tell
 */
export async function containers(count: number, by: TestedProvider, state?: string): Promise<Lived> {
  const fleet = { count, name: 'berth-fleet-${count.index}', ...CONTAINER, network_mode: 'none' };
  const { folder } = await Workspace.create({ resource: { docker_container: { fleet } } }, { provider: by });
  return live(folder, state);
}

/** The life of as many of terraform's built-in resources, which no provider process and no engine has a part in. */
export async function builtIns(count: number): Promise<Lived> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-built-in-'));
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ resource: { terraform_data: { fleet: { count, input: 'fleet-${count.index}' } } } }));
  await terraformIn(folder)('init')();
  return live(folder);
}

async function live(folder: string, instead?: string): Promise<Lived> {
  const terraform = terraformIn(folder);
  const stateFile = join(folder, 'terraform.tfstate');
  const step = async (command: ReturnType<Terraform>): Promise<Life[Part]> => {
    let seconds = 0;
    const processor = await processorTime(folder, async (env) => { seconds = await timed(() => command(env)); });
    return { seconds, ...processor };
  };
  try {
    const apply = await step(terraform('apply', '-auto-approve'));
    const state = readFileSync(stateFile, 'utf8');
    if (instead !== undefined) writeFileSync(stateFile, instead);
    const life = { apply, plan: await step(terraform('plan', '-detailed-exitcode')), destroy: await step(terraform('destroy', '-auto-approve')) };
    return { life, state };
  } finally {
    await terraform('destroy', '-auto-approve')();
    rmSync(folder, { recursive: true, force: true });
  }
}

function terraformIn(cwd: string): Terraform {
  return (...args) => (env) => run('terraform', [...args, '-input=false', '-no-color'], { cwd, env });
}

/** The provider that does nothing, as a file that terraform runs. */
export async function bundleEcho(root: string, work: string): Promise<TestedProvider> {
  const file = join(work, 'terraform-provider-docker_v1.0.0.cjs');
  const { unary } = providerService(new Session(provider as never), () => undefined);
  const schema = await unary.get('/tfplugin6.Provider/GetProviderSchema')!(Buffer.alloc(0));
  await build({
    entryPoints: [join(root, 'bench/fleet/echo.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    banner: { js: '#!/usr/bin/env node' },
    define: { SCHEMA: JSON.stringify(Buffer.from(schema).toString('base64')) },
  });
  chmodSync(file, 0o755);
  return { source: 'registry.terraform.io/berth/docker', version: '1.0.0', file };
}
