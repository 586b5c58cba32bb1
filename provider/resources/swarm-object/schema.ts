import { text } from '../../engine/canonical/form';
import { Attributes, Blocks } from '../../framework/schema/schema';
import { labels } from '../shared/labels';
import { matching, oneOf } from '../shared/validators';

/** The longest name that the engine takes. */
const LONGEST_NAME = 64;

/** What `random_suffix` appends: a hyphen and this many characters. */
export const SUFFIX_LENGTH = 8;

/** The longest name that leaves room for a suffix. */
export const LONGEST_NAME_WITH_SUFFIX = LONGEST_NAME - SUFFIX_LENGTH - 1;

const NAME = new RegExp(`^(?=.{1,${LONGEST_NAME}}$)[a-zA-Z0-9]+([a-zA-Z0-9-_.]*[a-zA-Z0-9])?$`);
const NAME_RULE = `a name of at most ${LONGEST_NAME} letters, digits, "-", "_" and ".", which begins and ends with a letter or a digit`;

/** Base64 has several spellings of the same bytes: with and without unused bits. */
export const canonicalBase64 = text((spelling) => Buffer.from(spelling, 'base64').toString('base64'));

type Kind = 'config' | 'secret';

/** Returns the attributes that a config and a secret have in common. */
export function commonAttributes<K extends Kind>(kind: K) {
  return {
    id: { type: 'string', computed: true, stable: true, description: `The id of the ${kind} in the swarm.` },
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [matching(NAME_RULE, NAME)],
      description: `The name of the ${kind}, unique in the swarm: ${NAME_RULE}.`,
    },
    random_suffix: {
      type: 'bool',
      optional: true,
      default: false,
      requiresReplace: true,
      description: `Appends a hyphen and ${SUFFIX_LENGTH} random characters to the name on the engine. Then a successor can exist beside `
        + 'the '
        + `${kind} that services still use: set \`lifecycle { create_before_destroy = true `
        + '}\`, and refer to \`id\` and \`engine_name\` in the '
        + `services. \`name\` has at most ${LONGEST_NAME_WITH_SUFFIX} characters then.`,
    },
    engine_name: {
      type: 'string',
      computed: true,
      stable: true,
      description: `The name of the ${kind} on the engine, with the random `
      + 'suffix.',
    },
    template_driver: {
      type: 'string',
      optional: true,
      default: '',
      requiresReplace: true,
      validators: [oneOf('', 'golang')],
      description: 'Fills in placeholders such as `{{ .Node.Hostname '
        + '}}` for each task: "golang" is the format of Go\'s templates. The default is "": the content stays as it is.',
    },
  } as const satisfies Attributes;
}

/** Returns the blocks that a config and a secret have in common. */
export function commonBlocks(kind: Kind) {
  return { labels: labels(`A label of the ${kind}. A change has no effect on the services that use it.`) } as const satisfies Blocks;
}
