import { Inspect } from './fact';
import { ContainerModel } from './schema';
import { Engine } from '../../engine/engine';
import { inspectContainer } from '../../engine/inspect';
import { DiagnosticError } from '../../framework/diagnostics';

/**
 * A container, or nothing where there is none.
 *
 * @param known  what is known of it, which decides what of it is an answer
 */
export async function look(engine: Engine, id: string, known?: ContainerModel): Promise<Inspect | undefined> {
  const inspect = await inspectContainer(engine, id);
  if (inspect === undefined || known?.memory_swap) return inspect;
  const { Memory: memory = 0, MemorySwap: swap } = inspect.HostConfig ?? {};
  // Where the kernel does not count swap, the engine takes the limit off that it would have set by itself.
  const isForced = memory > 0 && swap === -1 && !await countsSwap(engine);
  return isForced ? { ...inspect, HostConfig: { ...inspect.HostConfig, MemorySwap: 2 * memory } } : inspect;
}

/** A container that has to be there. */
export async function expect(engine: Engine, id: string, model: ContainerModel): Promise<Inspect> {
  const inspect = await look(engine, id, model);
  if (inspect !== undefined) return inspect;
  throw new DiagnosticError({
    summary: `Container "${model.name}" is gone`,
    detail: model.rm ? 'It ended, and `rm` removed it. For a job, set `attach = true`, which waits for its end.' : 'Something else removed it meanwhile. Apply again.',
  });
}

async function countsSwap(engine: Engine): Promise<boolean> {
  const { SwapLimit: counts } = await engine.call('ask what the engine can limit', (docker) => docker.info() as Promise<{ SwapLimit?: boolean }>);
  return counts !== false;
}
