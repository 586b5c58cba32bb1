import { commonOf, DataObject, DataObjects } from './object';
import { canonicalBase64, commonAttributes, commonBlocks } from './schema';
import { Engine } from '../../engine/engine';
import { defineSchema, Resource } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { secretBase64 } from '../shared/validators';

const schema = defineSchema({
  version: 0,
  description: 'A config: a file that a swarm gives to the tasks of its services. Its content can\'t change, so a change replaces the '
    + 'config, which fails while a service uses it, unless `random_suffix` is set. A config is not encrypted: use `docker_secret` for what '
    + 'is secret. The engine has to be a manager of a swarm.',
  attributes: {
    ...commonAttributes('config'),
    data: {
      type: 'string',
      required: true,
      requiresReplace: true,
      mayHaveSecrets: 'base64',
      canonical: canonicalBase64,
      validators: [secretBase64],
      description: 'The content as base64, such as `base64encode(file("nginx.conf"))`.',
    },
  },
  blocks: commonBlocks('config'),
});

type Config = Model<typeof schema>;

const configs = new DataObjects('configs');

/** `docker_config`. */
export const configResource: Resource<typeof schema, Engine> = {
  type: 'docker_config',
  schema,

  validate: (given) => configs.validate(given),

  plan: (context) => configs.plan(schema, context),

  async create({ client: engine, record }, desired) {
    const created = { ...desired, ...await configs.create(engine, desired, desired.data!) };
    record(created);
    return created;
  },

  async read({ client: engine }, prior) {
    const found = await configs.find(engine, prior);
    return found && fromEngine(found, prior);
  },

  async update({ client: engine }, desired) {
    await configs.update(engine, desired);
    return desired;
  },

  delete: ({ client: engine }, prior) => configs.remove(engine, prior),

  async import({ client: engine }, id) {
    const found = await configs.findImportable(engine, id);
    return found && fromEngine(found);
  },
};

function fromEngine(found: DataObject, known?: Config): Config {
  return { ...commonOf(found, known), data: found.Spec.Data ?? '' } as Config;
}
