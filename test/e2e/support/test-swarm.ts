import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { BUSYBOX, ensureBusybox } from './busybox';
import { TEST_STATE } from './engine';
import { finished } from '../../../dev/engine/progress';
import { stateIn } from '../../../dev/machine/state-folder';
import { NodeEngine } from '../../../dev/swarm/node-engine';
import { SwarmEngines } from '../../../dev/swarm/swarm-engines';

/** The engines of a suite, which stand for machines. They are in no swarm at the start. */
export class TestSwarm {
  public readonly swarm: SwarmEngines;

  /** @param settings  of the engines' `daemon.json` */
  constructor(settings: object = {}) {
    this.swarm = new SwarmEngines(stateIn(mkdtempSync(join(tmpdir(), 'bsw-')), TEST_STATE.cache), settings);
  }

  public get engines(): NodeEngine[] {
    return this.swarm.engines;
  }

  public get docker(): Docker {
    return this.engines[0]!.docker;
  }

  /** The name of busybox in the registry that all engines reach. */
  public get image(): string {
    return `${this.swarm.registry.host}/${BUSYBOX}`;
  }

  /** Makes the first engine the manager of a swarm. */
  public async init(): Promise<void> {
    await this.docker.swarmInit({ AdvertiseAddr: this.engines[0]!.address, ListenAddr: '0.0.0.0:2377' });
  }

  /** Makes all other engines workers of the first one's swarm. */
  public async join(): Promise<void> {
    const { JoinTokens: { Worker: JoinToken } } = await this.docker.swarmInspect() as { JoinTokens: { Worker: string } };
    const [{ address: manager }, ...others] = this.engines as [NodeEngine, ...NodeEngine[]];
    for (const { docker, address } of others) {
      await docker.swarmJoin({ RemoteAddrs: [manager], AdvertiseAddr: address, ListenAddr: '0.0.0.0:2377', JoinToken });
    }
  }

  /** Takes all engines out of whatever swarm they are in. */
  public async leave(): Promise<void> {
    await Promise.all(this.engines.map(({ docker }) => docker.swarmLeave({ force: true }).catch(() => undefined)));
  }

  /** Pushes busybox to the registry. */
  public async pushImage(): Promise<void> {
    const { docker, image } = this;
    await ensureBusybox(docker, TEST_STATE.cache);
    await docker.getImage(BUSYBOX).tag({ repo: image.slice(0, image.lastIndexOf(':')), tag: 'latest' });
    await finished(docker, await docker.getImage(image).push({ authconfig: {} }));
  }

  /** Creates a service that runs until it is removed. */
  public async createService(name: string, container: object = {}, replicas = 1): Promise<string> {
    const { id } = await this.docker.createService({
      Name: name,
      TaskTemplate: { ContainerSpec: { Image: this.image, Command: ['sleep', '100000'], StopGracePeriod: 1e9, ...container } },
      Mode: { Replicated: { Replicas: replicas } },
    } as never) as unknown as { id: string };
    return id;
  }
}
