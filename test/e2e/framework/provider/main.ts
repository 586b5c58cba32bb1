import { Files } from './files';
import { note } from './note';
import { thing, thingSchema } from './thing';
import { DataSource, defineSchema, Provider } from '../../../../provider/framework/resource';
import { Model } from '../../../../provider/framework/schema/model';
import { serve } from '../../../../provider/framework/serve';

const providerSchema = defineSchema({
  description: 'Keeps things as files, for tests of the framework.',
  attributes: {
    folder: { type: 'string', required: true, description: 'The folder of the files.' },
    token: { type: 'string', optional: true, sensitive: true, description: 'Not used, and must never be shown.' },
  },
});

const lookupSchema = defineSchema({
  description: 'Looks a thing up.',
  attributes: {
    id: { type: 'string', required: true, description: 'The id of the thing.' },
    name: { type: 'string', computed: true, description: 'Its name.' },
  },
});

const lookup: DataSource<typeof lookupSchema, Files> = {
  type: 'test_thing',
  schema: lookupSchema,
  async read({ client }, config) {
    return { id: config.id, name: client.read<Model<typeof thingSchema>>(config.id!)?.name ?? null };
  },
};

const provider: Provider<typeof providerSchema, Files> = {
  schema: providerSchema,
  configure: ({ folder }) => new Files(folder!),
  resources: [thing, note],
  dataSources: [lookup],
};

serve(() => provider, { address: 'registry.terraform.io/local/test' });
