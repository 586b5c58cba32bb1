import { Engine } from '../engine/engine';
import { DataSource, defineSchema } from '../framework/resource';
import { Descriptor, digestOf, MANIFEST_TYPES } from '../registry/client';
import { asObject, objectIn, objectsIn } from '../registry/json';
import {
  Access, accessTo, authConfigBlock, insecureSkipVerify, nameInRegistry, notInRegistry, withRegistry,
} from '../resources/registry-image/access';

/** The most bytes of the configuration of an image. */
const MOST_OF_CONFIGURATION = 4 * 1024 * 1024;

const schema = defineSchema({
  description: 'The manifests of an image in a registry, one for each platform. The provider asks the registry itself, without an '
    + 'engine.',
  attributes: {
    name: nameInRegistry,
    insecure_skip_verify: insecureSkipVerify,
    id: { type: 'string', computed: true, description: 'The digest of the image, `sha256:...`.' },
    manifests: {
      type: ['set', ['object', { architecture: 'string', media_type: 'string', os: 'string', sha256_digest: 'string' }]],
      computed: true,
      description: 'The manifest of each platform: `os` and `architecture`, `media_type`, and `sha256_digest`. An attestation has the '
        + 'platform `unknown`.',
    },
  },
  blocks: { auth_config: authConfigBlock },
});

type Listed = Record<'architecture' | 'media_type' | 'os' | 'sha256_digest', string>;

/** `docker_registry_image_manifests`: the manifests of an image in its registry. */
export const registryImageManifestsDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_registry_image_manifests',
  schema,
  async read({ client: engine, signal }, config) {
    const access = await accessTo(engine, config, false, signal);
    const { client, repository, reference } = access;
    const [content, manifests] = await withRegistry(access, `read the manifests of image "${config.name}"`, async () => {
      const found = await client.manifest(repository, reference);
      return [found, found === undefined ? [] : await manifestsIn(access, found)] as const;
    });
    if (content === undefined) throw notInRegistry(access, config.name!);
    return { ...config, id: digestOf(content), manifests };
  },
};

/** An image for one platform has no index, and its configuration says for which one it is. */
async function manifestsIn({ client, repository }: Access, content: Buffer): Promise<Listed[]> {
  const document = objectIn(content.toString());
  if (Array.isArray(document.manifests)) {
    return objectsIn(document.manifests).map((each) => listed(asObject(each.platform), each as Partial<Descriptor>));
  }
  const { digest } = asObject(document.config);
  const configuration = await client.blob(repository, String(digest), MOST_OF_CONFIGURATION);
  const mediaType = typeof document.mediaType === 'string' ? document.mediaType : MANIFEST_TYPES[0];
  return [listed(objectIn(configuration?.toString() ?? ''), { mediaType, digest: digestOf(content) })];
}

function listed({ os, architecture }: Record<string, unknown>, { mediaType, digest }: Partial<Descriptor>): Listed {
  const text = (value: unknown) => typeof value === 'string' ? value : '';
  return { architecture: text(architecture), media_type: text(mediaType), os: text(os), sha256_digest: text(digest) };
}
