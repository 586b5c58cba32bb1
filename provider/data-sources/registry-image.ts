import { Engine } from '../engine/engine';
import { DataSource, defineSchema } from '../framework/resource';
import { accessTo, insecureSkipVerify, nameInRegistry, notInRegistry, withRegistry } from '../resources/registry-image/access';

const schema = defineSchema({
  description: 'An image in a registry. The provider asks the registry itself, and needs no engine.',
  attributes: {
    name: nameInRegistry,
    insecure_skip_verify: insecureSkipVerify,
    id: { type: 'string', computed: true, description: 'The digest, as `sha256_digest`.' },
    sha256_digest: {
      type: 'string',
      computed: true,
      description: 'The digest of the image in the registry, `sha256:...`. Of an image for several platforms, it is that of their index.',
    },
  },
});

/** `docker_registry_image` as a data source: the digest of an image in its registry. */
export const registryImageDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_registry_image',
  schema,
  async read({ client: engine, signal }, config) {
    const access = await accessTo(engine, config, false, signal);
    const { client, repository, reference } = access;
    const found = await withRegistry(access, `read image "${config.name}"`, () => client.describe(repository, reference));
    if (found === undefined) throw notInRegistry(access, config.name!);
    return { ...config, id: found.digest, sha256_digest: found.digest };
  },
};
