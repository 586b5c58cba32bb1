import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { attempt, run } from './run';
import { say, SetupError } from './say';

const ROOT = join(__dirname, '../..');

/** A message of `terraform -json`. */
interface Message {
  readonly '@message': string;
  readonly 'type': string;
  readonly 'diagnostic'?: { readonly summary: string; readonly detail: string };
}

/** What is applied, as `terraform show -json` has it. */
interface Resource {
  readonly type: string;
  readonly values: { readonly id: string; readonly name: string };
}

const NAMED = ['docker_container', 'docker_network', 'docker_volume'];

/** What a reader wants to see of an apply: what is done, and not what is still being waited for. */
const EVENTS = ['apply_complete', 'apply_errored', 'change_summary'];

/** An example, as its user works with it: each method is one command, which the reader could give as well. */
export class Example {
  /** Where the stack is synthesized to, the provider beside it: what a pipeline would take along. */
  readonly folder: string;

  private readonly app: string;
  private readonly output: string;

  /**
   * @param name  its folder in examples/, and its stack
   * @param env   what leads Terraform and the provider to the engine
   */
  constructor(name: string, private readonly env: NodeJS.ProcessEnv) {
    this.app = join(ROOT, 'examples', name);
    // CDKTF's own variable for the folder that it writes to.
    this.output = resolve(process.env.CDKTF_OUTDIR ?? join(this.app, 'cdktf.out'));
    this.folder = join(this.output, 'stacks', name);
  }

  /** Whether it was applied, and may still be. */
  get hasState(): boolean {
    return existsSync(join(this.folder, 'terraform.tfstate'));
  }

  /** Bundles the provider, then runs the app, which writes the stack's folder, with some variables of its own. */
  async synthesize(variables: { readonly [name: string]: string } = {}): Promise<void> {
    const tsx = join(ROOT, 'node_modules/.bin/tsx');
    await run(tsx, ['provider/bundle.ts'], { cwd: ROOT });
    await run(tsx, ['--tsconfig', '../tsconfig.json', 'main.ts'], { cwd: this.app, env: { ...variables, CDKTF_OUTDIR: this.output } });
  }

  async init(): Promise<void> {
    await this.terraform('init', '-input=false', '-no-color');
  }

  async apply(): Promise<void> {
    await this.follow('apply', '-auto-approve');
  }

  async destroy(): Promise<void> {
    await this.follow('destroy', '-auto-approve');
  }

  /** Whether a plan finds something to change. */
  async hasChanges(): Promise<boolean> {
    const { exitCode, stdout, stderr } = await attempt('terraform', ['plan', '-input=false', '-no-color', '-detailed-exitcode'], this.options());
    if (exitCode === 0) return false;
    if (exitCode === 2) {
      say.detail(stdout);
      return true;
    }
    throw new Error(`\`terraform plan\` failed:\n${stdout}${stderr}`);
  }

  /** An output of the stack, or nothing where nothing is applied. */
  async read(output: string): Promise<string | undefined> {
    if (!this.hasState) return undefined;
    const outputs = JSON.parse(await this.terraform('output', '-json')) as { [name: string]: { value: string } };
    return outputs[output]?.value;
  }

  /** The ids of the containers that are applied. */
  async containers(): Promise<string[]> {
    return (await this.resources()).filter(({ type }) => type === 'docker_container').map(({ values }) => values.id);
  }

  /** The names of the containers, networks and volumes that are applied. */
  async names(): Promise<string[]> {
    return (await this.resources()).filter(({ type }) => NAMED.includes(type)).map(({ values }) => values.name);
  }

  private async resources(): Promise<Resource[]> {
    const { values } = JSON.parse(await this.terraform('show', '-json')) as { values?: { root_module: { resources?: Resource[] } } };
    return values?.root_module.resources ?? [];
  }

  /** Runs a terraform command that takes a while, and shows its events as they come. */
  private async follow(command: string, ...args: readonly string[]): Promise<void> {
    const problems: string[] = [];
    const { exitCode } = await attempt('terraform', [command, '-json', '-input=false', ...args], {
      ...this.options(),
      onLine: (line) => {
        const { '@message': text, type, diagnostic } = JSON.parse(line) as Message;
        // The id, at the end, is long and tells a reader nothing.
        if (EVENTS.includes(type)) say.detail(text.replace(/ \[id=.*\]$/, ''));
        if (diagnostic !== undefined) problems.push(`${text}\n${diagnostic.detail}`);
      },
    });
    if (exitCode !== 0) throw new SetupError(`\`terraform ${command}\` failed`, problems.join('\n\n'));
  }

  private terraform(...args: readonly string[]): Promise<string> {
    return run('terraform', args, this.options());
  }

  private options() {
    return { cwd: this.folder, env: { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', ...this.env } };
  }
}
