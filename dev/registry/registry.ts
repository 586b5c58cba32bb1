import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { provideRegistryProgram, registryProgram } from './registry-program';
import { SetupError } from '../console/setup-error';
import { lastLines, runningPid, Service, startService, stopService } from '../machine/service';
import { StateFolder } from '../machine/state-folder';
import { waitUntil } from '../machine/wait-until';

/** The namespace of Docker Hub's official images in a registry. */
const OFFICIAL = 'library';

/** Where a registry listens and keeps its images. */
export interface RegistryPlace {
  /** The address on which it listens. @default '127.0.0.1' */
  readonly address?: string;
  /** The port on which it listens. @default - a free one: that of the last run, if possible */
  readonly port?: number;
  /** Returns the command with which another one runs where the address is. @default - the same command */
  readonly within?: (command: readonly string[]) => readonly string[];
  /** The folder of its images. @default - one in the cache, which is kept between runs */
  readonly storage?: string;
}

/** A registry that listens on one address, by default on the loopback address only. */
export class Registry {
  private readonly folder: string;
  private readonly portFile: string;
  private readonly service: Service;

  private readonly listenAddress: string;

  constructor(private readonly state: StateFolder, private readonly place: RegistryPlace = {}) {
    this.folder = join(state.folder, 'registry');
    this.portFile = join(this.folder, 'port');
    this.listenAddress = place.address ?? '127.0.0.1';
    const configFile = join(this.folder, 'config.json');
    const { within = (same) => same } = place;
    const [command, ...args] = within([registryProgram(state.cache), 'serve', configFile]);
    this.service = {
      command: command!,
      args,
      pidFile: join(this.folder, 'service.pid'),
      logFile: join(this.folder, 'registry.log'),
      mark: configFile,
    };
  }

  /** `ADDRESS:PORT`, the prefix of its image names. */
  public get host(): string {
    return `${this.listenAddress}:${this.port}`;
  }

  /** In the format of an engine's list of mirrors. */
  public get address(): string {
    return `http://${this.host}`;
  }

  public get running(): boolean {
    return runningPid(this.service) !== undefined;
  }

  public async start(): Promise<void> {
    if (this.running) return;
    await provideRegistryProgram(this.state.cache);
    await this.configure();
    startService(this.service);
    await waitUntil('the registry answers', () => {
      if (!this.running) {
        const { logFile } = this.service;
        throw new SetupError('The registry did not start', `The last lines of ${logFile}:\n${lastLines(logFile)}`);
      }
      return this.answers('/v2/');
    });
  }

  public async stop(): Promise<void> {
    await stopService(this.service);
  }

  /** Returns the name under which an official image (`nginx:1.22`) is pushed, so that engines with this mirror find it. */
  public nameOf(image: string): string {
    return `${this.host}/${OFFICIAL}/${image}`;
  }

  /** Returns whether the registry has an official image. */
  public has(image: string): Promise<boolean> {
    const [name, tag] = image.split(':');
    return this.answers(`/v2/${OFFICIAL}/${name}/manifests/${tag}`);
  }

  private get port(): string {
    return readFileSync(this.portFile, 'utf8');
  }

  private async answers(path: string): Promise<boolean> {
    try {
      const answer = await fetch(this.address + path, { headers: { accept: 'application/vnd.docker.distribution.manifest.v2+json' } });
      return answer.ok;
    } catch {
      return false;
    }
  }

  /** Uses the port of the last run if it is free, because it is part of an engine's configuration. */
  private async configure(): Promise<void> {
    const storage = this.place.storage ?? join(this.state.cache, 'registry');
    mkdirSync(this.folder, { recursive: true });
    mkdirSync(storage, { recursive: true });
    const { port: fixed } = this.place;
    const port = fixed ?? await getPort({ host: '127.0.0.1', port: existsSync(this.portFile) ? Number(this.port) : undefined });
    writeFileSync(this.portFile, `${port}`);
    writeFileSync(join(this.folder, 'config.json'), JSON.stringify({
      version: 0.1,
      log: { accesslog: { disabled: true }, level: 'warn' },
      storage: { filesystem: { rootdirectory: storage } },
      http: { addr: `${this.listenAddress}:${port}` },
    }));
  }
}
