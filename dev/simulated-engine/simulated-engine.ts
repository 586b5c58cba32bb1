import { rmSync } from 'node:fs';
import { setHealth } from './operations/health';
import { ended } from './operations/run';
import { Fault, FaultOptions, Faults } from './server/faults';
import { Latencies, Pace } from './server/latency';
import { EngineServer } from './server/server';
import { isRunning } from './state/container';
import { EngineState } from './state/engine-state';
import { Image, imageNamed } from './state/images';

export interface SimulatedEngineOptions {
  /** The path of the socket at which it serves the API. */
  readonly socket: string;
  /** The images that it has, as an engine answers to inspects of them. @default - busybox:latest */
  readonly images?: readonly Image[];
  /** How long its operations take. @default - no time */
  readonly latency?: Latencies;
  /** The name of its machine. @default simulated */
  readonly name?: string;
}

/**
 * A Docker Engine that runs nothing: it serves the Engine API from memory, as Docker Engine 20.10 does. Hundreds of them fit in one
 * process. `test/e2e/simulated/` holds it against a real engine.
 */
export class SimulatedEngine {
  public static async start({ socket, images = [imageNamed('busybox:latest')], latency = {}, name = 'simulated' }: SimulatedEngineOptions) {
    const engine = new SimulatedEngine(socket, new EngineState(name, images), latency);
    rmSync(socket, { force: true });
    await new Promise<void>((resolve, reject) => {
      engine.server.http.once('error', reject).listen(socket, resolve);
    });
    return engine;
  }

  private readonly server: EngineServer;
  private readonly faults = new Faults();

  private constructor(private readonly socket: string, private readonly state: EngineState, latency: Latencies) {
    this.server = new EngineServer(state, new Pace(latency), this.faults);
  }

  public get address(): string {
    return `unix://${this.socket}`;
  }

  /** How many containers it has. */
  public get containers(): number {
    return this.state.containers.size;
  }

  /** Makes requests go wrong from now on. */
  public fault(options: FaultOptions): Fault {
    return this.faults.add(options);
  }

  /** Ends the program of a container, as if it ended by itself. */
  public exit(container: string, code: number): void {
    const found = this.state.containers.get(container);
    if (!isRunning(found)) throw new Error(`${container} does not run`);
    ended(this.state, found, code);
  }

  /** Makes the health checks of a container succeed or fail. It needs no health check. */
  public setHealth(container: string, health: 'healthy' | 'unhealthy'): void {
    setHealth(this.state, this.state.containers.get(container), health);
  }

  /** Closes all connections and removes the socket. What it has is lost. */
  public async stop(): Promise<void> {
    this.state.stopped.abort();
    await new Promise<void>((resolve) => {
      this.server.http.close(() => resolve());
      this.server.http.closeAllConnections();
    });
    rmSync(this.socket, { force: true });
  }
}
