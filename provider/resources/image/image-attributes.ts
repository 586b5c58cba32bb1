import { text } from '../../engine/canonical/form';
import { parsePlatform } from '../../engine/image/platform';
import { isImageId, listedName, parseReference } from '../../engine/reference';
import { Attribute, Validator } from '../../framework/schema/schema';

/** One form of an image's name: `busybox`, `busybox:latest` and `docker.io/library/busybox` are the same. */
export const canonicalImageName = text((spelling) => {
  const reference = parseReference(spelling);
  return reference && listedName(reference);
});

/** The name of an image that is pulled, or on the engine. */
export const imageName: Validator = {
  description: 'a repository, with a tag, a digest or both: `nginx:1.27`, `registry.example.com/app@sha256:...`',
  check(value) {
    const name = String(value);
    if (isImageId(name) || parseReference(name) !== undefined) return undefined;
    const lower = parseReference(name.toLowerCase()) === undefined ? '' : ` Repositories are lower case: "${name.toLowerCase()}".`;
    return `"${name}" is not the name of an image. It is ${imageName.description}.${lower}`;
  },
};

/** The name that an image is given here: a digest can't be chosen. */
export const newImageName: Validator = {
  description: 'a repository and a tag: `app:1.2`. Without a tag it is `latest`',
  check(value) {
    const reference = parseReference(String(value));
    if (reference !== undefined && reference.digest === undefined) return undefined;
    return `"${String(value)}" is not a name that an image can be given. It is ${newImageName.description}.`;
  },
};

/** What an image runs on. */
export const platform: Validator = {
  description: '`os/architecture` or `os/architecture/variant`: `linux/amd64`, `linux/arm64/v8`',
  check(value) {
    if (value === '' || parsePlatform(String(value)) !== undefined) return undefined;
    return `"${String(value)}" is not a platform. It is ${platform.description}.`;
  },
};

/** What the engine calls an image that is there. */
export const imageIds = {
  id: { type: 'string', computed: true, stable: true, description: 'The image\'s id, followed by its name.' },
  image_id: { type: 'string', computed: true, stable: true, description: 'The image\'s id, `sha256:...`. What a container is best created from: it changes when the image does.' },
} as const satisfies Readonly<Record<string, Attribute>>;

const IMPORT_INSTRUCTIONS = ['CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'ONBUILD', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'];

/** Instructions that say how an image is run, and not how it is built. */
export const importChanges: Validator = {
  description: `each begins with one of ${IMPORT_INSTRUCTIONS.join(', ')}`,
  check(value) {
    // The word alone, up to a value: what follows may be a secret.
    const words = (Array.isArray(value) ? value : []).filter((change) => typeof change === 'string').map((change) => /^\s*([^\s=]*)/.exec(change)![1]!);
    const wrong = words.find((word) => !IMPORT_INSTRUCTIONS.includes(word.toUpperCase()));
    return wrong === undefined ? undefined : `"${wrong}" can't be applied to an imported image: ${importChanges.description}.`;
  },
};
