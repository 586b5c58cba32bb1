import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { Switch } from './switch';
import { SetupError } from '../console/setup-error';
import { lastLines, runningPid, Service, startService } from '../machine/service';
import { waitUntil } from '../machine/wait-until';
import { which } from '../machine/which';

/**
 * The first process of the namespaces: names the machine, starts the engine, passes on the signal to stop it, and waits for processes
 * whose parents have ended.
 */
const INIT = 'hostname "$0"; "$@" & engine=$!; trap "kill $engine" TERM; while kill -0 $engine 2>/dev/null; do wait $engine; done';

/** The first engine's address ends with this number plus one. */
const FIRST = 10;

/** What all engines have in common. */
export interface Surroundings {
  readonly folder: string;
  readonly network: Switch;
  /** The address of the registry, as `HOST:PORT`. */
  readonly registry: string;
  /** Further settings of the engines' `daemon.json`. */
  readonly settings?: object;
}

/**
 * A Docker Engine that stands for a machine: with a host name, an address, processes, mounts and files of its own. It is in no swarm until
 * somebody makes one. It keeps running after the command that started it.
 */
export class NodeEngine {
  /** `node1`, which is also the machine's host name. */
  public readonly name: string;
  private readonly folder: string;
  private readonly socketPath: string;
  private readonly service: Service;

  /** @param number  1 for the first engine */
  constructor(private readonly number: number, private readonly around: Surroundings) {
    this.name = `node${number}`;
    this.folder = join(around.folder, this.name);
    this.socketPath = join(this.folder, 'docker.sock');
    const configFile = join(this.folder, 'config.json');
    const engine = [
      which('dockerd') ?? 'dockerd', '--config-file', configFile, '--data-root', join(this.folder, 'data'),
      '--exec-root', this.runtimeFolder, '--pidfile', this.enginePidFile, '--host', this.host,
    ];
    const namespaces = ['unshare', '--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const [command, ...args] = around.network.within([...namespaces, 'sh', '-c', INIT, this.name, ...engine], this.name);
    this.service = {
      command: command!, args, pidFile: join(this.folder, 'service.pid'), logFile: join(this.folder, 'engine.log'), mark: configFile,
    };
  }

  /** The engine's address for clients on this machine, in the format of `DOCKER_HOST`. */
  public get host(): string {
    return `unix://${this.socketPath}`;
  }

  /** The machine's address, by which the other engines and this machine reach it. */
  public get address(): string {
    return this.around.network.addressOf(FIRST + this.number);
  }

  public get docker(): Docker {
    return new Docker({ socketPath: this.socketPath, host: undefined } as never);
  }

  public get exists(): boolean {
    return existsSync(this.folder);
  }

  /** The process id on this machine of the engine's first process, or undefined. */
  public get pid(): number | undefined {
    return runningPid(this.service);
  }

  /** Returns the command that runs another one in the network of the machine. */
  public within(...command: readonly string[]): string[] {
    return this.around.network.within(command, this.name);
  }

  /** Starts the machine with its engine, and waits until the engine answers. Does nothing if it runs. */
  public async start(): Promise<void> {
    mkdirSync(this.folder, { recursive: true, mode: 0o711 });
    const { network, registry, settings } = this.around;
    await network.attach(this.name, FIRST + this.number);
    if (this.pid === undefined) {
      writeFileSync(this.service.mark, JSON.stringify({
        'registry-mirrors': [`http://${registry}`], 'insecure-registries': [registry], ...settings,
      }, null, 2));
      // As a machine forgets when it boots. The process ids in these files would be those of other processes by now.
      for (const path of [this.runtimeFolder, this.enginePidFile, this.socketPath]) rmSync(path, { recursive: true, force: true });
      startService(this.service);
    }
    await waitUntil(`the engine of ${this.name} answers`, async () => {
      if (this.pid === undefined) {
        const { logFile } = this.service;
        throw new SetupError(`The engine of ${this.name} did not start`, `The last lines of ${logFile}:\n${lastLines(logFile)}`);
      }
      return this.docker.ping().then(() => true, () => false);
    });
  }

  /** Shuts the machine down: the engine stops its containers, and ends. */
  public async stop(): Promise<void> {
    const { pid } = this;
    if (pid === undefined) return;
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    process.kill(Number(first), 'SIGTERM');
    await this.ended();
  }

  /** Ends the machine as a loss of power does: the engine, its containers, and everything else in it, at once. */
  public async kill(): Promise<void> {
    const { pid } = this;
    if (pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    await this.ended();
  }

  /** Cuts the machine off from the network. Clients on this machine still reach its engine by the socket. */
  public disconnect(): Promise<void> {
    return this.around.network.setConnected(this.name, false);
  }

  public connect(): Promise<void> {
    return this.around.network.setConnected(this.name, true);
  }

  private get runtimeFolder(): string {
    return join(this.folder, 'exec');
  }

  private get enginePidFile(): string {
    return join(this.folder, 'engine.pid');
  }

  private ended(): Promise<void> {
    return waitUntil(`${this.name} has ended`, () => this.pid === undefined);
  }
}
