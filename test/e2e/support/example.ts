import { join } from 'node:path';
import { attempt, Ended } from './run';

/** A stack of an example that was synthesized into a folder. */
export class ExampleStack {
  public readonly folder: string;

  constructor(outdir: string, name: string) {
    this.folder = join(outdir, 'stacks', name);
  }

  /** Runs terraform, and returns how it ended. */
  public attempt(...args: readonly string[]): Promise<Ended> {
    return attempt('terraform', [...args, '-input=false', '-no-color'], {
      cwd: this.folder, env: { CHECKPOINT_DISABLE: '1' },
    });
  }

  /** Runs terraform, which has to succeed, and returns what it prints. */
  public async terraform(...args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.attempt(...args);
    if (exitCode !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${exitCode}:\n${stdout.slice(-3_000)}${stderr}`);
    return stdout;
  }
}
