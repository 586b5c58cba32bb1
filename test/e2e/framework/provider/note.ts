import { Files } from './files';
import { defineSchema, Resource } from '../../../../provider/framework/resource';

const noteSchema = defineSchema({
  description: 'A note, which may become a thing.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'Name of the file.' },
    title: { type: 'string', required: true, description: 'The title.' },
  },
});

/** A resource that can't be updated, so every change replaces it. */
export const note: Resource<typeof noteSchema, Files> = {
  type: 'test_note',
  schema: noteSchema,

  async create({ client }, desired) {
    const made = { ...desired, id: client.newId() };
    client.write(made.id, made);
    return made;
  },

  async read({ client }, prior) {
    return client.read(prior.id!);
  },

  async delete({ client }, prior) {
    client.remove(prior.id!);
  },
};
