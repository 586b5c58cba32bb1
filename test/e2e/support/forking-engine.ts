import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_STATE } from './engine';
import { NamespacedEngine } from './namespaced-engine';
import { provideCurrentGvisor } from '../../../dev/gvisor/provide-current-gvisor';
import { FORK_RUNTIME } from '../../../src/bootstrap/fork-runtime';

/** The runtime of forks, and the same gVisor without them. */
export const [FORKS, COLD] = ['runsc', 'runsc-cold'] as const;

/** An engine with a current gVisor, whose containers can start as forks. */
export class ForkingEngine {
  public static async start(name: string): Promise<ForkingEngine> {
    const runsc = await provideCurrentGvisor(TEST_STATE.cache);
    const folder = mkdtempSync(join(tmpdir(), 'berth-forking-'));
    const program = join(folder, 'berth-fork');
    const runtimes = { [FORKS]: { path: program, runtimeArgs: [runsc] }, [COLD]: { path: runsc } };
    const forking = new ForkingEngine(program, await NamespacedEngine.start(name, [], undefined, { runtimes }), folder);
    forking.install();
    return forking;
  }

  private constructor(
    /** The path of the program that the engine runs in place of `runsc`. */
    public readonly program: string, public readonly engine: NamespacedEngine, private readonly folder: string,
  ) {}

  /** Installs the program, as HostBootstrap does. */
  public install(): void {
    writeFileSync(this.program, FORK_RUNTIME, { mode: 0o755 });
  }

  public async remove(): Promise<void> {
    await this.engine.remove();
    rmSync(this.folder, { recursive: true });
  }
}
