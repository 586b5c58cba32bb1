import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { addBridge, AddressRange, bridgeName, bridgesIn, freeRange, removeBridge } from './bridge';
import { Firewall, readFirewall, restoreFirewall } from './firewall';
import { findGvisor, Runtime } from './gvisor';
import { unmountWithin } from './mounts';
import { runningEngines } from './running-engines';
import { SetupError } from '../console/setup-error';
import { lastLines, runningPid, Service, startService, stopService } from '../machine/service';
import { StateFolder } from '../machine/state-folder';
import { waitUntil } from '../machine/wait-until';
import { which } from '../machine/which';

/** Recorded when the engine starts for the first time, and used when it is removed. */
interface Machine {
  readonly range: AddressRange;
  readonly firewall: Firewall;
}

/** The settings that a running engine can reload. */
interface Settings {
  readonly 'registry-mirrors': readonly string[];
  readonly 'runtimes': { readonly [name: string]: Runtime };
}

/**
 * A Docker Engine with its own data, socket, bridge and addresses, independent of everything else on the machine. It keeps
 * running after the command that started it, until `stop` or `remove`.
 */
export class OwnEngine {
  private readonly folder: string;
  private readonly socket: string;
  private readonly configFile: string;
  private readonly machineFile: string;
  private readonly service: Service;

  constructor(private readonly state: StateFolder) {
    this.folder = join(state.folder, 'engine');
    this.socket = join(this.folder, 'docker.sock');
    this.configFile = join(this.folder, 'config.json');
    this.machineFile = join(this.folder, 'machine.json');
    this.service = {
      command: which('dockerd') ?? 'dockerd',
      args: [
        '--config-file', this.configFile,
        '--data-root', join(this.folder, 'data'),
        '--exec-root', join(this.folder, 'exec'),
        '--host', this.address,
        '--pidfile', join(this.folder, 'engine.pid'),
      ],
      pidFile: join(this.folder, 'service.pid'),
      logFile: join(this.folder, 'engine.log'),
      mark: this.configFile,
    };
  }

  /** In the format of `DOCKER_HOST`. */
  public get address(): string {
    return `unix://${this.socket}`;
  }

  public get client(): Docker {
    return new Docker({ socketPath: this.socket });
  }

  public get exists(): boolean {
    return existsSync(this.folder);
  }

  public get running(): boolean {
    return runningPid(this.service) !== undefined;
  }

  /**
   * Starts the engine. If it runs already, it reloads a changed mirror, and gVisor if that was installed in the meantime.
   *
   * @param mirror  the address of a registry that it asks before Docker Hub
   */
  public async start(mirror?: string): Promise<void> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const gvisor = await findGvisor();
    const settings: Settings = {
      'registry-mirrors': mirror === undefined ? [] : [mirror],
      'runtimes': gvisor === undefined ? {} : { runsc: gvisor },
    };
    const changed = await this.configure(settings);
    if (this.running) {
      if (changed) process.kill(runningPid(this.service)!, 'SIGHUP');
    } else {
      // A killed engine leaves its pid file, and would refuse to start if another process has that id now.
      rmSync(join(this.folder, 'engine.pid'), { force: true });
      startService(this.service);
    }
    await waitUntil('the Docker Engine answers', async () => {
      if (!this.running) {
        const { logFile } = this.service;
        throw new SetupError('The Docker Engine did not start', `The last lines of ${logFile}:\n${lastLines(logFile)}`);
      }
      return this.uses(settings);
    });
  }

  public async stop(): Promise<void> {
    await stopService(this.service);
  }

  /** Stops the engine and removes its files, bridges and firewall rules. */
  public async remove(): Promise<void> {
    if (!this.exists) return;
    // A killed engine leaves its containers running, and only an engine can remove them completely. If it does not start again,
    // its files are removed anyway.
    if (!this.running && runningEngines().length === 0) await this.start().catch(() => undefined);
    if (this.running) await this.removeNetworks();
    await this.stop();
    await unmountWithin(this.folder);
    if (existsSync(this.machineFile)) await this.restoreMachine();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Returns whether the engine answers and has loaded its settings. */
  private async uses(settings: Settings): Promise<boolean> {
    try {
      const { RegistryConfig, Runtimes } = await this.client.info() as { RegistryConfig?: { Mirrors?: string[] }; Runtimes: object };
      const mirrors = RegistryConfig?.Mirrors ?? [];
      return mirrors.join() === settings['registry-mirrors'].map((mirror) => `${mirror}/`).join()
        && Object.keys(settings.runtimes).every((name) => name in Runtimes);
    } catch {
      return false;
    }
  }

  /** Writes the engine's configuration and returns whether it changed. The addresses never change. */
  private async configure(settings: Settings): Promise<boolean> {
    const before = existsSync(this.configFile) ? readFileSync(this.configFile, 'utf8') : '';
    if (!existsSync(this.machineFile)) {
      const machine: Machine = { range: await freeRange(), firewall: await readFirewall() };
      writeFileSync(this.machineFile, JSON.stringify(machine, null, 2));
    }
    const { range } = this.machine();
    const bridge = bridgeName(this.state.id);
    await addBridge(bridge, range.bridge);
    const config = JSON.stringify({
      'bridge': bridge,
      'default-address-pools': [{ base: range.pool, size: 24 }],
      ...settings,
    }, null, 2);
    writeFileSync(this.configFile, config);
    return config !== before;
  }

  private async restoreMachine(): Promise<void> {
    const { range, firewall } = this.machine();
    const bridges = await bridgesIn(range);
    // If another engine runs by now, it uses the rules.
    if (runningEngines().length === 0) await restoreFirewall(firewall, bridges);
    for (const bridge of bridges) await removeBridge(bridge);
  }

  private machine(): Machine {
    return JSON.parse(readFileSync(this.machineFile, 'utf8')) as Machine;
  }

  /** Removes containers and networks while the engine still runs, because it removes their bridges and firewall rules too. */
  private async removeNetworks(): Promise<void> {
    const containers = await this.client.listContainers({ all: true });
    for (const { Id } of containers) await this.client.getContainer(Id).remove({ force: true, v: true });
    await this.client.pruneNetworks();
  }
}
