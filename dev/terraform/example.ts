import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import execa from 'execa';
import { output } from '../console/output';
import { SetupError } from '../console/setup-error';

const ROOT = join(__dirname, '../..');
const TSX = join(ROOT, 'node_modules/.bin/tsx');

/** A message of `terraform -json`. */
interface Message {
  readonly '@message': string;
  readonly 'type': string;
  readonly 'diagnostic'?: { readonly summary: string; readonly detail: string };
}

/** An applied resource in the format of `terraform show -json`. */
interface Resource {
  readonly type: string;
  readonly values: { readonly id: string; readonly name: string };
}

const NAMED_RESOURCES = ['docker_container', 'docker_network', 'docker_volume'];

/** The events of an apply that are printed: completed operations, but not operations in progress. */
const PRINTED_EVENTS = ['apply_complete', 'apply_errored', 'change_summary'];

/** One of the examples. Each method runs one command that a user could run as well. */
export class Example {
  /** The folder of the synthesized stack, which contains the provider too: all that a pipeline needs. */
  public readonly folder: string;

  private readonly app: string;
  private readonly outputFolder: string;

  /**
   * @param name  of the folder in examples/ and of the stack
   * @param env   variables that lead Terraform and the provider to the engine
   */
  constructor(name: string, private readonly env: NodeJS.ProcessEnv) {
    this.app = join(ROOT, 'examples', name);
    // CDKTF's own variable for its output folder.
    this.outputFolder = resolve(process.env.CDKTF_OUTDIR ?? join(this.app, 'cdktf.out'));
    this.folder = join(this.outputFolder, 'stacks', name);
  }

  /** Whether the stack has been applied. It may have been destroyed since. */
  public get hasState(): boolean {
    return existsSync(join(this.folder, 'terraform.tfstate'));
  }

  /** Bundles the provider, then runs the app, which writes the stack's folder. */
  public async synthesize(variables: { readonly [name: string]: string } = {}): Promise<void> {
    await execa(TSX, ['provider/bundling/main.ts'], { cwd: ROOT });
    const env = { ...variables, CDKTF_OUTDIR: this.outputFolder };
    await execa(TSX, ['--tsconfig', '../tsconfig.json', 'main.ts'], { cwd: this.app, env });
  }

  public async init(): Promise<void> {
    await this.terraform('init', '-input=false', '-no-color');
  }

  public async apply(): Promise<void> {
    await this.printEvents('apply', '-auto-approve');
  }

  public async destroy(): Promise<void> {
    await this.printEvents('destroy', '-auto-approve');
  }

  /** Returns whether `terraform plan` finds changes, and prints them. */
  public async hasChanges(): Promise<boolean> {
    const args = ['plan', '-input=false', '-no-color', '-detailed-exitcode'];
    const { exitCode, stdout, stderr } = await execa('terraform', args, { ...this.options(), reject: false });
    if (exitCode === 0) return false;
    if (exitCode === 2) {
      output.detail(stdout);
      return true;
    }
    throw new Error(`\`terraform plan\` failed:\n${stdout}${stderr}`);
  }

  /** Returns an output of the stack, or `undefined` if the stack is not applied. */
  public async read(name: string): Promise<string | undefined> {
    if (!this.hasState) return undefined;
    const outputs = JSON.parse(await this.terraform('output', '-json')) as { [name: string]: { value: string } };
    return outputs[name]?.value;
  }

  /** Returns the ids of the applied containers. */
  public async containers(): Promise<string[]> {
    return (await this.resources()).filter(({ type }) => type === 'docker_container').map(({ values }) => values.id);
  }

  /** Returns the names of the applied containers, networks and volumes. */
  public async names(): Promise<string[]> {
    return (await this.resources()).filter(({ type }) => NAMED_RESOURCES.includes(type)).map(({ values }) => values.name);
  }

  private async resources(): Promise<Resource[]> {
    const { values } = JSON.parse(await this.terraform('show', '-json')) as { values?: { root_module: { resources?: Resource[] } } };
    return values?.root_module.resources ?? [];
  }

  /** Runs a long terraform command and prints its events as they arrive. */
  private async printEvents(command: string, ...args: readonly string[]): Promise<void> {
    const problems: string[] = [];
    const running = execa('terraform', [command, '-json', '-input=false', ...args], { ...this.options(), reject: false });
    for await (const line of createInterface({ input: running.stdout! })) {
      const { '@message': text, type, diagnostic } = JSON.parse(line) as Message;
      // Leaves out the long id at the end.
      if (PRINTED_EVENTS.includes(type)) output.detail(text.replace(/ \[id=.*\]$/, ''));
      if (diagnostic !== undefined) problems.push(`${text}\n${diagnostic.detail}`);
    }
    const { exitCode, stderr } = await running;
    if (exitCode !== 0) throw new SetupError(`\`terraform ${command}\` failed`, [...problems, stderr].join('\n\n').trim());
  }

  private async terraform(...args: readonly string[]): Promise<string> {
    return (await execa('terraform', args, this.options())).stdout;
  }

  private options() {
    return { cwd: this.folder, env: { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', ...this.env } };
  }
}
