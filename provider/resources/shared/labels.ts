import { Block } from '../../framework/schema/schema';

/** Returns the block for labels, as in `kreuzwerker/docker`'s schema. */
export function labels(description: string) {
  return {
    nesting: 'set',
    description,
    attributes: {
      label: { type: 'string', required: true, description: 'The label\'s name.' },
      value: { type: 'string', required: true, description: 'The label\'s value.' },
    },
  } as const satisfies Block;
}
