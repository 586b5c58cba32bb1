import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { digestsOf, inspectImage } from '../engine/inspect';
import { repoDigest } from '../engine/reference';
import { DataSource, defineSchema } from '../framework/resource';
import { imageName } from '../resources/image/attributes';

const schema = defineSchema({
  description: 'An image that the engine has.',
  attributes: {
    name: {
      type: 'string',
      required: true,
      validators: [imageName],
      description: 'Name of the image, with a tag, a digest, or both; or its id. Without a tag it is `latest`.',
    },
    id: { type: 'string', computed: true, description: 'The image\'s id, `sha256:...`.' },
    repo_digest: {
      type: 'string',
      computed: true,
      description: 'The image\'s digest in its registry, `repository@sha256:...`. Empty if the image does not come from a registry.',
    },
  },
});

/** `docker_image` as a data source: looks up an image on the engine, and never pulls it. */
export const imageDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_image',
  schema,
  async read({ client, signal }, { name }) {
    const image = await inspectImage(client, name!, { signal, fresh: true });
    if (image === undefined) {
      throw new DiagnosticError({
        summary: `The engine has no image "${name}"`,
        detail: `The engine is ${client.endpoint.address}. `
          + 'A data source does not pull images. To pull or build the image, use the resource `docker_image`.',
        path: ['name'],
      });
    }
    return { name, id: image.Id, repo_digest: repoDigest(name!, digestsOf(image)) };
  },
};
