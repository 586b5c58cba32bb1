import { ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { attempt, run } from './run';

const ROOT = path.resolve(__dirname, '../../..');

/** A planned change in the format of `terraform show -json`. */
export interface ResourceChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
    readonly after_unknown: Record<string, unknown>;
  };
  readonly action_reason?: string;
}

/** An error or a warning in the format of `terraform -json`. */
export interface TerraformDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly snippet?: { readonly code: string; readonly context?: string };
}

/** The result of a terraform command. */
export interface Outcome {
  readonly ok: boolean;
  readonly diagnostics: readonly TerraformDiagnostic[];
  /** The whole output, for debugging. */
  readonly output: string;
}

export interface PlanOutcome extends Outcome {
  /** The changes, without no-ops and reads. */
  readonly changes: readonly ResourceChange[];
}

/** A provider in an executable file. */
export interface TestedProvider {
  /** `registry.terraform.io/<namespace>/<type>` */
  readonly source: string;
  readonly version: string;
  readonly file: string;
}

export interface WorkspaceOptions {
  /** The provider to test. @default - the provider as it ships */
  readonly provider?: TestedProvider;
  /** Variables for terraform and the provider, in addition to those of this process. `undefined` removes a variable. */
  readonly env?: { readonly [name: string]: string | undefined };
}

/** Returns the provider as it ships, which is bundled before all tests. */
export function bundledProvider(): TestedProvider {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const file = path.join(ROOT, 'dist/provider', `terraform-provider-docker_v${version}.cjs`);
  return { source: 'registry.terraform.io/berth/docker', version, file };
}

/** Copies a provider to where Terraform finds it if it runs in a folder. */
export function installProvider(folder: string, { source, version, file }: TestedProvider): void {
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const plugins = path.join(folder, 'terraform.d/plugins', source, version, platform);
  mkdirSync(plugins, { recursive: true });
  copyFileSync(file, path.join(plugins, path.basename(file)));
}

/** A folder with a configuration. Terraform runs there with the bundled provider and without the user's CLI configuration. */
export class Workspace {
  /** Creates the folder with a configuration (HCL text, or an object in JSON syntax) and initializes it. */
  public static async create(configuration: string | object, options: WorkspaceOptions = {}): Promise<Workspace> {
    const workspace = new Workspace(mkdtempSync(path.join(tmpdir(), 'berth-workspace-')), options.env ?? {});
    const provider = options.provider ?? bundledProvider();
    const { source, version } = provider;
    installProvider(workspace.folder, provider);
    workspace.write('terraform.rc', '');
    const required = { [path.basename(source)]: { source, version } };
    workspace.write('versions.tf.json', JSON.stringify({ terraform: { required_providers: required } }));
    workspace.configure(configuration);
    await run('terraform', ['init', '-input=false', '-no-color'], workspace.options());
    return workspace;
  }

  private constructor(public readonly folder: string, private readonly env: { readonly [name: string]: string | undefined }) {}

  /** Replaces the configuration. */
  public configure(configuration: string | object): void {
    rmSync(path.join(this.folder, 'main.tf'), { force: true });
    rmSync(path.join(this.folder, 'main.tf.json'), { force: true });
    if (typeof configuration === 'string') this.write('main.tf', configuration);
    else this.write('main.tf.json', JSON.stringify(configuration, null, 2));
  }

  /** Writes a file below the folder. */
  public write(name: string, content: string | Buffer): void {
    mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
    writeFileSync(path.join(this.folder, name), content);
  }

  public async validate(): Promise<Outcome> {
    const { exitCode, stdout, stderr } = await attempt('terraform', ['validate', '-json'], this.options());
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: TerraformDiagnostic[] };
    return { ok: exitCode === 0, diagnostics, output: stdout + stderr };
  }

  /** Creates a plan and saves it for `applyLastPlan`. */
  public async plan(...args: readonly string[]): Promise<PlanOutcome> {
    const outcome = await this.runTerraform('plan', '-out=last.plan', ...args);
    // Each change has a line in the output, but not its attributes. To show the plan, Terraform starts the provider once more.
    if (!outcome.ok || !outcome.output.includes('"type":"planned_change"')) return { ...outcome, changes: [] };
    const shown = await run('terraform', ['show', '-json', 'last.plan'], this.options());
    const { resource_changes: changes = [] } = JSON.parse(shown) as { resource_changes?: ResourceChange[] };
    const isChange = ({ change }: ResourceChange) => change.actions.some((action) => action !== 'no-op' && action !== 'read');
    return { ...outcome, changes: changes.filter(isChange) };
  }

  public async apply(...args: readonly string[]): Promise<Outcome> {
    return this.runTerraform('apply', '-auto-approve', ...args);
  }

  /** Applies the last plan. */
  public async applyLastPlan(): Promise<Outcome> {
    return this.runTerraform('apply', 'last.plan');
  }

  public async destroy(...args: readonly string[]): Promise<Outcome> {
    return this.runTerraform('destroy', '-auto-approve', ...args);
  }

  /** Returns the attributes of all resources in the state by address. */
  public async state(): Promise<Record<string, Record<string, unknown>>> {
    const shown = JSON.parse(await run('terraform', ['show', '-json'], this.options())) as {
      values?: { root_module: { resources?: { address: string; values: Record<string, unknown> }[] } };
    };
    return Object.fromEntries((shown.values?.root_module.resources ?? []).map(({ address, values }) => [address, values]));
  }

  /** Runs any other terraform command, which has to succeed, and returns its stdout. */
  public async terraform(...args: readonly string[]): Promise<string> {
    return run('terraform', args, this.options());
  }

  /** Starts a terraform command in its own process group, like a terminal, so that a test can interrupt it. */
  public start(...args: readonly string[]): ChildProcess {
    const { cwd, env } = this.options();
    return spawn('terraform', args, { cwd, env: { ...process.env, ...env }, detached: true });
  }

  /** Destroys the remaining resources and removes the folder. */
  public async remove(): Promise<void> {
    if (this.hasResources()) await this.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Whether the state has resources. Without any, a destroy would take a second to do nothing, in hundreds of tests. */
  private hasResources(): boolean {
    const file = path.join(this.folder, 'terraform.tfstate');
    if (!existsSync(file)) return false;
    const text = readFileSync(file, 'utf8');
    // A Terraform that was killed before it wrote the state leaves an empty file.
    if (text === '') return false;
    const { resources } = JSON.parse(text) as { resources: readonly { readonly mode: string }[] };
    return resources.some(({ mode }) => mode === 'managed');
  }

  private async runTerraform(command: string, ...args: readonly string[]): Promise<Outcome> {
    const { exitCode, stdout, stderr } = await attempt('terraform', [command, '-json', '-input=false', ...args], this.options());
    const diagnostics = stdout.split('\n').flatMap((line) => {
      if (!line.startsWith('{')) return [];
      const message = JSON.parse(line) as { type?: string; diagnostic?: TerraformDiagnostic };
      return message.type === 'diagnostic' && message.diagnostic !== undefined ? [message.diagnostic] : [];
    });
    return { ok: exitCode === 0, diagnostics, output: stdout + stderr };
  }

  private options() {
    return {
      cwd: this.folder,
      env: { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_CLI_CONFIG_FILE: path.join(this.folder, 'terraform.rc'), ...this.env },
    };
  }
}
