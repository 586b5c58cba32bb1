import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { debianWith } from './debian-root';
import { ExampleStack } from './example';
import { ForkingEngine } from './forking-engine';
import { importNode } from './node-image';
import { run } from './run';
import { waitUntil } from '../../../dev/machine/wait-until';
import { Tickets, TicketsProps } from '../../../examples/forks/stack';

/** The example of forks, on an engine of its own with a current gVisor. */
export class TicketsExample {
  public static async start(name: string): Promise<TicketsExample> {
    const host = await ForkingEngine.start(name);
    await importNode(host.engine.docker, 'node:18-slim');
    const [root, frontImage] = [await debianWith('debian-haproxy', 'bookworm', ['haproxy']), `${name}-haproxy:latest`];
    await run('sh', ['-c', `tar -C ${root} -c . | docker -H ${host.engine.address} import - ${frontImage}`]);
    return new TicketsExample(name, host, frontImage);
  }

  public readonly stack: ExampleStack;
  private readonly folder: string;
  private isInitialized = false;
  private readonly before = process.env.DOCKER_HOST;

  private constructor(private readonly name: string, public readonly host: ForkingEngine, private readonly frontImage: string) {
    this.folder = mkdtempSync(join(tmpdir(), `${name}-`));
    this.stack = new ExampleStack(this.folder, name);
    process.env.DOCKER_HOST = host.engine.address;
  }

  public async apply(props: Pick<TicketsProps, 'servers' | 'isFork' | 'seconds'>): Promise<void> {
    const app = new App({ outdir: this.folder });
    new Tickets(app, this.name, { ...props, frontImage: this.frontImage });
    app.synth();
    if (!this.isInitialized) await this.stack.terraform('init');
    this.isInitialized = true;
    await this.stack.terraform('apply', '-auto-approve');
  }

  /** Returns a ticket, as a client of the front gets it. */
  public async ticket(): Promise<string> {
    return (await this.host.engine.host.run('curl', ['-sf', 'http://127.0.0.1:8080/'])).trim();
  }

  public async waitUntilItAnswers(): Promise<void> {
    await waitUntil('the front answers', () => this.ticket().then(() => true, () => false));
  }

  public async remove(): Promise<void> {
    process.env.DOCKER_HOST = this.before;
    await this.host.remove();
    rmSync(this.folder, { recursive: true });
  }
}
