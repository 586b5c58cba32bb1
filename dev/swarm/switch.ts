import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import execa from 'execa';
import { StateFolder } from '../machine/state-folder';

/** The bridge within the namespace. */
const BRIDGE = 'switch';

/** The last part of this machine's own address. */
const MACHINE = 254;

/**
 * The network between engines, which stand for machines: a bridge in a network namespace of its own, where no firewall of this machine
 * and of its engines holds. Each engine has a network namespace with one interface to it. So has the namespace that creates the network:
 * a client in that one gets to the engines, and to the ports that they publish.
 */
export class Switch {
  private readonly rangeFile: string;
  private readonly namespace: string;

  constructor(private readonly state: StateFolder) {
    this.rangeFile = join(state.folder, 'range');
    this.namespace = this.namespaceOf('switch');
  }

  public get exists(): boolean {
    return existsSync(this.rangeFile);
  }

  /** The addresses as a range: `198.18.4.0/24`. */
  public get range(): string {
    return `${this.prefix}.0/24`;
  }

  /** The address of the bridge, which all engines and this machine reach. */
  public get address(): string {
    return this.addressOf(1);
  }

  /** Creates the bridge, and the interface of this machine. Does nothing if they exist. */
  public async create(): Promise<void> {
    if (!this.exists) writeFileSync(this.rangeFile, await freePrefix());
    if (existsSync(`/run/netns/${this.namespace}`)) return;
    await ip('netns', 'add', this.namespace);
    await this.ip('link', 'add', 'name', BRIDGE, 'type', 'bridge');
    await this.ip('address', 'add', `${this.address}/24`, 'dev', BRIDGE);
    for (const name of ['lo', BRIDGE]) await this.ip('link', 'set', 'dev', name, 'up');
    await ip('link', 'add', 'name', this.machineInterface, 'type', 'veth', 'peer', 'name', 'machine', 'netns', this.namespace);
    await this.plug('machine');
    await ip('address', 'add', `${this.addressOf(MACHINE)}/24`, 'dev', this.machineInterface);
    await ip('link', 'set', 'dev', this.machineInterface, 'up');
  }

  /**
   * Creates the network namespace of an engine, with an interface to the bridge. Does nothing if it exists.
   *
   * @param port    the name of the interface at the bridge
   * @param number  the last part of the engine's address
   */
  public async attach(port: string, number: number): Promise<void> {
    const namespace = this.namespaceOf(port);
    if (existsSync(`/run/netns/${namespace}`)) return;
    await ip('netns', 'add', namespace);
    await ip('-netns', namespace, 'link', 'set', 'dev', 'lo', 'up');
    await this.ip('link', 'add', 'name', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    await this.plug(port);
    await ip('-netns', namespace, 'address', 'add', `${this.addressOf(number)}/24`, 'dev', 'eth0');
    await ip('-netns', namespace, 'link', 'set', 'dev', 'eth0', 'up');
    // Some checks of an engine require a default route. Nothing answers beyond the bridge, and everybody is told so at once.
    await ip('-netns', namespace, 'route', 'add', 'default', 'via', this.address);
  }

  /** Cuts an engine off, or connects it again. */
  public async setConnected(port: string, isConnected: boolean): Promise<void> {
    await this.ip('link', 'set', 'dev', port, isConnected ? 'up' : 'down');
  }

  /** Removes the namespaces of engines, and the bridge. */
  public async remove(ports: readonly string[]): Promise<void> {
    for (const name of [...ports.map((port) => this.namespaceOf(port)), this.namespace]) {
      if (existsSync(`/run/netns/${name}`)) await ip('netns', 'delete', name);
    }
    // The kernel removes this interface with its peer, but not at once.
    await execa('ip', ['link', 'delete', 'dev', this.machineInterface], { reject: false });
  }

  public addressOf(number: number): string {
    return `${this.prefix}.${number}`;
  }

  /**
   * Returns the command that runs another one in the namespace of the switch, or of an engine. `ip netns exec` would hide the control
   * groups, which an engine needs.
   */
  public within(command: readonly string[], port = 'switch'): string[] {
    return ['nsenter', `--net=/run/netns/${this.namespaceOf(port)}`, ...command];
  }

  private get prefix(): string {
    return readFileSync(this.rangeFile, 'utf8');
  }

  private get machineInterface(): string {
    return `swarm-${this.state.id}`;
  }

  private namespaceOf(port: string): string {
    return `berth-${this.state.id}-${port}`;
  }

  private async plug(port: string): Promise<void> {
    await this.ip('link', 'set', 'dev', port, 'master', BRIDGE, 'up');
  }

  private ip(...args: readonly string[]): Promise<void> {
    return ip('-netns', this.namespace, ...args);
  }
}

async function ip(...args: readonly string[]): Promise<void> {
  await execa('ip', args);
}

/** Returns the first parts of a range that nothing here routes to. It is one for tests (RFC 2544): no engine and no swarm chooses it. */
async function freePrefix(): Promise<string> {
  const { stdout: routes } = await execa('ip', ['-4', 'route']);
  for (let third = 0; third < 256; third++) {
    const prefix = `198.18.${third}`;
    if (!new RegExp(`(^| )${prefix.replaceAll('.', '\\.')}\\.`, 'm').test(routes)) return prefix;
  }
  throw new Error('No free range of addresses between 198.18.0.0 and 198.18.255.0: `ip -4 route` shows what uses them');
}
