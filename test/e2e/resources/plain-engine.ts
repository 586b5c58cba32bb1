import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { docker as shared } from './managed';
import { lastLines, runningPid, Service, startService, stopService } from '../../../examples/setup/processes';
import { which } from '../../../examples/setup/run';
import { waitUntil } from '../../../examples/setup/wait';
import { run } from '../support/run';

/** An engine of a test's own, to be stopped and started: with busybox, and without a network, so that it is in no other engine's way. */
export class PlainEngine {
  /** @param folder  its own */
  static async start(folder: string): Promise<PlainEngine> {
    const engine = new PlainEngine(folder);
    await engine.run();
    const archive = await shared.getImage('busybox:latest').get();
    const progress = await engine.docker.loadImage(archive);
    await new Promise((resolve, reject) => progress.on('end', resolve).on('error', reject).resume());
    return engine;
  }

  readonly address: string;
  readonly docker: Docker;
  readonly #service: Service;

  private constructor(private readonly folder: string) {
    const socket = join(folder, 'docker.sock');
    const config = join(folder, 'daemon.json');
    writeFileSync(config, '{}');
    this.address = `unix://${socket}`;
    this.docker = new Docker({ socketPath: socket, host: undefined } as never);
    this.#service = {
      command: which('dockerd')!,
      args: [
        '--config-file', config, '--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec'), '--pidfile', join(folder, 'dockerd.pid'),
        '--bridge', 'none', '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false', '-H', this.address,
      ],
      pidFile: join(folder, 'service.pid'),
      logFile: join(folder, 'dockerd.log'),
      mark: config,
    };
  }

  async run(): Promise<void> {
    startService(this.#service);
    await waitUntil('the engine answers', async () => {
      if (runningPid(this.#service) === undefined) throw new Error(`It ended:\n${lastLines(this.#service.logFile)}`);
      return this.docker.ping().then(() => true, () => false);
    });
  }

  stop(): Promise<void> {
    return stopService(this.#service);
  }

  async remove(): Promise<void> {
    await this.stop();
    await run('rm', ['-rf', this.folder]);
  }
}
