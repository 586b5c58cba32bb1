import { authConfigBlock, insecureSkipVerify } from './access';
import { COSIGN_PASSWORD } from './signing-key';
import { defineSchema } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { virtualHostAttribute } from '../../virtual-host/attribute';
import { canonicalImageName, newImageName } from '../image/attributes';
import { INCONSISTENT_PLAN } from '../image/source-hash';
import { secretlyMatching } from '../shared/validators';

/** Does not quote the value, which may be a key. */
const VARIABLE_NAME = secretlyMatching('the name of an environment variable, such as "SIGNING_KEY"', /^[A-Za-z_]\w*$/);

export const schema = defineSchema({
  description: 'An image in a registry. It is pushed by the engine, which has it under the same name, or with `layout` by the provider '
    + 'itself, without an engine. If its tag is removed or moved in the registry outside of terraform, the next plan shows it, and the '
    + 'apply pushes again. The guide "Images in registries" has examples.',
  version: 0,
  attributes: {
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      canonical: canonicalImageName,
      validators: [newImageName],
      description: 'Name of the image, with its registry if that is not Docker Hub, and a tag: `registry.example.com/app:1.2`. '
        + 'Without a tag it is `latest`. A tag that exists in the registry is moved to the image.',
    },
    layout: {
      type: 'string',
      optional: true,
      description: 'Path of an OCI image layout, a folder or a tar file, plain or compressed with gzip. The provider pushes its image '
        + 'without an engine. Of several images, it is the one with this name; without such a one, all are pushed, each for its platform, '
        + 'and the tag refers to an index of them. Another image in the layout is pushed in place. A relative path is relative to the '
        + 'working directory of terraform.',
    },
    keep_remotely: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Keeps the image in the registry when this resource is destroyed. Otherwise its tag is removed, and the image only if '
        + 'no other tag of the repository uses it. What can\'t be removed alone is kept, with a warning.',
    },
    insecure_skip_verify: insecureSkipVerify,
    triggers: {
      type: ['map', 'string'],
      optional: true,
      default: {},
      requiresReplace: true,
      description: 'Values that push the image again when they change, such as the `image_id` of a `docker_image` that is built.',
    },
    virtual_host: virtualHostAttribute('image', 'It is pushed under a name of that host, to a registry that they allow, and comes from '
      + 'where they allow.'),
    id: { type: 'string', computed: true, stable: true, description: 'The digest, as `sha256_digest`.' },
    sha256_digest: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'The digest to which the tag refers in the registry, `sha256:...`. With `layout`, a plan knows it. '
        + INCONSISTENT_PLAN,
    },
    pushed_digest: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'The digest that was pushed. If `sha256_digest` is another one, the tag was moved in the registry.',
    },
    signed_by: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'The public key, as PEM, of the key in `signature`: `signature_keys` of the rules of a virtual container host take it. '
        + 'Null without `signature`, and if the registry no longer has that signature.',
    },
  },
  blocks: {
    auth_config: authConfigBlock,
    signature: {
      nesting: 'list',
      maxItems: 1,
      description: 'Signs the image by its digest, as `cosign sign --key` of cosign 3 does, without a transparency log. A signature that '
        + 'is gone is made again. Removing the block, and destroying the image, removes no signature from the registry.',
      attributes: {
        key_file: {
          type: 'string',
          optional: true,
          description: 'Path of the private key, ECDSA on the curve P-256: the `cosign.key` that `cosign generate-key-pair` writes, or '
            + 'PKCS #8 as PEM. The key is in no plan and no state. A relative path is relative to the working directory of terraform.',
        },
        key_variable: {
          type: 'string',
          optional: true,
          validators: [VARIABLE_NAME],
          description: 'Name of the environment variable that has the private key itself, instead of `key_file`.',
        },
        password_variable: {
          type: 'string',
          optional: true,
          validators: [VARIABLE_NAME],
          description: `Name of the environment variable that has the password of the key. The default is \`${COSIGN_PASSWORD}\`.`,
        },
      },
    },
  },
});

export type RegistryImage = Model<typeof schema>;
