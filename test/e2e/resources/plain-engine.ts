import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { unmountWithin } from '../../../dev/engine/mounts';
import { lastLines, runningPid, Service, startService, stopService } from '../../../dev/machine/service';
import { waitUntil } from '../../../dev/machine/wait-until';
import { which } from '../../../dev/machine/which';
import { docker as shared } from '../engine/docker';
import { Bridge } from '../support/bridge';
import { run } from '../support/run';

/**
 * A separate engine with busybox that a test can stop and start. It does not interfere with other engines: it has its own
 * bridge and no firewall rules.
 */
export class PlainEngine {
  /**
   * @param folder   the engine's folder
   * @param options  more options of `dockerd`
   */
  public static async start(folder: string, options: readonly string[] = []): Promise<PlainEngine> {
    const engine = new PlainEngine(folder, await Bridge.create('berth-e2e-plain', '10.213.251.1/24'), options);
    await engine.run();
    const archive = await shared.getImage('busybox:latest').get();
    const progress = await engine.docker.loadImage(archive);
    await new Promise((resolve, reject) => progress.on('end', resolve).on('error', reject).resume());
    return engine;
  }

  public readonly address: string;
  public readonly docker: Docker;
  private readonly service: Service;

  private constructor(private readonly folder: string, private readonly bridge: Bridge, options: readonly string[]) {
    const socket = join(folder, 'docker.sock');
    const config = join(folder, 'daemon.json');
    writeFileSync(config, '{}');
    this.address = `unix://${socket}`;
    this.docker = new Docker({ socketPath: socket, host: undefined } as never);
    this.service = {
      command: which('dockerd')!,
      args: [
        '--config-file', config, '--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec'), '--pidfile', join(
          folder, 'dockerd.pid',
        ),
        '--bridge', bridge.name, '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false', '-H', this.address,
        ...options,
      ],
      pidFile: join(folder, 'service.pid'),
      logFile: join(folder, 'dockerd.log'),
      mark: config,
    };
  }

  public async run(): Promise<void> {
    startService(this.service);
    await waitUntil('the engine answers', async () => {
      if (runningPid(this.service) === undefined) throw new Error(`It ended:\n${lastLines(this.service.logFile)}`);
      return this.docker.ping().then(() => true, () => false);
    });
  }

  public stop(): Promise<void> {
    return stopService(this.service);
  }

  public async remove(): Promise<void> {
    await this.stop();
    await this.bridge.remove();
    await unmountWithin(this.folder);
    await run('rm', ['-rf', this.folder]);
  }
}
