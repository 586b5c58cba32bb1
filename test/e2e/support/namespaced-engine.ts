import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { ensureBusybox } from './busybox';
import { TEST_STATE } from './engine';
import { NetworkNamespace } from './network-namespace';
import { run } from './run';
import { unmountWithin } from '../../../dev/engine/mounts';
import { lastLines, runningPid, Service, startService, stopService } from '../../../dev/machine/service';
import { waitUntil } from '../../../dev/machine/wait-until';
import { which } from '../../../dev/machine/which';

/**
 * An engine with busybox in a network namespace of its own, where its firewall rules concern nobody else. The namespace stands for the
 * engine's host.
 */
export class NamespacedEngine {
  /**
   * @param name     of the namespace
   * @param options  of `dockerd`
   * @param root     a root file system whose engine runs instead of this machine's
   */
  public static async start(name: string, options: readonly string[], root?: string): Promise<NamespacedEngine> {
    const host = await NetworkNamespace.create(name);
    const engine = new NamespacedEngine(name, host, mkdtempSync(join(tmpdir(), 'berth-engine-')), options, root);
    await engine.run();
    await ensureBusybox(engine.docker, TEST_STATE.cache);
    return engine;
  }

  public readonly address: string;
  public readonly docker: Docker;
  private readonly service: Service;

  private constructor(
    name: string, public readonly host: NetworkNamespace, private readonly folder: string, options: readonly string[], root?: string,
  ) {
    const socketPath = join(folder, 'docker.sock');
    this.address = `unix://${socketPath}`;
    this.docker = new Docker({ socketPath, host: undefined } as never);
    // An engine that remaps users requires that they get to its files.
    chmodSync(folder, 0o711);
    writeFileSync(join(folder, 'daemon.json'), '{}');
    const mark = `berth-e2e=${folder}`;
    const daemon = (within: string) => [
      '--config-file', `${within}/daemon.json`, '--data-root', `${within}/data`, '--exec-root', `${within}/exec`,
      '--pidfile', `${within}/dockerd.pid`, '-H', `unix://${within}/docker.sock`, '--label', mark, ...options,
    ];
    const program = root === undefined
      ? [which('dockerd')!, ...daemon(folder)]
      : ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', enterRoot(root, folder), 'dockerd', ...daemon('/berth')];
    this.service = {
      command: 'nsenter',
      args: [`--net=/run/netns/${name}`, ...program],
      pidFile: join(folder, 'service.pid'),
      logFile: join(folder, 'dockerd.log'),
      mark,
    };
  }

  public async remove(): Promise<void> {
    await stopService(this.service);
    await this.host.remove();
    await unmountWithin(this.folder);
    await run('rm', ['-rf', this.folder]);
  }

  private async run(): Promise<void> {
    startService(this.service);
    await waitUntil('the engine answers', async () => {
      if (runningPid(this.service) === undefined) throw new Error(`It ended:\n${lastLines(this.service.logFile)}`);
      return this.docker.ping().then(() => true, () => false);
    });
  }
}

/**
 * Returns a script that makes a folder the root, with the engine's folder at `/berth` in it, and runs the rest of the command there. Only
 * its own mount namespace changes.
 */
function enterRoot(root: string, folder: string): string {
  for (const name of ['berth', 'old']) mkdirSync(join(root, name), { recursive: true });
  return [
    'set -e',
    `cd ${root}`,
    'mount --bind . .',
    `cd ${root}`,
    'mount -t proc proc proc',
    'mount --rbind /sys sys',
    'mount --rbind /dev dev',
    'mount -t tmpfs tmpfs run',
    'mount -t tmpfs tmpfs tmp',
    `mount --bind ${folder} berth`,
    'pivot_root . old',
    'umount --lazy /old',
    'exec "$0" "$@"',
  ].join('\n');
}
