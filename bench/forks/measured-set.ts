import { readFileSync } from 'node:fs';
import { Application } from './applications';
import { Managed } from '../../test/e2e/resources/managed';
import { ForkingEngine } from '../../test/e2e/support/forking-engine';
import { run } from '../../test/e2e/support/run';

export const MIB = 2 ** 20;

/** What a process needs, in bytes, as the kernel sums it up. */
export interface Memory {
  readonly resident: number;
  /** What it shares counts in proportion. */
  readonly proportional: number;
  /** What no other process maps. */
  readonly own: number;
}

/** A set of clones of an application, as a measurement changes it. */
export class MeasuredSet {
  private readonly set: Managed;

  /**
   * @param initialisation  how long the application initialises, in milliseconds
   * @param template        settings of the clones
   */
  constructor(
    private readonly name: string, private readonly host: ForkingEngine, private readonly application: Application,
    private readonly initialisation: number, private readonly isFork: boolean, private readonly template: object,
  ) {
    this.set = new Managed('docker_clone_set', host.engine.address);
  }

  public async apply(replicas: number, standby = 0): Promise<void> {
    const { image, command, isReady, signal } = this.application;
    await this.set.apply({
      name: this.name,
      replicas,
      standby,
      host: [{ name: 'here' }],
      fork: this.isFork ? [{ ready: [{ command: isReady }], after_fork: [{ signal }] }] : [],
      template: [{
        image, command: command(this.initialisation), network_mode: 'bridge', destroy_grace_seconds: 0, must_run_for: 0, ...this.template,
      }],
    });
  }

  /** Waits until clones have answered a request each. */
  public async answer(from: number, to: number): Promise<void> {
    const { docker } = this.host.engine;
    await Promise.all(Array.from({ length: to - from }, async (_, place) => {
      const { NetworkSettings: { Networks: { bridge } } } = await docker.getContainer(`${this.name}-${from + place}`).inspect();
      const ask = ['curl', '-sf', '--connect-timeout', '1', `http://${bridge!.IPAddress}/`];
      await run('sh', ['-c', `until nsenter ${this.host.engine.host.nsenter(...ask).join(' ')} >/dev/null; do sleep 0.02; done`]);
    }));
  }

  /** Returns the memory of the processes of a clone. */
  public async memoryOf(clone: number): Promise<Memory> {
    const { Id: id } = await this.host.engine.docker.getContainer(`${this.name}-${clone}`).inspect();
    const processes = (await run('sh', ['-c', `cat /sys/fs/cgroup/pids/docker/${id}/cgroup.procs`])).trim().split('\n');
    const rollups = processes.map((pid) => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    const sizeOf = (rollup: string, field: string) => Number(new RegExp(`^${field}: +(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) * 1024;
    const sumOf = (field: string) => rollups.reduce((sum, rollup) => sum + sizeOf(rollup, field), 0);
    return { resident: sumOf('Rss'), proportional: sumOf('Pss'), own: sumOf('Private_Clean') + sumOf('Private_Dirty') };
  }

  public async destroy(): Promise<void> {
    await this.set.destroy();
  }
}
