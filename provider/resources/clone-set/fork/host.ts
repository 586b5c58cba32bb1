import { cantFork, forksByDefault } from './errors';
import { FORK_ANSWER, FORK_VARIABLES } from '../../../../src/shared/forks';
import { Engine } from '../../../engine/engine';
import { EngineError } from '../../../engine/errors';
import { withProbeImage } from '../../../probe/image';
import { ISOLATED, PROBE_LABEL, removeProbe } from '../../../probe/run';

/** In milliseconds: a check reads all that was saved, which may be gigabytes. */
const TIMEOUT = 600_000;

/** What the host's program can be asked. */
type Question = 'probe' | 'check' | 'keep' | 'remove';

/** Finds out whether an engine starts forks under a runtime. Throws an error that tells how to make it able. */
export async function requireForks(engine: Engine, runtime: string | null): Promise<void> {
  await refuseDefault(engine, runtime);
  await withProbeImage(engine, (image) => ask(engine, image, runtime, 'probe', '0'.repeat(64)));
}

/** Returns what is wrong with a template: "missing", "stale", "damaged", or nothing. */
export async function problemOf(engine: Engine, image: string, runtime: string | null, id: string): Promise<string> {
  await refuseDefault(engine, runtime);
  return (await ask(engine, image, runtime, 'check', id)).replace(/^checked:/, '').trim();
}

/**
 * Throws if the host's program is the default of the engine, under whatever name. The steps of a build and the tasks of a swarm are under
 * it, with variables of a Dockerfile or an image that nobody has judged: they could go on from what others have saved, or remove it.
 */
async function refuseDefault(engine: Engine, runtime: string | null): Promise<void> {
  const { DefaultRuntime: name = '', Runtimes: registered } = await engine.info();
  const programOf = (each: string) => (registered?.[each] as { readonly path?: string } | undefined)?.path ?? each;
  if (runtime === null || programOf(runtime) === programOf(name)) throw forksByDefault(engine.endpoint.address, name);
}

/** Removes all templates of a set from a host, or all but one. */
export async function removeTemplates(engine: Engine, runtime: string | null, id: string, keep: boolean): Promise<void> {
  await withProbeImage(engine, (image) => ask(engine, image, runtime, keep ? 'keep' : 'remove', id));
}

/** Returns what the host's program said, or undefined if it did not. */
export function answerIn(message: string): string | undefined {
  const begin = message.lastIndexOf(FORK_ANSWER);
  return begin < 0 ? undefined : message.slice(begin + FORK_ANSWER.length).replace(/: unknown\s*$/, '').trim();
}

/** The program answers by the error with which the creation of a container fails. So nothing runs. */
async function ask(engine: Engine, image: string, runtime: string | null, question: Question, id: string): Promise<string> {
  const { Runtime: _hosts, AutoRemove: _removed, ...isolated } = ISOLATED;
  const { id: container } = await engine.call('create the probe', (docker) => docker.createContainer({
    Image: image,
    Entrypoint: ['/berth-fork'],
    Cmd: [],
    Env: [`${FORK_VARIABLES}=${question}:${id}`],
    Labels: { [PROBE_LABEL]: 'true' },
    HostConfig: { ...isolated, ...runtime !== null && { Runtime: runtime } },
  }));
  try {
    await engine.call('ask the host about forks', (docker) => docker.getContainer(container).start(), { timeout: TIMEOUT });
  } catch (error) {
    if (!(error instanceof EngineError) || error.statusCode === undefined) throw error;
    const answer = answerIn(error.engineMessage);
    if (answer === undefined || /^(unable|refused):/.test(answer)) throw cantFork(engine.endpoint.address, runtime, error.engineMessage);
    return answer;
  } finally {
    await removeProbe(engine, container);
  }
  throw cantFork(engine.endpoint.address, runtime, 'A container that it should answer for has started.');
}
