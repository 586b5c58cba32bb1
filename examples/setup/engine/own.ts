import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { Firewall, rememberFirewall, restoreFirewall } from './firewall';
import { findGvisor, Runtime } from './gvisor';
import { unmountWithin } from './mounts';
import { otherEngines } from './neighbours';
import { addBridge, AddressRange, bridgeName, bridgesIn, freeRange, removeBridge } from './network';
import { lastLines, runningPid, Service, startService, stopService } from '../processes';
import { which } from '../run';
import { SetupError } from '../say';
import { State } from '../state';
import { waitUntil } from '../wait';

/** What is settled when the engine first starts, and needed when it is removed. */
interface Machine {
  readonly range: AddressRange;
  readonly firewall: Firewall;
}

/** What the engine is told that it can take over while it runs. */
interface Settings {
  readonly 'registry-mirrors': readonly string[];
  readonly 'runtimes': { readonly [name: string]: Runtime };
}

/**
 * A Docker Engine of the set-up's own, beside whatever else runs on the machine: its data, socket, bridge and addresses
 * are its own. It runs on after the command that started it, until `stop` or `remove`.
 */
export class OwnEngine {
  private readonly folder: string;
  private readonly socket: string;
  private readonly configFile: string;
  private readonly machineFile: string;
  private readonly service: Service;

  constructor(private readonly state: State) {
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

  /** As `DOCKER_HOST` takes it. */
  get address(): string {
    return `unix://${this.socket}`;
  }

  get client(): Docker {
    return new Docker({ socketPath: this.socket });
  }

  get exists(): boolean {
    return existsSync(this.folder);
  }

  get running(): boolean {
    return runningPid(this.service) !== undefined;
  }

  /**
   * Starts it, or leaves it as it is where it runs.
   *
   * @param mirror  the registry that it asks before Docker Hub, by address. A running engine takes a change over, and
   *   gVisor that was installed meanwhile.
   */
  async start(mirror?: string): Promise<void> {
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
      // A service that was killed leaves its pid file, and would take whoever has the number now for itself.
      rmSync(join(this.folder, 'engine.pid'), { force: true });
      startService(this.service);
    }
    await waitUntil('the Docker Engine answers', async () => {
      if (!this.running) throw new SetupError('The Docker Engine did not start', `The end of ${this.service.logFile}:\n${lastLines(this.service.logFile)}`);
      return this.uses(settings);
    });
  }

  async stop(): Promise<void> {
    await stopService(this.service);
  }

  /** Stops it and removes all that it has kept, on disk and in the machine's network. */
  async remove(): Promise<void> {
    if (!this.exists) return;
    // One that was killed has left its containers running, and only an engine takes them away as a whole. Where it does not
    // start again, what is on disk goes all the same.
    if (!this.running && otherEngines().length === 0) await this.start().catch(() => undefined);
    if (this.running) await this.removeNetworks();
    await this.stop();
    await unmountWithin(this.folder);
    if (existsSync(this.machineFile)) await this.restoreMachine();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Whether it answers, and has taken its settings over. */
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

  /** Writes the engine's configuration, and says whether that changed it. The addresses stay what they once were. */
  private async configure(settings: Settings): Promise<boolean> {
    const before = existsSync(this.configFile) ? readFileSync(this.configFile, 'utf8') : '';
    if (!existsSync(this.machineFile)) {
      const machine: Machine = { range: await freeRange(), firewall: await rememberFirewall() };
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
    // With another engine in the house by now, the rules are in use.
    if (otherEngines().length === 0) await restoreFirewall(firewall, bridges);
    for (const bridge of bridges) await removeBridge(bridge);
  }

  private machine(): Machine {
    return JSON.parse(readFileSync(this.machineFile, 'utf8')) as Machine;
  }

  /** Removes containers and networks, while the engine is there to take their bridges and firewall rules away. */
  private async removeNetworks(): Promise<void> {
    for (const { Id } of await this.client.listContainers({ all: true })) await this.client.getContainer(Id).remove({ force: true, v: true });
    await this.client.pruneNetworks();
  }
}
