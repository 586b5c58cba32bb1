import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import Docker from 'dockerode';
import getPort from 'get-port';
import { TEST_STATE } from './engine';
import { onEngine } from './on-engine';
import { removeNamed } from './remove-named';
import { run } from './run';
import { Engine, provideEngine } from '../../../dev/engine/provide-engine';
import { provideImages } from '../../../dev/images/provide-images';

export const ROOT = join(__dirname, '../../..');

/** The time limit for a test's preparation, in milliseconds. On a new machine, it makes all images from Debian packages. */
export const PREPARATION = 20 * 60_000;

/** Stops Terraform and cdktf from using the network or asking questions. */
const ENVIRONMENT = {
  CI: '1',
  CHECKPOINT_DISABLE: '1',
  DISABLE_VERSION_CHECK: '1',
  CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
  FORCE_COLOR: '0',
  TF_IN_AUTOMATION: '1',
  TF_CLI_CONFIG_FILE: '/dev/null',
  TF_CLI_ARGS: '-no-color',
};

/** The shop under its own name and in its own folder, so that tests don't interfere. */
export class TestShop {
  public static async create(name: string): Promise<TestShop> {
    const engine = await provideEngine(TEST_STATE);
    await provideImages(engine, TEST_STATE);
    return new TestShop(engine, name, await getPort({ host: '127.0.0.1' }));
  }

  public readonly output = mkdtempSync(join(tmpdir(), 'berth-shop-'));
  public readonly app = join(ROOT, 'examples/shop');
  public readonly env: NodeJS.ProcessEnv;
  private readonly events: Readable[] = [];

  private constructor(public readonly engine: Engine, public readonly name: string, private readonly port: number) {
    this.env = { ...ENVIRONMENT, SHOP_NAME: name, SHOP_PORT: `${port}`, CDKTF_OUTDIR: this.output };
  }

  /** The folder of the synthesized stack. */
  public get folder(): string {
    return join(this.output, 'stacks', this.name);
  }

  public get address(): string {
    return `http://localhost:${this.port}`;
  }

  public get docker(): Docker {
    return this.engine.docker;
  }

  public container(which: 'web' | 'app' | 'redis'): Docker.Container {
    return this.docker.getContainer(`${this.name}-${which}`);
  }

  /** Runs the app, by default the one in this checkout. */
  public async synthesize(app = this.app): Promise<void> {
    await run(join(ROOT, 'node_modules/.bin/tsx'), ['--tsconfig', '../tsconfig.json', 'main.ts'], { cwd: app, env: this.env });
  }

  public terraform(folder: string, ...args: readonly string[]): Promise<string> {
    return run('terraform', args, { cwd: folder, env: this.env });
  }

  /** Returns a list to which events of the containers are appended from now on: `web: start`, `web: healthy`. */
  public async watch(): Promise<readonly string[]> {
    const seen: string[] = [];
    const events = await this.docker.getEvents({ filters: { type: ['container'], event: ['start', 'health_status'] } }) as Readable;
    this.events.push(events);
    createInterface({ input: events }).on('line', (line) => {
      const { Action, Actor } = JSON.parse(line) as { Action: string; Actor: { Attributes: { name: string } } };
      const [stack, which] = [Actor.Attributes.name.slice(0, this.name.length + 1), Actor.Attributes.name.slice(this.name.length + 1)];
      if (stack === `${this.name}-`) seen.push(`${which}: ${Action.replace('health_status: ', '')}`);
    });
    return seen;
  }

  /** Runs a program in a container and returns its exit code. */
  public async exec(which: 'web' | 'app' | 'redis', ...command: string[]): Promise<number> {
    const exec = await this.container(which).exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
    const stream = await exec.start({});
    await new Promise((resolve) => stream.on('end', resolve).resume());
    return (await exec.inspect()).ExitCode!;
  }

  /** Returns the names of this shop's containers, networks and volumes on the engine. */
  public async onEngine(): Promise<string[]> {
    return onEngine(this.name);
  }

  /** Removes what a failed test left. */
  public async remove(): Promise<void> {
    for (const events of this.events) events.destroy();
    await removeNamed(this.name);
    rmSync(this.output, { recursive: true, force: true });
  }
}
