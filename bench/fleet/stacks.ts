import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CONTAINER } from './api';
import { measured } from './processor-time';
import { Life, medianStep, Step } from './times';
import { Session } from '../../provider/framework/core/session';
import { providerService } from '../../provider/framework/wire/service';
import { provider as ownProvider } from '../../provider/provider';
import { TestedProvider, Workspace } from '../../test/e2e/support/workspace';
import { run, sideBySide } from '../measure';

const STATE = 'terraform.tfstate';

/** The number of plans of each provider, in turn. A plan takes seconds, an apply minutes. */
const PLANS = 3;

/** The measured life of a stack. */
export interface Lived {
  readonly life: Life;
  /** The state after the apply. */
  readonly state: string;
  /** The plan by the other provider. */
  readonly otherPlan?: Step;
}

interface LifeOptions {
  /** Another provider that plans in turn with the first one, from the same state and under the same load. */
  readonly planToo?: TestedProvider;
  /** Replaces the state after the apply, for a provider that does nothing and therefore knows no values. */
  readonly state?: string;
}

/** Applies, plans and destroys a number of containers. */
export async function containers(count: number, provider: TestedProvider, { planToo, state }: LifeOptions = {}): Promise<Lived> {
  const fleet = { count, name: 'berth-fleet-${count.index}', ...CONTAINER, network_mode: 'none' };
  const configuration = { resource: { docker_container: { fleet } } };
  const folderFor = async (tested: TestedProvider) => (await Workspace.create(configuration, { provider: tested })).folder;
  const other = planToo && await folderFor(planToo);
  try {
    return await live(await folderFor(provider), { other, instead: state });
  } finally {
    if (other !== undefined) rmSync(other, { recursive: true, force: true });
  }
}

/** The same containers as a set of clones. */
export function cloneSetOf(count: number, more: object = {}) {
  const template = { ...CONTAINER, network_mode: 'none', must_run_for: 0 };
  const fleet = { name: 'berth-fleet', replicas: count, host: [{ name: 'here' }], template, ...more };
  return { resource: { docker_clone_set: { fleet } } };
}

/** Applies, plans and destroys a set of clones. */
export async function clones(count: number, provider: TestedProvider): Promise<Lived> {
  const { folder } = await Workspace.create(cloneSetOf(count), { provider });
  return live(folder);
}

/** Applies, plans and destroys a number of built-in resources, which need no provider process and no engine. */
export async function builtIns(count: number): Promise<Lived> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-built-in-'));
  const fleet = { count, input: 'fleet-${count.index}' };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ resource: { terraform_data: { fleet } } }));
  await terraform(folder, ['init']);
  return live(folder);
}

async function live(folder: string, { other, instead }: { readonly other?: string; readonly instead?: string } = {}): Promise<Lived> {
  const stateFile = join(folder, STATE);
  try {
    const apply = await step(folder, 'apply', '-auto-approve');
    const state = readFileSync(stateFile, 'utf8');
    if (instead !== undefined) writeFileSync(stateFile, instead);
    if (other !== undefined) writeFileSync(join(other, STATE), state);
    const folders = [folder, ...(other === undefined ? [] : [other])];
    const contenders = folders.map((each) => [each, () => step(each, 'plan', '-detailed-exitcode')] as const);
    const plans = await sideBySide(PLANS, Object.fromEntries(contenders));
    const life = { apply, plan: medianStep(plans[folder]!), destroy: await step(folder, 'destroy', '-auto-approve') };
    return { life, state, ...(other !== undefined && { otherPlan: medianStep(plans[other]!) }) };
  } finally {
    await terraform(folder, ['destroy', '-auto-approve']);
    rmSync(folder, { recursive: true, force: true });
  }
}

function step(folder: string, ...command: string[]): Promise<Step> {
  return measured(folder, (env) => terraform(folder, command, env));
}

function terraform(cwd: string, args: readonly string[], env?: NodeJS.ProcessEnv) {
  return run('terraform', [...args, '-input=false', '-no-color'], { cwd, env });
}

/** Bundles the provider that does nothing. */
export async function bundleEcho(root: string, work: string): Promise<TestedProvider> {
  const file = join(work, 'terraform-provider-docker_v1.0.0.cjs');
  const { unary } = providerService(new Session(ownProvider as never), () => undefined);
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
