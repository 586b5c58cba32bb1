import { commonOf, DataObjects } from './object';
import { canonicalBase64, commonAttributes, commonBlocks } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { defineSchema, Resource } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { Value } from '../../framework/value/value';
import { secretBase64 } from '../shared/validators';

/** What a state has as `data_wo_version` if somebody replaced a secret, so that its content is not known. */
const REPLACED = '(replaced outside of terraform)';

const schema = defineSchema({
  version: 1,
  description: 'A secret: an encrypted file that a swarm gives to the tasks of its services. Its content can\'t change, so a change '
    + 'replaces the secret, which fails while a service uses it, unless `random_suffix` is set. Nobody can read the content from the '
    + 'engine. If somebody replaces the secret by another one with the same name, the next apply replaces it again. The engine has to be a '
    + 'manager of a swarm.',
  attributes: {
    ...commonAttributes('secret'),
    data: {
      type: 'string',
      optional: true,
      sensitive: true,
      encoding: 'base64',
      requiresReplace: true,
      canonical: canonicalBase64,
      validators: [secretBase64],
      description: 'The content as base64, such as `base64encode(var.password)`. It is in the state: use `data_wo` to keep it out. Exactly '
        + 'one of `data` and `data_wo` is required. After an import, which can\'t read the content, the next apply replaces the secret.',
    },
    data_wo: {
      type: 'string',
      optional: true,
      writeOnly: true,
      sensitive: true,
      encoding: 'base64',
      validators: [secretBase64],
      description: 'As `data`, but in neither plan nor state. Needs Terraform 1.11 or newer, which doesn\'t notice when it changes: change '
        + '`data_wo_version`, too. After an import, the secret stays as it is.',
    },
    data_wo_version: {
      type: 'string',
      optional: true,
      default: '',
      requiresReplace: true,
      description: 'Any text. A change replaces the secret by one with the `data_wo` of the configuration.',
    },
  },
  blocks: commonBlocks('secret'),
});

type Secret = Model<typeof schema>;

const secrets = new DataObjects('secrets');

/** `docker_secret`. */
export const secretResource: Resource<typeof schema, Engine> = {
  type: 'docker_secret',
  schema,

  validate(given) {
    secrets.validate(given);
    requireOneContent(given);
  },

  plan: (context) => secrets.plan(schema, context),

  async create({ client: engine, configuration, record }, desired) {
    const data = desired.data ?? configuration().data_wo;
    if (!data) throw noContent();
    const created = { ...desired, ...await secrets.create(engine, desired, data) };
    record(created);
    return created;
  },

  async read({ client: engine }, prior) {
    const found = await secrets.find(engine, prior);
    if (found === undefined) return undefined;
    return { ...commonOf(found, prior), data_wo: null, ...found.ID === prior.id ? contentOf(prior) : unknownContent(prior) } as Secret;
  },

  async update({ client: engine }, desired) {
    await secrets.update(engine, desired);
    return desired;
  },

  delete: ({ client: engine }, prior) => secrets.remove(engine, prior),

  async import({ client: engine }, id) {
    const found = await secrets.findImportable(engine, id);
    return found && { ...commonOf(found), data: null, data_wo: null, data_wo_version: '' } as Secret;
  },
};

type Content = Pick<Secret, 'data' | 'data_wo_version'>;

function contentOf({ data, data_wo_version }: Secret): Content {
  return { data, data_wo_version };
}

/** Differs from every configuration. */
function unknownContent({ data, data_wo_version }: Secret): Content {
  return data === null ? { data, data_wo_version: REPLACED } : { data: null, data_wo_version };
}

/** Values that are not known yet count as set. */
function requireOneContent({ data = null, data_wo: writeOnly = null }: { readonly [name: string]: Value }): void {
  if (data === null && writeOnly === null) throw noContent();
  if (data !== null && writeOnly !== null) {
    throw new DiagnosticError({
      summary: 'A secret has either `data` or `data_wo`',
      detail: 'Both are set. Remove `data`, which is kept in the state, or `data_wo`.',
      path: ['data_wo'],
    });
  }
}

function noContent(): DiagnosticError {
  return new DiagnosticError({
    summary: 'A secret needs a content',
    detail: 'Set `data`, or `data_wo`, which is kept in neither plan nor state, to a text in base64 that is not empty.',
    path: ['data'],
  });
}
