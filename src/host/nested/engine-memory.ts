import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';
import { Size } from '../../units/size';
import { engineMemoryTooLarge } from '../errors';
import { NestedHostProps } from '../nested-host-props';

/** The memory of an engine, with the defaults of the props. */
export interface EngineMemory {
  /** That of the engine and all its containers. */
  readonly memory: Size;
  /** What the engine keeps of it. */
  readonly engineMemory: Size;
}

export function engineMemoryOf({ memory = Size.gibibytes(2), engineMemory = Size.mebibytes(256) }: NestedHostProps): EngineMemory {
  return { memory, engineMemory };
}

/** The memory that containers need at least: less than the engine gives one by default is of no use. */
const LEAST = Size.mebibytes(64);

/** Returns an error if the engine leaves no memory for its containers. */
export function checkEngineMemory(props: NestedHostProps): BerthError[] {
  const { memory, engineMemory } = engineMemoryOf(props);
  const [all, own] = [memory.toBytes(), engineMemory.toBytes()];
  if (!isKnown(all) || !isKnown(own) || all - own >= LEAST.toBytes()) return [];
  return [engineMemoryTooLarge(`${memory}`, `${engineMemory}`, `${LEAST}`)];
}
