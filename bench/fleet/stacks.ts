import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CONTAINER } from './api';
import { Times, timed } from './times';
import { Session } from '../../provider/framework/core/session';
import { providerService } from '../../provider/framework/wire/service';
import { provider } from '../../provider/provider';
import { Workspace } from '../../test/e2e/support/workspace';
import { run } from '../measure';

/** As many containers, applied by a real terraform with our provider. */
export async function containers(count: number, echo: string): Promise<Times & { readonly echo: number }> {
  const stack = {
    resource: { docker_container: { fleet: { count, name: 'berth-fleet-${count.index}', ...CONTAINER, network_mode: 'none' } } },
  };
  const workspace = await Workspace.create(stack);
  try {
    const apply = await timed(() => workspace.terraform('apply', '-auto-approve', '-no-color'));
    const plan = await timed(() => workspace.terraform('plan', '-no-color'));
    const withEcho = await planWithEcho(stack, echo, join(workspace.folder, 'terraform.tfstate'));
    return { apply, plan, echo: withEcho, destroy: await timed(() => workspace.terraform('destroy', '-auto-approve', '-no-color')) };
  } finally {
    await workspace.remove();
  }
}

/** The same plan, of the same state, with a provider that does nothing. */
async function planWithEcho(stack: object, file: string, state: string): Promise<number> {
  const workspace = await Workspace.create(stack, { provider: { source: 'registry.terraform.io/berth/docker', version: '1.0.0', file } });
  try {
    copyFileSync(state, join(workspace.folder, 'terraform.tfstate'));
    return await timed(() => workspace.terraform('plan', '-no-color'));
  } finally {
    rmSync(workspace.folder, { recursive: true, force: true });
  }
}

/** The provider that does nothing, as a file that terraform runs. */
export async function bundleEcho(root: string, work: string): Promise<string> {
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
  return file;
}

/** As many of terraform's built-in resources, which no provider process and no engine has a part in. */
export async function builtIns(count: number, work: string): Promise<Times> {
  const cwd = mkdtempSync(join(work, 'built-in-'));
  writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify({ resource: { terraform_data: { fleet: { count, input: 'fleet-${count.index}' } } } }));
  const terraform = (...args: string[]) => run('terraform', [...args, '-input=false', '-no-color'], { cwd });
  try {
    await terraform('init');
    return {
      apply: await timed(() => terraform('apply', '-auto-approve')),
      plan: await timed(() => terraform('plan')),
      destroy: await timed(() => terraform('destroy', '-auto-approve')),
    };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
