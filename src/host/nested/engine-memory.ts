import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';
import { Size } from '../../units/size';
import { engineMemoryTooLarge } from '../errors';
import { NestedHostProps } from '../nested-host-props';

/** The memory that containers need at least: less than the engine gives one by default is of no use. */
const LEAST = Size.mebibytes(64);

/** Returns an error if the engine leaves no memory for its containers. */
export function checkEngineMemory({ memory = Size.gibibytes(2), engineMemory = Size.mebibytes(256) }: NestedHostProps): BerthError[] {
  const [all, own] = [memory.toBytes(), engineMemory.toBytes()];
  if (!isKnown(all) || !isKnown(own) || all - own >= LEAST.toBytes()) return [];
  return [engineMemoryTooLarge(`${memory}`, `${engineMemory}`, `${LEAST}`)];
}
