import { Facts, settingBlock } from './fact';
import { CONTROL_NAMES, ControlName, controlRow, PRIVILEGED_IMPLIES, sourcesOf } from '../../../../src/shared/controls/table';
import { Attribute, Block } from '../../../framework/schema/schema';
import { each, matching, oneOf, parsed } from '../../shared/validators';

const LIMIT = parsed('"limited" or a number above 0', (text) => text === 'limited' || Number(text) > 0 ? text : undefined);

const IMPLIED = PRIVILEGED_IMPLIES.map((name) => `\`${name}\``);

/** The block that sets the minimum isolation of a container. */
export const isolationPolicyBlock = {
  nesting: 'list',
  maxItems: 1,
  description: 'The minimum isolation of the container. A weaker container is refused at plan time, and again before it is created or '
    + 'changed. The engine does not know this block. A control that is not set has no requirement.',
  attributes: Object.fromEntries(CONTROL_NAMES.map((name) => [name, attributeOf(name)])) as { readonly [N in ControlName]: Attribute },
  blocks: {
    exemption: {
      nesting: 'set',
      description: 'A control that this container is exempt from, and why. An exemption from `privileged` is also an exemption from '
        + `${IMPLIED.slice(0, -1).join(', ')} and ${IMPLIED.at(-1)}.`,
      attributes: {
        control: {
          type: 'string',
          required: true,
          validators: [oneOf(...CONTROL_NAMES)],
          description: 'The control, by the name of its attribute.',
        },
        reason: {
          type: 'string',
          required: true,
          validators: [matching('a reason in words', /\S/)],
          description: 'Why it is needed, for readers of the plan and of the attestation.',
        },
      },
    },
    shared_folder: {
      nesting: 'set',
      description: 'A folder of the machine that the container may mount if `host_paths` is `shared`, and whatever is in the folder. '
        + 'A symbolic link that leads out of all these folders is refused before the container starts.',
      attributes: {
        path: {
          type: 'string',
          required: true,
          validators: [matching('an absolute path', /^\//)],
          description: 'The absolute path of the folder, without symbolic links.',
        },
        read_only: { type: 'bool', optional: true, description: 'Whether it may only be mounted read-only. The default is true.' },
      },
    },
  },
} as const satisfies Block;

export const isolationPolicyFacts = { isolation_policy: settingBlock(isolationPolicyBlock) } satisfies Facts;

function attributeOf(name: ControlName): Attribute {
  const { title, values, lattice, form, pattern } = controlRow(name);
  const description = [`${title}.`, values, ...sourcesOf(name).map((source) => `${source}.`)].filter(Boolean).join(' ');
  switch (form) {
    case 'names':
    case 'calls': return {
      type: ['set', 'string'],
      optional: true,
      description,
      ...(pattern && { validators: [each(matching(pattern.description, pattern.pattern))] }),
    };
    case 'level': return { type: 'string', optional: true, description, validators: [oneOf(...lattice.levels as string[])] };
    case 'limit': return { type: 'string', optional: true, description, validators: [LIMIT] };
  }
}
