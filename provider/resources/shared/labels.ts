import { Block } from '../../framework/schema/schema';

/** The blocks in which the standard schema has labels. */
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
