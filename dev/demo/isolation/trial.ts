import Docker from 'dockerode';
import { attemptAll, Outcome } from './attacker';
import { Bait } from './bait';
import { Scene } from '../../../examples/isolation/attempts';
import { COMBINATIONS, KERNELS, nameOf, runtimeOf, Combination } from '../../../examples/isolation/combinations';
import { Engine } from '../../engine/provide-engine';
import { waitUntil } from '../../machine/wait-until';
import { Example } from '../../terraform/example';

const READY = 'Ready to accept connections';

/** The isolation example on an engine, with the combinations that the engine supports. */
export class IsolationTrial {
  public static async on(engine: Engine): Promise<IsolationTrial> {
    const { Runtimes = {} } = await engine.docker.info() as { Runtimes?: object };
    return new IsolationTrial(engine, COMBINATIONS.filter((combination) => runtimeOf(combination).name in Runtimes));
  }

  public readonly example: Example;

  private constructor(private readonly engine: Engine, public readonly combinations: readonly Combination[]) {
    this.example = new Example('isolation', engine.environment);
  }

  /** Describes what the engine does not support and how to change that. Undefined if it supports everything. */
  public get leftOut(): string | undefined {
    if (this.combinations.length === COMBINATIONS.length) return undefined;
    return 'The engine has no runtime `runsc` (gVisor), so the columns SANDBOXED are left out. '
      + 'To include them, install gVisor on the engine\'s machine and register it: https://gvisor.dev/docs/user_guide/quick_start/docker/';
  }

  public async apply(): Promise<void> {
    const kernels = KERNELS.filter((each) => this.combinations.some(({ kernel }) => kernel === each));
    const { address } = this.engine;
    await this.example.synthesize({
      ISOLATION_KERNELS: kernels.join(','),
      ...address.startsWith('unix://') ? { ISOLATION_SOCKET: address.slice('unix://'.length) } : {},
    });
    await this.example.init();
    await this.example.apply();
  }

  /** Makes all attempts at all combinations. */
  public async run(): Promise<Outcome[]> {
    // The attackers look for the bait on their host, which must be this machine.
    const bait = this.engine.address.startsWith('unix://') && Bait.isPossible ? await Bait.lay() : undefined;
    try {
      const scene = await this.scene(bait);
      const outcomes = this.combinations.map((combination) => attemptAll(this.container(combination, 'attacker'), combination, scene));
      return (await Promise.all(outcomes)).flat();
    } finally {
      await bait?.remove();
    }
  }

  public container(combination: Combination, role: 'attacker' | 'workload'): Docker.Container {
    return this.engine.docker.getContainer(`isolation-${nameOf(combination)}-${role}`);
  }

  private async scene(bait: Bait | undefined): Promise<Scene> {
    const workloads = await Promise.all(this.combinations.map(async (combination) => {
      const workload = this.container(combination, 'workload');
      await waitUntil('the workload answers', async () => (await workload.logs({ stdout: true, stderr: true })).includes(READY));
      return workload.inspect();
    }));
    const networks = workloads.flatMap(({ NetworkSettings }) => Object.values(NetworkSettings.Networks));
    const ports = workloads.flatMap(({ NetworkSettings }) => NetworkSettings.Ports['6379/tcp'] ?? []).map(({ HostPort }) => HostPort);
    return {
      neighbours: networks.map(({ IPAddress }) => `${IPAddress}:6379`),
      published: networks.flatMap(({ Gateway }) => (Gateway === '' ? [] : ports.map((port) => `${Gateway}:${port}`))),
      host: bait?.host ?? [],
      metadata: bait?.metadata ?? [],
    };
  }
}
