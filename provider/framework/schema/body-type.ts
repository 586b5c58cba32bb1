import { perBody } from './per-body';
import { Block } from './schema';
import { Type } from '../value/type';

/** Returns the type of the object that holds a body's values on the wire. */
export const bodyType = perBody((body): Type => {
  const parts: { [name: string]: Type } = {};
  for (const [name, attribute] of Object.entries(body.attributes)) {
    parts[name] = attribute.type;
  }
  for (const [name, block] of Object.entries(body.blocks ?? {})) {
    parts[name] = blockType(block);
  }
  return ['object', parts];
});

/** Returns the type of all blocks of one name. */
export function blockType(block: Block): Type {
  return block.nesting === 'single' ? bodyType(block) : [block.nesting, bodyType(block)];
}
