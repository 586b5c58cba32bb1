import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import getPort from 'get-port';
import { unmountWithin } from '../../../dev/engine/mounts';
import { lastLines, runningPid, Service, startService, stopService } from '../../../dev/machine/service';
import { waitUntil } from '../../../dev/machine/wait-until';
import { which } from '../../../dev/machine/which';
import { Bridge } from '../support/bridge';
import { run } from '../support/run';

/**
 * A real engine that requires client certificates. It has its own bridge and no firewall rules, so it does not
 * interfere with other engines.
 */
export class TlsEngine {
  /**
   * @param folder        an empty folder for its files
   * @param certificates  folder with its `cert.pem` and `key.pem`, and the `ca.pem` that verifies its clients
   */
  public static async start(folder: string, certificates: string): Promise<TlsEngine> {
    mkdirSync(folder, { recursive: true });
    const port = await getPort({ host: '127.0.0.1' });
    const engine = new TlsEngine(folder, certificates, port, await Bridge.create('berth-e2e-tls', '10.213.250.1/24'));
    startService(engine.service);
    await waitUntil('the engine with TLS answers', async () => {
      if (runningPid(engine.service) === undefined) throw new Error(`It ended:\n${lastLines(engine.service.logFile)}`);
      return engine.docker.ping().then(() => true, () => false);
    });
    return engine;
  }

  /** A separate connection to inspect the engine. */
  public readonly docker: Docker;
  private readonly service: Service;

  private constructor(
    private readonly folder: string, certificates: string, public readonly port: number, private readonly bridge: Bridge,
  ) {
    const socket = join(folder, 'docker.sock');
    const config = join(folder, 'daemon.json');
    writeFileSync(config, '{}');
    this.docker = new Docker({ socketPath: socket, host: undefined } as never);
    this.service = {
      command: which('dockerd')!,
      args: [
        '--config-file', config, '--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec'),
        '--pidfile', join(folder, 'dockerd.pid'),
        '--bridge', bridge.name, '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false',
        '-H', `unix://${socket}`, '-H', `tcp://127.0.0.1:${port}`,
        '--tlsverify', '--tlscacert', join(certificates, 'ca.pem'),
        '--tlscert', join(certificates, 'cert.pem'), '--tlskey', join(certificates, 'key.pem'),
      ],
      pidFile: join(folder, 'service.pid'),
      logFile: join(folder, 'dockerd.log'),
      mark: config,
    };
  }

  public async volumes(): Promise<readonly string[]> {
    return ((await this.docker.listVolumes()).Volumes ?? []).map(({ Name }) => Name);
  }

  public async stop(): Promise<void> {
    await stopService(this.service);
    await this.bridge.remove();
    await unmountWithin(this.folder);
    await run('rm', ['-rf', this.folder]);
  }
}
