import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack, AppConfig } from 'cdktf';
import { attempt, run, Ended, RunOptions } from '../support/run';

/** The synthesized configuration that Terraform reads. */
interface Synthesized {
  readonly resource: { readonly [type: string]: { readonly [id: string]: object } };
}

/** A stack that is synthesized and applied like in a pipeline, with the provider that is bundled with it. */
export class AppliedStack {
  private readonly outdir = mkdtempSync(join(tmpdir(), 'berth-constructs-'));

  constructor(private readonly name: string) {}

  /** Synthesizes the stack and returns the configuration that Terraform reads. The content may differ between calls. */
  public synthesize(describe: (stack: TerraformStack) => void, options: AppConfig = {}): Synthesized {
    const app = new App({ ...options, outdir: this.outdir });
    const stack = new TerraformStack(app, this.name);
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    describe(stack);
    app.synth();
    return JSON.parse(readFileSync(join(this.outdir, 'stacks', this.name, 'cdk.tf.json'), 'utf8'));
  }

  public async initialize(): Promise<void> {
    await this.terraform('init', '-input=false');
  }

  public async apply(): Promise<void> {
    await this.initialize();
    await this.terraform('apply', '-auto-approve', '-input=false');
  }

  /** Applies the stack, and returns the result even if it failed. */
  public async tryApply(): Promise<Ended> {
    await this.initialize();
    return attempt('terraform', ['apply', '-auto-approve', '-input=false'], this.options);
  }

  /**
   * Applies the stack, and returns what it reports: the summary and the detail of each diagnostic.
   *
   * @param env  variables for the apply
   */
  public async diagnose(env: RunOptions['env'] = {}): Promise<string[]> {
    await this.initialize();
    const { stdout } = await attempt('terraform', ['apply', '-json', '-auto-approve', '-input=false'], {
      cwd: this.folder, env: { ...this.options.env, TF_CLI_ARGS: '', ...env },
    });
    return stdout.split('\n').filter((line) => line.startsWith('{')).flatMap((line) => {
      const { diagnostic } = JSON.parse(line) as { diagnostic?: { summary: string; detail: string } };
      return diagnostic === undefined ? [] : [`${diagnostic.summary}\n${diagnostic.detail}`];
    });
  }

  /** Whether a plan is empty. */
  public async isUpToDate(): Promise<boolean> {
    const { exitCode } = await this.plan();
    return exitCode === 0;
  }

  /** Plans the stack. The exit code is 0 if the plan is empty, 1 if it fails and 2 if it has changes. */
  public plan(): Promise<Ended> {
    return attempt('terraform', ['plan', '-detailed-exitcode', '-input=false'], this.options);
  }

  public async output(name: string): Promise<string> {
    return (await this.terraform('output', '-raw', name)).trim();
  }

  public async destroy(): Promise<void> {
    await this.terraform('destroy', '-auto-approve', '-input=false');
    rmSync(this.outdir, { recursive: true });
  }

  /** The working directory of Terraform. */
  public get folder(): string {
    return join(this.outdir, 'stacks', this.name);
  }

  private get options(): RunOptions {
    return { cwd: this.folder, env: { TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1', TF_CLI_ARGS: '-no-color' } };
  }

  private terraform(...args: string[]): Promise<string> {
    return run('terraform', args, this.options);
  }
}
