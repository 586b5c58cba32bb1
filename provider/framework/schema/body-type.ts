import { perBody } from './per-body';
import { Block } from './schema';
import { Type } from '../value/type';

/** The type of the object that a body's values make: what goes over the wire. */
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

/** The type of all blocks of one name. */
export function blockType(block: Block): Type {
  return block.nesting === 'single' ? bodyType(block) : [block.nesting, bodyType(block)];
}
