import { Files } from './files';
import { defineSchema, Resource } from '../../../../provider/framework/resource';

const noteSchema = defineSchema({
  description: 'A note, which can be moved to a thing.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The name of the file.' },
    title: { type: 'string', required: true, description: 'The title.' },
  },
});

/** A resource that does not support updates, so every change replaces it. */
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
