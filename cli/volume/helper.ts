import { Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { noWalker } from './errors';
import { FOLDER } from './tar/paths';
import { Engine } from '../../provider/engine/engine';
import { withProgramImage } from '../../provider/probe/image';
import { ISOLATED, PROBE_LABEL, removeProbe, runProgram } from '../../provider/probe/run';
import { parseWalk, Walk } from '../../provider/probe/walk';
import { WALK } from '../../provider/probe/walk-program';

/** In milliseconds: a week. Copying takes as long as there is data, and the user can interrupt it. */
const TIMEOUT = 7 * 24 * 60 * 60_000;

const { Runtime, NetworkMode } = ISOLATED;

/**
 * Reads and writes a volume through containers that mount it, and removes them at once. They need no image from a registry: theirs
 * contains only a program of 900 bytes. They have no network.
 */
export class VolumeHelper {
  /** Passes a helper to `use`, and always removes its image afterwards. */
  public static async with<T>(
    engine: Engine, volume: string, signal: AbortSignal, use: (helper: VolumeHelper) => Promise<T>,
  ): Promise<T> {
    return withProgramImage(engine, { walk: WALK }, noWalker, (image) => use(new VolumeHelper(engine, volume, image, signal)));
  }

  private constructor(
    private readonly engine: Engine, private readonly volume: string, private readonly image: string, private readonly signal: AbortSignal,
  ) {}

  /** Returns how many entries the volume has, and their extended attributes. */
  public walk(): Promise<Walk> {
    // Reads folders of all users.
    return this.run(`list the files of volume "${this.volume}"`, 'attributes', { CapAdd: ['DAC_READ_SEARCH'] });
  }

  /** Removes everything in the volume. */
  public empty(): Promise<Walk> {
    // Also in the folders of other users, and in those with the sticky bit.
    return this.run(`empty volume "${this.volume}"`, 'empty', { CapAdd: ['DAC_OVERRIDE', 'FOWNER'] });
  }

  /** Passes the engine's archive of the volume to `use`. Its paths begin with "d". */
  public read<T>(use: (archive: Readable) => Promise<T>): Promise<T> {
    return this.withContainer(true, async (id) => {
      const archive = await this.engine.call(
        `read volume "${this.volume}"`, (docker) => docker.getContainer(id).getArchive({ path: `/${FOLDER}` }),
        { timeout: TIMEOUT, signal: this.signal },
      ) as Readable;
      const stop = () => archive.destroy(this.signal.reason as Error);
      this.signal.addEventListener('abort', stop, { once: true });
      try {
        return await use(archive);
      } finally {
        this.signal.removeEventListener('abort', stop);
        archive.destroy();
      }
    });
  }

  /** Writes an archive, whose paths begin with "d", into the volume. An error of the archive ends the request. */
  public write(archive: Readable): Promise<void> {
    return this.withContainer(false, async (id) => {
      const controller = new AbortController();
      archive.once('error', (error) => controller.abort(error));
      let failure: unknown;
      archive.once('error', (error) => { failure = error; });
      try {
        await this.engine.call(
          `write volume "${this.volume}"`, (docker) => docker.getContainer(id).putArchive(archive, { path: '/' }),
          { timeout: TIMEOUT, signal: AbortSignal.any([this.signal, controller.signal]) },
        );
      } catch (error) {
        throw failure ?? error;
      } finally {
        archive.destroy();
      }
    });
  }

  private run(what: string, mode: string, { CapAdd }: Dockerode.HostConfig): Promise<Walk> {
    const HostConfig = { ...ISOLATED, CapAdd, SecurityOpt: ['no-new-privileges'], ...this.mount(mode === 'attributes') };
    return runProgram(this.engine, what, { Image: this.image, Cmd: [mode, `/${FOLDER}`], HostConfig }, parseWalk, {
      timeout: TIMEOUT, signal: this.signal,
    });
  }

  /** Creates a container that never starts: the engine mounts its volume while it reads or writes an archive. */
  private async withContainer<T>(isReadOnly: boolean, use: (id: string) => Promise<T>): Promise<T> {
    const { id } = await this.engine.call(`mount volume "${this.volume}"`, (docker) => docker.createContainer({
      Image: this.image, HostConfig: { Runtime, NetworkMode, ...this.mount(isReadOnly) }, Labels: { [PROBE_LABEL]: 'true' },
    }));
    try {
      return await use(id);
    } finally {
      await removeProbe(this.engine, id);
    }
  }

  private mount(ReadOnly: boolean): Dockerode.HostConfig {
    return { Mounts: [{ Type: 'volume', Source: this.volume, Target: `/${FOLDER}`, ReadOnly }] };
  }
}
