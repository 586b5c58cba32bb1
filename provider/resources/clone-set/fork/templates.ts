import { setTimeout as sleep } from 'node:timers/promises';
import { neverReady, noSignOfReadiness, notSaved, templateInSuspendedPool } from './errors';
import { answerIn, problemOf } from './host';
import { FORK_LABEL } from '../../../../src/shared/clones';
import { SAVE_SIGNAL } from '../../../../src/shared/forks';
import { readWhole } from '../../../engine/connection/answers';
import { Engine } from '../../../engine/engine';
import { EngineError, isNotFound } from '../../../engine/errors';
import { inspectContainer } from '../../../engine/inspect';
import { framesOf } from '../../../engine/output-tail';
import { isHeld } from '../../../engine/pool/suspension';
import { NoRoomToRun } from '../../../virtual-host/errors';
import { ContainerModel } from '../../container/fields/schema';
import { lastOutput } from '../../container/operations/logs';
import { removeAtOnce } from '../../container/operations/stop';
import { WantedSet } from '../set';

/** In milliseconds: a save writes the memory of an application. */
const SAVE_TIMEOUT = 600_000;

/** In milliseconds: how long to wait between two runs of the command that tells whether a template is ready. */
const PAUSE = 200;

interface ForkTemplate { readonly id: string; readonly model: ContainerModel }

/** Creates and starts a container. Tells its id as soon as it exists. */
type Create = (index: number, model: ContainerModel, onCreated: (id: string) => void) => Promise<void>;

/** The templates of which the clones of a set become forks: one on each host, made when it is needed and not there, or not whole. */
export class ForkTemplates {
  private readonly ready = new Map<string, Promise<void>>();

  constructor(private readonly set: WantedSet, private readonly create: Create, private readonly signal: AbortSignal) {}

  /** Makes sure that a clone can start. Does nothing if the set has no forks. */
  public ensure(engine: Engine, index: number): Promise<void> {
    const wanted = this.set.forkTemplate(index);
    if (wanted === undefined) return Promise.resolve();
    const key = `${this.set.hostOf(index)!.name} ${wanted.id}`;
    const known = this.ready.get(key) ?? this.provide(engine, index, wanted).catch((error: unknown) => {
      // There may be room later.
      if (error instanceof NoRoomToRun) this.ready.delete(key);
      throw error;
    });
    this.ready.set(key, known);
    return known;
  }

  /** Makes sure of it, or returns false if the virtual container host has no room for the template beside all that is there. */
  public async ensureIfRoom(engine: Engine, index: number): Promise<boolean> {
    try {
      await this.ensure(engine, index);
      return true;
    } catch (error) {
      if (error instanceof NoRoomToRun) return false;
      throw error;
    }
  }

  private async provide(engine: Engine, index: number, { id, model }: ForkTemplate): Promise<void> {
    if (await problemOf(engine, model.image!, model.runtime, id) === '') return;
    if (await isHeld(engine, model.cgroup_parent)) throw templateInSuspendedPool(this.set.name, model.cgroup_parent!);
    let container: string | undefined;
    try {
      await this.create(index, model, (created) => { container = created; });
      await this.waitUntilReady(engine, container!, model);
      await this.save(engine, container!, model);
    } finally {
      if (container !== undefined) await removeAtOnce(engine, container, model);
    }
    const problem = await problemOf(engine, model.image!, model.runtime, id);
    if (problem !== '') throw notSaved(this.set.name, `it is ${problem}`);
  }

  /** Without a command, the creation has waited until the container is healthy, if it has a health check. */
  private async waitUntilReady(engine: Engine, id: string, model: ContainerModel): Promise<void> {
    const { readyCommand: command, readyTimeout: timeout } = this.set.fork!;
    if (command === undefined) {
      const inspect = await inspectContainer(engine, id, { fresh: true });
      if (inspect?.State.Health === undefined) throw noSignOfReadiness(this.set.name);
      return;
    }
    const end = Date.now() + timeout * 1000;
    for (;;) {
      const { code, output } = await runIn(engine, id, command, Math.max(end - Date.now(), 1000));
      if (code === 0) return;
      const inspect = await inspectContainer(engine, id, { fresh: true });
      const [hasEnded, isLate] = [inspect?.State.Running !== true, Date.now() > end];
      if (hasEnded || isLate || this.signal.aborted) {
        const why = hasEnded ? 'it has ended' : `the command of \`ready\` did not exit with 0 within ${timeout} s`;
        throw neverReady(this.set.name, why, output || (inspect === undefined ? '' : await lastOutput(engine, inspect, model)));
      }
      await sleep(PAUSE);
    }
  }

  private async save(engine: Engine, id: string, { name }: ContainerModel): Promise<void> {
    try {
      await engine.call(
        `save container "${name}"`, (docker) => docker.getContainer(id).kill({ signal: `${SAVE_SIGNAL}` }), { timeout: SAVE_TIMEOUT },
      );
    } catch (error) {
      const answer = error instanceof EngineError ? answerIn(error.engineMessage) : undefined;
      throw answer === undefined ? error : notSaved(this.set.name, answer);
    }
  }
}

/** Whether a container did not start since the template of which it is to become a fork is not there, or not as it was saved. */
export function lacksTemplate(error: unknown): boolean {
  const ofEngine = error instanceof EngineError ? error : (error as Error).cause;
  return ofEngine instanceof EngineError && /^(missing|stale|damaged):/.test(answerIn(ofEngine.engineMessage) ?? '');
}

/** Removes containers that an apply which was killed has left. */
export async function removeLeftTemplates(engine: Engine, set: string): Promise<void> {
  const filters = { label: [`${FORK_LABEL}=${set}`] };
  const left = await engine.call('list the containers of a set', (docker) => docker.listContainers({ all: true, filters }));
  for (const { Id: id } of left) {
    await engine.call('remove a container that was to be saved', (docker) => docker.getContainer(id).remove({ force: true, v: true }))
      .catch((error: unknown) => isNotFound(error) ? undefined : Promise.reject(error));
  }
}

/** Runs a command in a container. Returns its exit code, if it has one, and what it printed. */
async function runIn(
  engine: Engine, id: string, command: readonly string[], timeout: number,
): Promise<{ readonly code: number | null; readonly output: string }> {
  try {
    return await engine.call('run the command of `ready`', async (docker) => {
      const exec = await docker.getContainer(id).exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true });
      const frames = framesOf(await readWhole(await exec.start({}), 'the output of the command of `ready`'));
      const { ExitCode: code } = await exec.inspect();
      return { code, output: Buffer.concat(frames.map(({ content }) => content)).toString().trim().slice(-1000) };
    }, { timeout });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { code: null, output: error.engineMessage };
  }
}
