import { Block, Body } from './schema';
import { Type } from '../value/type';

const known = new WeakMap<Body, Type>();

/** The type of the object that a body's values make: what goes over the wire. */
export function bodyType(body: Body): Type {
  let type = known.get(body);
  if (type === undefined) {
    const parts: { [name: string]: Type } = {};
    for (const [name, attribute] of Object.entries(body.attributes)) {
      parts[name] = attribute.type;
    }
    for (const [name, block] of Object.entries(body.blocks ?? {})) {
      parts[name] = blockType(block);
    }
    type = ['object', parts];
    known.set(body, type);
  }
  return type;
}

/** The type of all blocks of one name. */
export function blockType(block: Block): Type {
  return block.nesting === 'single' ? bodyType(block) : [block.nesting, bodyType(block)];
}
