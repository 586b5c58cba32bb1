import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from './debian';
import { freePort } from './port';
import { lastLines, runningPid, Service, startService, stopService } from './processes';
import { which } from './run';
import { say, SetupError } from './say';
import { State } from './state';
import { waitUntil } from './wait';

/** The names of Docker Hub's official images begin so in a registry. */
const OFFICIAL = 'library';

/** A registry on this machine's loopback address alone. What it stores is kept in the cache, between runs. */
export class Registry {
  private readonly folder: string;
  private readonly portFile: string;
  private readonly service: Service;

  constructor(private readonly state: State) {
    this.folder = join(state.folder, 'registry');
    this.portFile = join(this.folder, 'port');
    const configFile = join(this.folder, 'config.json');
    this.service = {
      command: which('docker-registry') ?? join(state.cache, 'docker-registry', 'usr', 'bin', 'docker-registry'),
      args: ['serve', configFile],
      pidFile: join(this.folder, 'service.pid'),
      logFile: join(this.folder, 'registry.log'),
      mark: configFile,
    };
  }

  /** `127.0.0.1:PORT`, as image names begin with. */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** As an engine's list of mirrors takes it. */
  get address(): string {
    return `http://${this.host}`;
  }

  get running(): boolean {
    return runningPid(this.service) !== undefined;
  }

  async start(): Promise<void> {
    if (this.running) return;
    if (!existsSync(this.service.command)) {
      say.step('Fetching Debian\'s package `docker-registry`: it is unpacked, not installed …');
      await unpack('docker-registry', join(this.state.cache, 'docker-registry'));
    }
    await this.configure();
    startService(this.service);
    await waitUntil('the registry answers', () => {
      if (!this.running) {
        throw new SetupError('The registry did not start', `The end of ${this.service.logFile}:\n${lastLines(this.service.logFile)}`);
      }
      return this.answers('/v2/');
    });
  }

  async stop(): Promise<void> {
    await stopService(this.service);
  }

  /** The name under which an official image (`nginx:1.22`) is pushed here. An engine that has this registry as its mirror finds it there. */
  nameOf(image: string): string {
    return `${this.host}/${OFFICIAL}/${image}`;
  }

  /** Whether it has an official image. */
  has(image: string): Promise<boolean> {
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

  /** The port stays the same from run to run, since an engine has it in its configuration, unless something else has taken it. */
  private async configure(): Promise<void> {
    const storage = join(this.state.cache, 'registry');
    mkdirSync(this.folder, { recursive: true });
    mkdirSync(storage, { recursive: true });
    const before = existsSync(this.portFile) ? Number(this.port) : 0;
    const port = await freePort(before) ?? await freePort(0);
    writeFileSync(this.portFile, `${port}`);
    writeFileSync(join(this.folder, 'config.json'), JSON.stringify({
      version: 0.1,
      log: { accesslog: { disabled: true }, level: 'warn' },
      storage: { filesystem: { rootdirectory: storage } },
      http: { addr: `127.0.0.1:${port}` },
    }));
  }
}
