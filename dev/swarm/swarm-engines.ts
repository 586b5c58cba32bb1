import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NodeEngine } from './node-engine';
import { Switch } from './switch';
import { unmountWithin } from '../engine/mounts';
import { StateFolder } from '../machine/state-folder';
import { Registry } from '../registry/registry';

const REGISTRY_PORT = 5000;

/**
 * Docker Engines that stand for machines on one network, and a registry that all of them, and this machine, reach. The engines are in no
 * swarm. Everything keeps running after the command that started it, until `remove`.
 */
export class SwarmEngines {
  private readonly network: Switch;

  /** @param settings  further settings of the engines' `daemon.json` */
  constructor(private readonly state: StateFolder, private readonly settings: object = {}) {
    this.network = new Switch(state);
  }

  /** The engines that were started here, in order. */
  public get engines(): NodeEngine[] {
    const numbers = readdirSync(this.state.folder).map((name) => Number(/^node(\d+)$/.exec(name)?.[1])).filter((number) => number > 0);
    return numbers.sort((a, b) => a - b).map((number) => this.engine(number));
  }

  /** The registry, which asks for no login and no TLS. All engines ask it before Docker Hub. */
  public get registry(): Registry {
    return new Registry(this.state, {
      address: this.network.address,
      port: REGISTRY_PORT,
      within: (command) => this.network.within(command),
      storage: join(this.state.folder, 'images'),
    });
  }

  /** Starts the network, the registry, and engines until there are as many. Those that are there and were stopped are started again. */
  public async start(count: number): Promise<NodeEngine[]> {
    mkdirSync(this.state.folder, { recursive: true });
    await this.network.create();
    await this.registry.start();
    const engines = Array.from({ length: count }, (_, index) => this.engine(index + 1));
    await Promise.all(engines.map((engine) => engine.start()));
    return engines;
  }

  /** Ends all engines and the registry, and removes their files, and the network. */
  public async remove(): Promise<void> {
    mkdirSync(this.state.folder, { recursive: true });
    if (this.network.exists) {
      const { engines } = this;
      await Promise.all(engines.map((engine) => engine.kill()));
      await this.registry.stop();
      await this.network.remove(engines.map(({ name }) => name));
    }
    await unmountWithin(this.state.folder);
    rmSync(this.state.folder, { recursive: true, force: true });
  }

  private engine(number: number): NodeEngine {
    return new NodeEngine(number, {
      folder: this.state.folder, network: this.network, registry: `${this.network.address}:${REGISTRY_PORT}`, settings: this.settings,
    });
  }
}
