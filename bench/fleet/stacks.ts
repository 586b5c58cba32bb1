import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CONTAINER } from './api';
import { Times, timed } from './times';
import { Session } from '../../provider/framework/core/session';
import { providerService } from '../../provider/framework/wire/service';
import { provider } from '../../provider/provider';
import { TestedProvider, Workspace } from '../../test/e2e/support/workspace';
import { run } from '../measure';

const terraform = (cwd: string) => (...args: string[]) => run('terraform', [...args, '-input=false', '-no-color'], { cwd });

/**
 * The life of as many containers, by a real terraform.
 *
 * @param by  what makes them. @default - our provider
 */
export async function containers(count: number, by?: TestedProvider): Promise<Times> {
  const fleet = { count, name: 'berth-fleet-${count.index}', ...CONTAINER, network_mode: 'none' };
  const { folder } = await Workspace.create({ resource: { docker_container: { fleet } } }, { provider: by });
  return life(folder);
}

/** The life of as many of terraform's built-in resources, which no provider process and no engine has a part in. */
export async function builtIns(count: number): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-built-in-'));
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ resource: { terraform_data: { fleet: { count, input: 'fleet-${count.index}' } } } }));
  await terraform(folder)('init');
  return life(folder);
}

async function life(folder: string): Promise<Times> {
  const command = terraform(folder);
  try {
    const apply = await timed(() => command('apply', '-auto-approve'));
    return { apply, plan: await timed(() => command('plan', '-detailed-exitcode')), destroy: await timed(() => command('destroy', '-auto-approve')) };
  } finally {
    await command('destroy', '-auto-approve');
    rmSync(folder, { recursive: true, force: true });
  }
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
