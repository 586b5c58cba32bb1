import Dockerode from 'dockerode';
import { isWithin } from './folder';
import { isPool } from '../../../src/shared/resource-pool';
import { Engine } from '../engine';
import { isNotFound } from '../errors';
import { conforming } from '../shape/conforms';
import { volumesShape } from '../shape/shapes';

/*
 * What is suspended is noted on the engine, since the containers of a pool may be in other states than the pool, or in none. A note is an
 * empty volume with labels: it needs no image, survives a restart of the engine and of the machine, and a read finds it with one request.
 */

/** The pool that is suspended, or in which a container is that has a note of its own. */
const POOL = 'berth.suspended-pool';
/** The container that stays paused when its pool is resumed. */
const CONTAINER = 'berth.suspended-container';

/** A volume that notes that a pool is suspended, or that a container in a suspended pool is so itself. */
interface Note {
  readonly volume: string;
  readonly pool: string;
  readonly container: string | undefined;
}

/** Returns the name of the volume that is a note. */
function nameOfNote(pool: string, container?: string): string {
  return container === undefined ? `berth-suspended${pool.replaceAll('/', '.')}` : `berth-suspended.${container}`;
}

/** What is suspended on an engine. */
export class Suspension {
  /** @param fresh  asks the engine even if an answer is cached */
  public static async on(engine: Engine, { fresh = false } = {}): Promise<Suspension> {
    const list = async (docker: Dockerode) => conforming(volumesShape, await docker.listVolumes({ filters: { label: [POOL] } }));
    const { Volumes: volumes } = await engine.ask('list what is suspended', list, { fresh });
    const labelled = (volumes ?? []).map(({ Name: volume, Labels: labels }) => (
      { volume, pool: labels[POOL]!, container: labels[CONTAINER] }));
    // Anyone can give a volume these labels. The name shows that it is a note.
    return new Suspension(engine, labelled.filter(({ volume, pool, container }) => volume === nameOfNote(pool, container)));
  }

  private constructor(private readonly engine: Engine, private readonly notes: readonly Note[]) {}

  /** Whether no pool is suspended. */
  public get isEmpty(): boolean {
    return this.notes.every(({ container }) => container !== undefined);
  }

  /** Whether a pool itself is suspended, not only one in which it is. */
  public has(pool: string): boolean {
    return this.notes.some((note) => note.container === undefined && note.pool === pool);
  }

  /**
   * Whether a pool in which a container is, or one around that, is suspended.
   *
   * @param without  a pool that does not count
   */
  public holds(cgroupParent: string, without?: string): boolean {
    return this.notes.some(({ pool, container }) => container === undefined && pool !== without && isWithin(cgroupParent, pool));
  }

  /** Whether a container stays paused when its pool is resumed. */
  public keeps(container: string): boolean {
    return this.notes.some((note) => note.container === container);
  }

  public addPool(pool: string): Promise<void> {
    return this.add(nameOfNote(pool), { [POOL]: pool });
  }

  public addContainer(container: string, cgroupParent: string): Promise<void> {
    return this.add(nameOfNote(cgroupParent, container), { [POOL]: cgroupParent, [CONTAINER]: container });
  }

  public async removeContainer(container: string): Promise<void> {
    await this.remove(this.notes.filter((note) => note.container === container));
  }

  /**
   * Removes the note of a pool. Those of containers in it stay: until Terraform has written that the pool is resumed, they show which
   * containers are not to be.
   */
  public async removePool(pool: string): Promise<void> {
    await this.remove(this.notes.filter((note) => note.container === undefined && note.pool === pool));
  }

  /** Removes the note of a pool, and those of containers in it that no other suspended pool holds. */
  public async clear(pool: string): Promise<void> {
    const ofContainers = this.notes.filter(({ container }) => container !== undefined);
    await this.remove(ofContainers.filter((note) => isWithin(note.pool, pool) && !this.holds(note.pool, pool)));
    await this.removePool(pool);
  }

  private async add(name: string, labels: Readonly<Record<string, string>>): Promise<void> {
    await this.engine.call(`note what is suspended in the volume "${name}"`,
      (docker) => docker.createVolume({ Name: name, Driver: 'local', Labels: labels }));
  }

  private async remove(notes: readonly Note[]): Promise<void> {
    await Promise.all(notes.map(({ volume }) => (
      this.engine.call(`remove the volume "${volume}"`, (docker) => docker.getVolume(volume).remove()).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      }))));
  }
}

/** Whether a container is in a pool that is suspended. Only for one in a pool, the engine is asked. */
export async function isHeld(engine: Engine, cgroupParent: string | null | undefined): Promise<boolean> {
  return isPool(cgroupParent ?? '') && (await Suspension.on(engine)).holds(cgroupParent!);
}
