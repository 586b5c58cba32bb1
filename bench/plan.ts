import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { median, run, sideBySide } from './measure';
import { Table } from './report';
import { BaseImage, ContainerHost } from '../lib';

const ROUNDS = 7;

/** Measures `terraform plan` of one container, before and after it exists, and of one built-in `terraform_data`. */
export async function plan(work: string): Promise<Table> {
  const folder = mkdtempSync(join(work, 'plan-'));
  const [berth, builtIn] = [synthesize(join(folder, 'berth')), writeBuiltIn(join(folder, 'built-in'))];
  const terraform = (cwd: string, ...args: string[]) => run('terraform', [...args, '-input=false', '-no-color'], { cwd });
  const bothPlans = () => sideBySide(ROUNDS, {
    terraform_data: () => terraform(builtIn, 'plan'),
    docker_container: () => terraform(berth, 'plan'),
  });

  for (const cwd of [berth, builtIn]) await terraform(cwd, 'init');
  const creating = await bothPlans();
  for (const cwd of [berth, builtIn]) await terraform(cwd, 'apply', '-auto-approve');
  const unchanged = await bothPlans();
  for (const cwd of [berth, builtIn]) await terraform(cwd, 'destroy', '-auto-approve');
  rmSync(folder, { recursive: true, force: true });

  const seconds = (runs: Record<string, { seconds: number }[]>, name: string) => median(runs[name].map((one) => one.seconds)).toFixed(2);
  return {
    title: `terraform plan of one container, in seconds (median of ${ROUNDS})`,
    columns: ['plan', 'terraform_data', 'docker_image and docker_container'],
    rows: [['creates', creating], ['changes nothing', unchanged]].map(([what, runs]) => [
      what as string, seconds(runs as never, 'terraform_data'), seconds(runs as never, 'docker_container'),
    ]),
    note: 'Berth\'s share is three starts of the provider and the requests to the engine. `terraform_data` needs no provider process.',
  };
}

function synthesize(outdir: string): string {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'bench');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  const host = new ContainerHost(stack, 'host');
  const image = BaseImage.fromRegistry('busybox:latest');
  host.addContainer('c', { image, name: 'berth-bench', command: ['sleep', '1000'] });
  app.synth();
  return join(outdir, 'stacks/bench');
}

function writeBuiltIn(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.tf'), 'resource "terraform_data" "one" {\n  input = "one"\n}\n');
  return folder;
}
