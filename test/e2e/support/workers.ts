import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import Docker from 'dockerode';
import { TEST_STATE } from './engine';
import { ExampleStack } from './example';
import { provideEngine } from '../../../dev/engine/provide-engine';
import { provideImages } from '../../../dev/images/provide-images';
import { Workers } from '../../../examples/workers/stack';

/** The example with the queue, with a number of jobs. */
export class WorkersExample {
  public readonly stack: ExampleStack;
  private readonly docker = new Docker();
  private readonly folder: string;

  constructor(private readonly name: string, private readonly jobs: number) {
    this.folder = mkdtempSync(join(tmpdir(), `${name}-`));
    this.stack = new ExampleStack(this.folder, name);
  }

  /** Provides what it needs, and initializes the stack. */
  public async initialize(workers: number, color: string): Promise<void> {
    await provideImages(await provideEngine(TEST_STATE), TEST_STATE, ['redis:7.0']);
    this.synthesize(workers, color);
    await this.stack.terraform('init');
  }

  public synthesize(workers: number, color: string): void {
    const app = new App({ outdir: this.folder });
    new Workers(app, this.name, { workers, jobs: this.jobs, color });
    app.synth();
  }

  public async apply(workers: number, color: string): Promise<void> {
    this.synthesize(workers, color);
    await this.stack.terraform('apply', '-auto-approve');
  }

  /** What the dispatcher printed last. */
  public async progress(): Promise<{ readonly line: string; readonly done: number }> {
    const log = (await this.docker.getContainer(`${this.name}-dispatcher`).logs({ stdout: true, tail: 1 })).subarray(8).toString();
    return { line: log.trim(), done: Number(/(\d+) of/.exec(log)?.[1] ?? 0) };
  }

  public running() {
    return this.docker.listContainers({ filters: { name: [`${this.name}-pool-`], status: ['running'] } });
  }

  /** Ends workers in the middle of what they do: every other one is removed, and of the rest, the program is killed. */
  public async killSome(count: number): Promise<void> {
    const chosen = (await this.running()).sort(() => Math.random() - 0.5).slice(0, count);
    await Promise.all(chosen.map(async ({ Id: id }, index) => {
      if (index % 2 === 0) await this.docker.getContainer(id).remove({ force: true });
      else process.kill((await this.docker.getContainer(id).inspect()).State.Pid, 'SIGKILL');
    }));
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
