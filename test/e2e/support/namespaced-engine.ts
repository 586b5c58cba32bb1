import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { ensureBusybox } from './busybox';
import { TEST_STATE } from './engine';
import { inRoot } from './enter-root';
import { NetworkNamespace } from './network-namespace';
import { run } from './run';
import { unmountWithin } from '../../../dev/engine/mounts';
import { lastLines, runningPid, Service, startService, stopService } from '../../../dev/machine/service';
import { waitUntil } from '../../../dev/machine/wait-until';
import { which } from '../../../dev/machine/which';

/** A program that serves Docker's API. */
export interface EngineProgram {
  /** Returns the command, with the folder in its arguments. It keeps its files there, and serves the API at `docker.sock` in it. */
  readonly command: (folder: string) => readonly string[];
  /** The root file system that it runs in. @default - this machine's */
  readonly root?: string;
  /** Where the folder is made. @default - among the temporary files */
  readonly parent?: string;
  /** Files in the folder, by name. */
  readonly files?: Readonly<Record<string, { readonly text: string; readonly mode?: number }>>;
}

/**
 * An engine with busybox in a network namespace of its own, where its firewall rules concern nobody else. The namespace stands for the
 * engine's host.
 */
export class NamespacedEngine {
  /**
   * Starts a Docker Engine.
   *
   * @param name     of the namespace
   * @param options  of `dockerd`
   * @param root     a root file system whose engine runs instead of this machine's
   * @param settings what is in its daemon.json
   * @param parent   where its folder is made
   */
  public static async start(
    name: string, options: readonly string[], root?: string, settings: object = {}, parent?: string,
  ): Promise<NamespacedEngine> {
    const dockerd = root === undefined ? which('dockerd')! : 'dockerd';
    return NamespacedEngine.serve(await NetworkNamespace.create(name), {
      root,
      parent,
      files: { 'daemon.json': { text: JSON.stringify(settings) } },
      command: (folder) => [
        dockerd, '--config-file', `${folder}/daemon.json`, '--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`,
        '--pidfile', `${folder}/dockerd.pid`, '-H', `unix://${folder}/docker.sock`, ...options,
      ],
    });
  }

  /** Starts a program that serves Docker's API in a namespace, which is removed with it. */
  public static async serve(host: NetworkNamespace, program: EngineProgram): Promise<NamespacedEngine> {
    const engine = new NamespacedEngine(host, mkdtempSync(join(program.parent ?? tmpdir(), 'berth-engine-')), program);
    try {
      await engine.run();
      await ensureBusybox(engine.docker, TEST_STATE.cache);
    } catch (error) {
      await engine.remove();
      throw error;
    }
    return engine;
  }

  public readonly address: string;
  public readonly docker: Docker;
  private readonly service: Service;

  private constructor(
    public readonly host: NetworkNamespace, public readonly folder: string, { command, root, files = {} }: EngineProgram,
  ) {
    const socketPath = join(folder, 'docker.sock');
    this.address = `unix://${socketPath}`;
    this.docker = new Docker({ socketPath, host: undefined } as never);
    // An engine that remaps users requires that they get to its files.
    chmodSync(folder, 0o711);
    for (const [name, { text, mode }] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode });
    const program = root === undefined ? command(folder) : inRoot(root, command(folder));
    this.service = {
      command: 'nsenter',
      args: host.nsenter(...program),
      pidFile: join(folder, 'service.pid'),
      logFile: join(folder, 'engine.log'),
      mark: folder,
    };
  }

  public async restart(): Promise<void> {
    await stopService(this.service);
    await this.run();
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
